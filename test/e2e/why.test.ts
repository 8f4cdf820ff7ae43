import { spawnSync } from "node:child_process";
import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  packReportSchema,
  searchFilesReportSchema,
  type WhyReport,
  whyReportSchema,
} from "../../src/interfaces/schema/index.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

const long = (name: string, lines: number): string =>
  `/** ${name} retries an upload. */\nexport function ${name}(upload: string): string {\n${Array.from(
    { length: lines },
    (_, index) => `  upload += "retry ${name} ${index}";\n`,
  ).join("")}  return upload;\n}\n`;
const build = long("resumeUpload", 12);
const files: Record<string, string> = {
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`src/part${index}.ts`, long(`uploadPart${index}`, 6 + index)]),
  ),
  "src/resume.ts": build,
  "vendor/resume.ts": build,
  "vendor/lib/again.ts": build,
  "src/other.ts": "export const walrus = 1;\n",
  "src/huge.ts": long("uploadEverything", 900),
  "test/upload.test.ts": long("testUpload", 5),
  ".foveaignore": "# ours\n/secret/\n*.tmp.ts\n!keep.tmp.ts\n",
  "secret/plan.ts": "export const plan = 1;\n",
  "keep.tmp.ts": "export const kept = 1;\n",
  "a.tmp.ts": "export const a = 1;\n",
  ".gitignore": "out/\n",
  "out/made.ts": "export const made = 1;\n",
  "package-lock.json": '{ "packages": { "left-pad": {} } }',
  "src/limit.ts":
    "export const over = (n: number): Error => new Error('upload ' + n + ' is over the limit of a day');\n",
  "picture.png": "png",
  ".env": "KEY=1\n",
  "empty.ts": "",
  "large.ts": "// a\n".repeat(300_000),
  "node_modules/x/index.js": "x",
};
const task = "retry an upload that resumes";

