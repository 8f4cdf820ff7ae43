import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchFilesReportSchema, searchReportSchema } from "../../src/interfaces/schema/index.js";
import { fovea } from "../support/cli.js";
import { CONTROL_CHARACTERS } from "../support/control-characters.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

/** Assembled here so that no secret scanner reports this file. */
const token = ["ghp", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("_");
const long = `export const longTable = "${"x ".repeat(600)} gopherhole ${"y ".repeat(600)}";`;
const scratch = new Scratch().write({
  "src/upload.ts": `import { sleep } from "./sleep.js";

/** Sends files to the server. */
export class Uploader {
  private readonly secret = "${token}";

  async upload(file: string): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await this.send(file)) return;
      await sleep(2 ** attempt); // exponential backoff
    }
  }
}
`,
  "src/long.ts": `${long}\n`,
  "src/wide.ts": `// ${"ウィンドウ".repeat(40)} wideword\nexport const wide = 1;\n`,
  "src/esc.ts": "export const escaped = '\u001b[31m\u202e';\n",
  "notes.txt": "first\n\nThe quokka sleeps.\nAnother line.\n",
  "src/other.ts": "export function unrelated() {\n  return 1;\n}\n",
});
const here = { cwd: scratch.root };

beforeAll(async () => {
  await runHere(["index"], here);
}, 30_000);
afterAll(() => scratch[Symbol.dispose]());

it("a lone - is the task on the standard input", async () => {
  const task = "exponential backoff\n";
  const { code, out } = await runHere(["search", "-", "--json"], { ...here, input: task });
  expect(code).toBe(0);
  expect(searchReportSchema.parse(JSON.parse(out))).toMatchObject({
    query: task,
    results: [{ path: "src/upload.ts" }],
  });
  expect((await runHere(["search", "-"], { ...here, input: " \n" })).code).toBe(2);
});

describe("snippets", () => {
  it("are the lines that match, with their numbers", async () => {
    const { results } = await jsonHere(["search", "exponential backoff"], searchReportSchema, here);
    expect(results[0]).toMatchObject({ path: "src/upload.ts" });
    expect(results[0]!.snippet).toEqual([
      { line: 10, text: "      await sleep(2 ** attempt); // exponential backoff" },
    ]);
    const { out } = await runHere(["search", "exponential backoff"], here);
    expect(out).toContain("\n    10  await sleep(2 ** attempt); // exponential backoff\n");
  });

  it("are lines of the best part of a file with --files", async () => {
    const { results } = await jsonHere(["search", "quokka", "--files"], searchFilesReportSchema, here);
    expect(results[0]).toMatchObject({
      path: "notes.txt",
      snippet: [{ line: 3, text: "The quokka sleeps." }],
    });
  });

  it("cover the words of the query before they repeat one", async () => {
    const { results } = await jsonHere(["search", "upload sleep send"], searchReportSchema, here);
    const lines = results
      .find(({ path }) => path === "src/upload.ts")!
      .snippet.map(({ text }) => text.trim());
    expect(lines.length).toBeLessThanOrEqual(3);
    for (const word of ["upload(", "sleep(", "send("])
      expect(lines.some((line) => line.includes(word))).toBe(true);
  });

  it("show the definition when only the path matches", async () => {
    const { results } = await jsonHere(["search", "src/other.ts"], searchReportSchema, here);
    expect(results[0]).toMatchObject({ snippet: [{ line: 1, text: "export function unrelated() {" }] });
  });

  it("show no secret and no control character", async () => {
    const { out } = await runHere(["search", "secret escaped"], here);
    expect(out).toContain("[redacted");
    expect(out).not.toContain(token);
    expect(out).not.toMatch(CONTROL_CHARACTERS);
  });

  it("are cut around the match, to the width of the terminal", async () => {
    const { results } = await jsonHere(["search", "gopherhole"], searchReportSchema, here);
    const [{ text } = { text: "" }] = results[0]!.snippet;
    expect(text).toMatch(/^….*gopherhole.*…$/);
    expect(text.length).toBeLessThan(250);
    for (const query of ["gopherhole", "wideword"]) {
      const { out } = await runHere(["search", query], here);
      for (const line of out.split("\n")) {
        const cells = [...line].reduce((sum, one) => sum + (/[\u3041-\u30ff]/.test(one) ? 2 : 1), 0);
        expect(cells).toBeLessThanOrEqual(100);
      }
    }
  });
});

describe("variants of one result", () => {
  const labels = (values: readonly string[]) =>
    `{\n${values.map((value, at) => `  "gadget${at}": "${value}"`).join(",\n")}\n}\n`;
  const made = new Scratch().write({
    "app/locales/en.json": labels(["Open the gadget", "Close it", "Turn it", "Sell it"]),
    "app/locales/de.json": labels(["Gerät öffnen", "Schließen", "Drehen", "Verkaufen"]),
    "app/locales/fr.json": labels(["Ouvrir", "Fermer", "Tourner", "Vendre"]),
    "src/gadget.ts": "export function gadget() {\n  return open();\n}\n",
  });
  const at = { cwd: made.root };
  beforeAll(async () => {
    expect((await fovea(["index"], at)).code).toBe(0);
  }, 30_000);
  afterAll(() => made[Symbol.dispose]());

  it.each([[], ["--files"]])("are counted, and named with --verbose and in JSON %s", async (...flags) => {
    const { out } = await fovea(["search", "open the gadget", ...flags], at);
    expect(out.match(/^\d.*locales.*$/gm)).toEqual([expect.stringContaining("app/locales/en.json")]);
    expect(out).toContain("\n      and 2 like it in app/locales/*.json\n");
    const verbose = await fovea(["--verbose", "search", "open the gadget", ...flags], at);
    for (const path of ["app/locales/de.json", "app/locales/fr.json"]) {
      expect(out).not.toContain(path);
      expect(verbose.out).toContain(`\n        ${path}`);
    }
    const schema = flags.length > 0 ? searchFilesReportSchema : searchReportSchema;
    const { results } = await jsonHere(["search", "open the gadget", ...flags], schema, at);
    const english = results.find(({ path }) => path === "app/locales/en.json");
    expect(english?.alike?.pattern).toBe("app/locales/*.json");
    expect(english?.alike?.places.map(({ path }) => path).sort()).toEqual([
      "app/locales/de.json",
      "app/locales/fr.json",
    ]);
    const german = await fovea(["search", "open the gadget in German", ...flags], at);
    expect(german.out.match(/^\d.*locales.*$/gm)).toEqual([expect.stringContaining("app/locales/de.json")]);
  });
});

describe("a search that finds nothing", () => {
  it("exits 1 and prints a report with --json", async () => {
    const outcome = await runHere(["search", "zzqqxx", "--json"], here);
    expect(outcome.code).toBe(1);
    expect(JSON.parse(outcome.out)).toEqual({
      query: "zzqqxx",
      confidence: 0,
      answered: false,
      doubt: { unknown: ["zzqqxx"], elsewhere: [] },
      results: [],
    });
    expect(outcome.err).toMatch(/^fovea: nothing in the index .+\n$/);
    expect((await runHere(["search", "zzqqxx", "--files"], here)).code).toBe(1);
  });

  it("says with --symbols that other text matches", async () => {
    const { code, out, err } = await runHere(["search", "quokka", "--symbols"], here);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe(
      "fovea: no definition or section matches, but 1 other place does, first notes.txt:1-4. Leave --symbols out to list them.\n",
    );
    const report = await jsonHere(["search", "quokka", "--symbols"], searchReportSchema, here);
    expect(report.textMatches).toEqual({
      count: 1,
      first: { path: "notes.txt", startLine: 1, endLine: 4 },
    });
  });
});

it("a bare repository is refused, and a worktree of it is not", async () => {
  using made = new Scratch();
  made.git("init", "-q");
  made.commit("start", { "a.ts": "export const marmot = 1;\n" });
  using bare = new Scratch();
  bare.git("clone", "-q", "--bare", made.root, "some.git");
  const at = { cwd: bare.root };
  const refused = /^fovea: \S+some\.git is a bare repository, without files\. Clone it, .+\n$/;
  for (const args of [
    ["index", "some.git"],
    ["index", "some.git", "."],
    ["search", "marmot", "--repo", "some.git"],
    ["pack", "marmot", "--repo", "some.git"],
    ["graph", "marmot", "--repo", "some.git"],
  ]) {
    const { code, out, err } = await runHere(args, at);
    expect([args, code, out, err]).toEqual([args, 2, "", expect.stringMatching(refused)]);
  }
  const inside = await runHere(["search", "marmot"], { cwd: `${bare.root}/some.git` });
  expect([inside.code, inside.err]).toEqual([2, expect.stringMatching(refused)]);
  const own = await runHere(["index", ".git"], { cwd: made.root });
  expect([own.code, own.err]).toEqual([
    2,
    expect.stringContaining(`Give the folder that holds it: ${made.root}.`),
  ]);
  bare.git("--git-dir=some.git", "worktree", "add", "-q", "tree");
  expect((await runHere(["search", "marmot", "--repo", "tree"], at)).code).toBe(0);
});
