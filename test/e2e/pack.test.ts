import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderers } from "../../src/context/render/index.js";
import { packReportSchema } from "../../src/interfaces/schema/index.js";
import { tokenCounter } from "../../src/shared/tokens/count.js";
import { encodings } from "../../src/shared/tokens/vocabulary.js";
import { fovea } from "../support/cli.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

/** Assembled here so that no secret scanner reports this file. */
const token = ["ghp", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("_");
const files = {
  "src/upload.ts": `import { sleep } from "./sleep.js";

/** Sends files to the server. */
export class Uploader {
  private readonly secret = "${token}";

  /** Uploads a file, again and again when the server is busy. */
  async upload(file: string): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await this.send(file)) return;
      await sleep(2 ** attempt);
    }
    throw new Error("the server stays busy");
  }

  private async send(file: string): Promise<boolean> {
    return file.length + this.secret.length > 0;
  }
}
`,
  "src/sleep.ts":
    "/** Waits. */\nexport const sleep = (seconds: number) =>\n  new Promise((wake) => setTimeout(wake, seconds * 1000));\n",
  "docs/upload.md":
    "# Uploads\n\n```sh\nupload file\n```\n\nWhen the server is busy the upload is tried again.\n",
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `src/filler${index}.ts`,
      `export function filler${index}() {\n${"  work();\n".repeat(40)}}\n`,
    ]),
  ),
};