describe("fovea why", () => {
  const scratch = new Scratch().write(files);
  const at = { cwd: scratch.root };
  const why = (path: string, ...flags: string[]): Promise<WhyReport> =>
    jsonHere(["why", path, task, ...flags], whyReportSchema, at);

  beforeAll(async () => {
    spawnSync("git", ["init", "-q"], { cwd: scratch.root });
    await runHere(["index"], at);
  });
  afterAll(() => scratch[Symbol.dispose]());

  it("shows the same rank, score and signals for each file as search", async () => {
    const { results } = await jsonHere(
      ["search", task, "--files", "--limit", "100"],
      searchFilesReportSchema,
      at,
    );
    expect(results.length).toBeGreaterThan(30);
    const [resume] = results;
    expect(resume).toMatchObject({
      path: "src/resume.ts",
      alike: { places: [{ path: "vendor/resume.ts" }] },
    });
    const copy = await why("vendor/resume.ts");
    const place = copy.rank!.place;
    expect(copy.rank!.variantOf).toBe("src/resume.ts");
    expect(copy.answer).toBe(
      `vendor/resume.ts ranks ${place} of ${results.length + 1}, like src/resume.ts, which is listed for both, and is not in the pack: src/resume.ts competes for a place for both.`,
    );
    for (const [index, { path, score, signals }] of results.entries()) {
      if (index % 5 > 1) continue;
      const { rank } = await why(path);
      const before = index + 1 >= place ? 1 : 0;
      expect(rank).toMatchObject({ place: index + 1 + before, candidates: results.length + 1, score });
      expect(rank).not.toHaveProperty("variantOf");
      expect(rank!.first).toEqual({ path: results[0]!.path, score: results[0]!.score });
      for (const { name, why: words, share, firstShare } of rank!.signals) {
        expect(share).toBe(signals[name] ?? 0);
        expect(firstShare).toBe(results[0]!.signals[name] ?? 0);
        expect(words).toMatch(/ /);
      }
    }
  });

  it("says which texts of the task a file has", async () => {
    const of = (path: string, said: string): Promise<WhyReport> =>
      jsonHere(["why", path, said], whyReportSchema, at);
    const limit = await of("src/limit.ts", "Error: upload 7 is over the limit of a day");
    expect(limit.literals).toEqual([
      { text: "upload 7 is over the limit of a day", share: expect.closeTo(1, 0) },
    ]);
    expect(limit.rank!.signals.map(({ name }) => name)).toContain("message");
    expect((await of("src/other.ts", "where is `walrus = 1` set")).literals).toEqual([
      { text: "walrus = 1", share: 1 },
    ]);
    const lock = await of("package-lock.json", 'who uses "left-pad"');
    expect(lock).toMatchObject({ verdict: "skipped", text: "left-pad" });
    expect(lock.answer).toContain('It contains "left-pad".');
    expect(await of("package-lock.json", 'who uses "right-pad"')).not.toHaveProperty("text");
  });

  it.each(["300", "1500", "8000"])(
    "lists the pieces that the pack of %s tokens has, and reasons for the rest",
    async (budget) => {
      const pack = await jsonHere(["pack", task, "--budget", budget], packReportSchema, at);
      const { results } = await jsonHere(
        ["search", task, "--files", "-k", "100"],
        searchFilesReportSchema,
        at,
      );
      for (const [index, { path }] of results.entries()) {
        const inPack = pack.items.some((item) => item.path === path);
        if (index % (inPack ? 3 : 7) > 0) continue;
        const report = await why(path, "--budget", budget);
        const items = pack.items
          .filter((item) => item.path === path)
          .map(({ startLine, endLine, level }) => ({ startLine, endLine, level }))
          .sort((a, b) => a.startLine - b.startLine);
        expect(report.verdict).toBe(items.length > 0 ? "in-pack" : "not-in-pack");
        const mapped = pack.map.some((line) => line.path === path);
        expect(report.pack!.mapped).toBe(mapped);
        expect(report.answer.includes("only in its map")).toBe(mapped);
        expect(report.pack!.tokens).toBe(pack.tokens);
        expect(
          report.pack!.pieces.map(({ startLine, endLine, level }) => ({ startLine, endLine, level })),
        ).toEqual(items);
        const whole = items.some(({ level }) => level === "full");
        if (report.pack!.competes && !whole) expect(report.pack!.leftOut.length).toBeGreaterThan(0);
      }
    },
  );

  it("reports that a copy is packed instead of a definition, and which", async () => {
    const report = await why("vendor/lib/again.ts");
    expect(report.pack!.leftOut).toMatchObject([{ reason: "copy", copyOf: "src/resume.ts" }]);
    expect(report.answer).toContain("a near copy is in the pack, from src/resume.ts");
  });

  it("reports that a copy at a path like the file's is listed for both", async () => {
    const report = await why("vendor/resume.ts");
    expect(report.rank!.variantOf).toBe("src/resume.ts");
    expect(report.pack!.competes).toBe(false);
    expect(report.answer).toContain("src/resume.ts competes for a place for both");
  });

  it("reports the tokens that a definition needs and those that were left", async () => {
    const { answer, pack } = await why("src/huge.ts", "--budget", "1500");
    const [piece] = pack!.leftOut;
    expect(piece).toMatchObject({ reason: "too-large", symbol: "uploadEverything" });
    expect(piece!.needs).toBeGreaterThan(piece!.room!);
    expect(answer).toMatch(/[:;] it needs [\d,]+ tokens, and [\d,]+ were free when its turn came\.$/);
  });

  it("selects the definition around a line", async () => {
    const { path, line, pack } = await why("src/huge.ts:400", "--budget", "1500");
    expect([path, line]).toEqual(["src/huge.ts", 400]);
    expect(pack!.pieces).toEqual([]);
    expect(pack!.leftOut).toMatchObject([{ symbol: "uploadEverything" }]);
  });

  it.each([
    ["src/other.ts:2", "src/other.ts has 1 line. Name one of them, or leave out the line."],
    ["src/resume.ts:999", "src/resume.ts has 16 lines. Name one of them, or leave out the line."],
    ["src/resume.ts:0", "src/resume.ts:0 names line 0. Lines are counted from 1."],
    ["", 'the path is empty. Name a file: fovea why src/a.ts "add a flag".'],
    [".", ". is a folder. Name one of its files; fovea search --files shows paths."],
  ])("refuses %j", async (path, said) => {
    expect(await runHere(["why", path, "walrus upload"], at)).toEqual({
      code: 2,
      signal: null,
      out: "",
      err: `fovea: ${said}\n`,
    });
  });

  it("says of a line between two definitions that it belongs to none", async () => {
    const note = `// ${"note ".repeat(20)}`;
    using gap = new Scratch().write({ "gap.ts": `${long("first", 1)}\n${note}\n\n${long("second", 1)}` });
    const { out } = await runHere(["why", "gap.ts:7", task], { cwd: gap.root });
    expect(out).toContain(
      "line 7 of it is not in the pack: it belongs to no definition that could be packed",
    );
  });

  it("reads the task from stdin as pack does", async () => {
    const given = await runHere(["why", "src/part3.ts", task], at);
    const read = await runHere(["why", "src/part3.ts", "-"], { ...at, input: task });
    expect(read).toEqual(given);
    expect((await runHere(["why", "src/part3.ts", "-"], at)).code).toBe(2);
  });

  it("says that a task holds no word to search for", async () => {
    expect(await runHere(["why", "src/part3.ts", "???"], at)).toMatchObject({
      code: 0,
      out: "The task has no word to search for, so src/part3.ts is not ranked.\n",
    });
  });

  it("lists the words of the task that a file has and lacks", async () => {
    expect((await why("src/part3.ts")).words).toEqual({ has: ["retry", "upload"], lacks: ["resumes"] });
    const other = await why("src/other.ts");
    expect(other).toMatchObject({ verdict: "not-a-candidate", words: { has: [] } });
    expect(other.answer).toBe("src/other.ts contains no word of the task, so it is not ranked.");
  });

  it.each([
    [
      "secret/plan.ts",
      {
        verdict: "skipped",
        reason: "ignored",
        rule: { source: ".foveaignore", line: 2, pattern: "/secret/" },
      },
    ],
    [
      "a.tmp.ts",
      {
        verdict: "skipped",
        reason: "ignored",
        rule: { source: ".foveaignore", line: 3, pattern: "*.tmp.ts" },
      },
    ],
    [
      "out/made.ts",
      { verdict: "skipped", reason: "ignored", rule: { source: ".gitignore", line: 1, pattern: "out/" } },
    ],
    ["package-lock.json", { verdict: "skipped", reason: "generated-lock" }],
    ["picture.png", { verdict: "skipped", reason: "binary" }],
    [".env", { verdict: "skipped", reason: "secret" }],
    ["empty.ts", { verdict: "skipped", reason: "empty" }],
    ["large.ts", { verdict: "skipped", reason: "too-large" }],
    ["node_modules/x/index.js", { verdict: "never-indexed" }],
    ["nowhere.ts", { verdict: "not-in-repository" }],
    ["../outside.ts", { verdict: "not-in-repository" }],
    ["keep.tmp.ts", { verdict: "not-a-candidate" }],
  ])("says why %s is not found", async (path, expected) => {
    const report = await why(path);
    expect(report).toMatchObject(expected);
    const { out } = await runHere(["why", path, task], at);
    expect(out.split("\n")[0]).toBe(report.answer);
  });

  it("accepts a path relative to the current folder, and refuses a folder", async () => {
    const here = { cwd: join(scratch.root, "src") };
    const report = await jsonHere(["why", "resume.ts", task], whyReportSchema, here);
    expect(report.path).toBe("src/resume.ts");
    const refused = await runHere(["why", "src", task], at);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toBe(
      "fovea: src is a folder. Name one of its files; fovea search --files shows paths.\n",
    );
  });

  it("prints the answer first, then words, signals and pieces", async () => {
    const { out } = await runHere(["why", "src/part29.ts", task, "--budget", "1500"], at);
    const [answer, words, signals, pack] = out.split("\n\n");
    expect(answer).toMatch(/^src\/part29\.ts ranks \d+ of \d+ and is /);
    expect(words).toBe("Words of the task in it: retry, upload. Not in it: resumes.");
    expect(signals).toMatch(/^Score .*; the first, src\/resume\.ts, has .*\n +it +first +signal\n[+-0]/);
    const [head, ...rows] = pack!.trimEnd().split("\n");
    expect(head).toMatch(/^Pack of [\d,]+ of 1,500 tokens, of this file:$/);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(row).toMatch(
        /^(?:shown (?:whole|as heads|as one line) +lines? \d|left out +[a-z ]+: lines? \d)/,
      );
  });

  it("says of an edited and a deleted file that it is not as indexed, and which of the two", async () => {
    using late = new Scratch().write({ "edited.ts": long("edited", 3), "deleted.ts": long("deleted", 3) });
    const there = { cwd: late.root };
    await runHere(["index"], there);
    appendFileSync(join(late.root, "edited.ts"), "// changed\n");
    rmSync(join(late.root, "deleted.ts"));
    for (const [path, deleted, said] of [
      ["edited.ts", false, "has changed since it was indexed"],
      ["deleted.ts", true, "was deleted since it was indexed"],
    ] as const) {
      const report = await jsonHere(["why", path, task, "--no-update"], whyReportSchema, there);
      const reason = deleted ? "deleted" : "changed";
      expect(report).toMatchObject({ verdict: "not-in-pack", changed: true, deleted });
      expect(report.pack!.leftOut.map((piece) => piece.reason)).toEqual([reason]);
      expect(report.answer).toContain(`is not in the pack: it ${said}`);
      const { out } = await runHere(["why", path, task, "--no-update"], there);
      expect(out).toContain(`The file ${said}; this describes the indexed content.`);
    }
  });

  it("distinguishes new and changed files from files that are as indexed", async () => {
    scratch.write({ "src/new.ts": long("uploadNew", 3) });
    appendFileSync(join(scratch.root, "src/part1.ts"), "// changed\n");
    expect(await why("src/new.ts", "--no-update")).toMatchObject({ verdict: "not-indexed-yet" });
    expect(await why("src/part1.ts", "--no-update")).toMatchObject({ changed: true });
    expect(await why("src/part2.ts", "--no-update")).toMatchObject({ changed: false });
    expect(await why("src/new.ts")).toMatchObject({ verdict: "in-pack", changed: false });
  });
});