describe("fovea pack", () => {
  const scratch = new Scratch().write(files);
  const at = { cwd: scratch.root };
  const task = "retry the upload when the server is busy";
  const pack = (...args: string[]) => jsonHere(["pack", task, ...args], packReportSchema, at);
  beforeAll(() => runHere(["index"], at));
  afterAll(() => scratch[Symbol.dispose]());

  it("holds what the task needs, within its budget, and quotes the files' lines exactly", async () => {
    const report = await pack("--budget", "900");
    expect(report.budget).toBe(900);
    expect(report.tokens).toBeLessThanOrEqual(900);
    expect(tokenCounter().count(report.text)).toBe(report.tokens);
    expect(report.items.map(({ symbol }) => symbol)).toContain("Uploader.upload");
    for (const { path, startLine, endLine, text } of report.items) {
      const lines = readFileSync(join(scratch.root, path), "utf8")
        .split("\n")
        .slice(startLine - 1, endLine);
      expect(text.replaceAll(/\[redacted [\w-]+\]/g, token)).toBe(lines.join("\n"));
      expect(report.text).toContain(text);
    }
  });

  it("includes the import that a definition uses and the head of its class", async () => {
    const { items } = await pack("--budget", "400");
    const texts = items.filter(({ path }) => path === "src/upload.ts").map(({ text }) => text);
    expect(texts.join("\n")).toContain('import { sleep } from "./sleep.js";');
    expect(texts.join("\n")).toContain("export class Uploader {");
  });

  it("redacts secrets in every format", async () => {
    for (const { name } of renderers) {
      const { out } = await runHere(["pack", "Uploader secret", "--budget", "2000", "--format", name], at);
      expect(out).toContain("[redacted");
      expect(out).not.toContain(token);
    }
    expect(JSON.stringify(await pack("--budget", "4000"))).not.toContain(token);
  });

  it("prints the pack to stdout, and its cost and that of all files to stderr", async () => {
    const { code, out, err } = await fovea(["pack", task, "--budget", "600"], at);
    expect(code).toBe(0);
    expect(out).toMatch(/^# Context for: retry the upload when the server is busy\n/);
    expect(tokenCounter().count(out)).toBeLessThanOrEqual(600);
    expect(err).toMatch(/^\d+ of 600 tokens, \d+ pieces: \$[\d.]+ a request/);
    expect(err).toMatch(
      /\nEverything: [\d,]+ tokens, \$[\d.]+, prefill .* modelled\. The pack is [\d.]+ % of it\.\n$/,
    );
  });

  it("prices the pack lower than all files", async () => {
    const { price, tokens } = await pack("--budget", "600");
    expect(price.pack.tokens).toBe(tokens);
    expect(price.everything.tokens).toBeGreaterThan(3 * price.pack.tokens);
    expect(price.everything.dollars).toBeGreaterThan(price.pack.dollars);
    expect(price.everything.prefillSeconds).toBeGreaterThan(price.pack.prefillSeconds);
  });

  it("reads the task from stdin, several lines of it", async () => {
    const outcome = await fovea(["pack", "-", "--json", "--budget", "600"], {
      ...at,
      input: "Uploads fail\n\nThe server is busy and upload() gives up.\n",
    });
    const report = packReportSchema.parse(JSON.parse(outcome.out));
    expect(report.items.map(({ symbol }) => symbol)).toContain("Uploader.upload");
  });

  it.each(encodings)("keeps its budget in %s tokens, on an index with that encoding", async (encoding) => {
    const report = await pack("--encoding", encoding, "--budget", "350");
    expect(tokenCounter(encoding).count(report.text)).toBe(report.tokens);
    expect(report.tokens).toBeLessThanOrEqual(350);
    expect(report.tokens).toBeGreaterThan(100);
  });

  it("is the same, byte for byte, when repeated", async () => {
    const first = await fovea(["pack", task, "--budget", "700"], at);
    const second = await fovea(["pack", task, "--budget", "700"], at);
    expect(second.out).toBe(first.out);
    expect((await pack("--budget", "700")).packId).toBe((await pack("--budget", "700")).packId);
  });

  it("reports that nothing fits, or that nothing matches", async () => {
    const tiny = await runHere(["pack", task, "--budget", "5"], at);
    expect([tiny.code, tiny.out, tiny.err]).toEqual([
      1,
      "",
      "fovea: no relevant piece fits in 5 tokens. Raise --budget.\n",
    ]);
    const none = await runHere(["pack", "zzqqxx"], at);
    expect([none.code, none.out]).toEqual([1, ""]);
    expect(none.err).toBe(
      "fovea: no indexed file contains a word of this task. Name a symbol, a path or other words.\n",
    );
    const json = await runHere(["pack", "zzqqxx", "--json"], at);
    expect([json.code, json.err]).toEqual([1, none.err]);
    expect(packReportSchema.parse(JSON.parse(json.out)).items).toEqual([]);
  });
});

it("names the files that are not indexed and contain the text", async () => {
  using scratch = new Scratch().write({
    "src/a.ts": 'export const tide = "high water";\n',
    "package-lock.json": '{ "packages": { "node_modules/left-padder": {} } }\n',
  });
  const at = { cwd: scratch.root };
  await runHere(["index"], at);
  const said = 'fovea: 1 file that is not indexed contains "left-padder": package-lock.json (lock file).\n';
  const none = await runHere(["pack", "left-padder"], at);
  expect([none.code, none.out]).toEqual([1, ""]);
  expect(none.err).toBe(
    `${said}fovea: no indexed file contains a word of this task. Name a symbol, a path or other words.\n`,
  );
  const unindexed = {
    text: "left-padder",
    files: [{ path: "package-lock.json", what: "lock file" }],
    complete: true,
  };
  const json = await runHere(["pack", "left-padder", "--json"], at);
  expect(packReportSchema.parse(JSON.parse(json.out))).toMatchObject({ items: [], map: [], unindexed });
  const some = await runHere(["pack", 'why is "left-padder" at high tide'], at);
  expect([some.code, some.err.startsWith(said)]).toEqual([0, true]);
});

it("fails with a line when the process ends before the answer", async () => {
  using silent = new Scratch().write({
    // A stdin that never answers and does not keep the process alive.
    "silent.cjs":
      'Object.defineProperty(process, "stdin", { value: { isTTY: false, [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) } });\n',
    "a.ts": "export const a = 1;\n",
  });
  const env = { NODE_OPTIONS: `--require ${join(silent.root, "silent.cjs")}` };
  const { code, out, err } = await fovea(["pack", "-", "--json"], { cwd: silent.root, env });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^fovea: the command ended before its result\. .+\n$/);
});
