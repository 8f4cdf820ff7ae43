import { deflateSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { IndexBatch } from "../src/context/indexing/file-indexer.js";
import { contentKey } from "../src/context/indexing/refused.js";
import { type SizedJob, WorkerPool } from "../src/context/indexing/worker-pool.js";
import { languageOf, languages } from "../src/context/languages/index.js";
import {
  baseNames,
  extendsAndImplements,
  importedNames,
  splitTopLevel,
} from "../src/context/languages/reading/names.js";
import { calleeAt } from "../src/context/languages/reading/nodes.js";
import { ruleLanguages } from "../src/context/languages/rules/index.js";
import {
  attachedStart,
  docstringAt,
  signatureOf,
  skipDecorators,
  stripComment,
} from "../src/context/parse/code/text.js";
import { documentParsers, readableText } from "../src/context/parse/documents/index.js";
import { readInThread } from "../src/context/parse/documents/read-in-thread.js";
import { defaultThreadLimits } from "../src/context/parse/limited-thread.js";
import { parser } from "../src/context/parse/parser.js";
import { readByRules } from "../src/context/parse/rules/read.js";
import { understandQuery } from "../src/context/retrieve/query.js";
import { framesIn, frameWords, reportLines } from "../src/context/retrieve/report.js";
import { classifyContent, roleOf } from "../src/context/scan/classify.js";
import { taskOf, whyNoTask } from "../src/evaluate/cases/commit-task.js";
import { pdfBomb, pdfOfPages } from "./support/hostile-documents.js";
import { repeated, worstTokens } from "./support/worst-texts.js";

/** Time of the processor, of which a linear pattern needs some milliseconds and one that takes the square some seconds. */
const CHARACTERS = 60_000;
const IMPORT_CHARACTERS = 20_000;
/** Shorter, since every language of markup is read after several beginnings. */
const MARKUP_CHARACTERS = 10_000;
const MAIL_CHARACTERS = 10_000;
const MOST_MILLISECONDS = 600;

type Reading = (text: string) => unknown;

const readings: Record<string, Reading> = {
  "a file's language": (text) => languageOf("a", `#!${text}`),
  "what a file is": (text) => [
    classifyContent("a.txt", text),
    roleOf(text.slice(0, 4000), text.slice(0, 2000)),
  ],
  "what a key is": (text) => classifyContent("a.txt", `# ${text}`),
  "a comment": (text) => stripComment(text),
  "a docstring": (text) => docstringAt(`"""${text}"""`, 0, text.length + 6),
  "base names": (text) => [baseNames(text), extendsAndImplements(text)],
  "import lists": (text) => [importedNames(text), splitTopLevel(text)],
  "a query": (text) => understandQuery(`a\n${text}`),
  "a report": (text) => framesIn(reportLines(text)),
  "a frame": (text) => frameWords(text),
  "a commit's message": (text) => [whyNoTask(text), taskOf(text)],
  "a callee": (text) => calleeAt(text, text.length),
};
for (const language of languages) {
  const { id, prepare, importOf } = language;
  readings[`what stands around a definition in ${id}`] = (text) => [
    signatureOf(language, text.slice(0, 900)),
    attachedStart(language, text, text.length, 0),
    skipDecorators(language, text, 0, text.length),
  ];
  if (prepare) readings[`what the grammar of ${id} is shown`] = (text) => prepare(`class A\n${text}`);
  if (language.shares) readings[`whether a header is ${id}`] = (text) => language.shares!.when(text, "a");
  const { markup } = language;
  if (markup)
    for (const before of ["", "<template>\n<a ", "<a b={", "@Component({ template: `<a "])
      readings[`the markup of ${id} after ${before.trim() || "nothing"}`] = (text) =>
        markup((before + text).slice(0, MARKUP_CHARACTERS));
  if (importOf)
    readings[`an import of ${id}`] = (text) =>
      ["", "import ", "use ", "from a import ", "require ", "local a = "].map((opening) =>
        importOf((opening + text).slice(0, IMPORT_CHARACTERS)),
      );
  if (language.basesOf) readings[`bases of ${id}`] = (text) => language.basesOf!(text);
  if (language.isTest) readings[`tests of ${id}`] = (text) => language.isTest!("a", text);
}
/** Shorter, since there are so many languages; a file with a longer line is not read by rules. */
const RULE_CHARACTERS = 8_000;
for (const language of ruleLanguages)
  readings[`definitions of ${language.id}`] = (text) => {
    language.shares?.when(text.slice(0, RULE_CHARACTERS));
    readByRules(language, text.slice(0, RULE_CHARACTERS));
  };
for (const { id, extensions, claims, parse } of documentParsers) {
  if (id === "pdf") continue;
  if (claims) readings[`whether a file is ${id}`] = (text) => claims(text.slice(0, 16_384), "a.html");
  const content = (text: string): string =>
    id === "notebook"
      ? JSON.stringify({ cells: [{ cell_type: "markdown", source: text }] })
      : id === "openapi"
        ? `{"openapi": "3.0.0", "a": ${JSON.stringify(text)}}`
        : // Its parser takes 15 µs a line.
          text.slice(0, id === "mail" ? MAIL_CHARACTERS : text.length);
  readings[`a document of ${id}`] = (text) => [
    parse(`a.${extensions[0]}`, content(text)),
    parse(`a.${extensions[0]}`, content(`# ${text}`)),
  ];
}

describe("a pattern over text of one token, repeated,", () => {
  it.each(Object.entries(readings))("reads %s in time", async (_what, reading) => {
    for (const token of worstTokens) {
      const text = repeated(token, CHARACTERS);
      const started = process.cpuUsage();
      // Some documents are read after a first wait.
      await Promise.all([reading(text)].flat());
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1000, `${JSON.stringify(token)} took too long`).toBeLessThan(
        MOST_MILLISECONDS,
      );
    }
  });

  it("ends for the comments of Kotlin and the templates of C++ that never did", async () => {
    const comments = `class A ${"//x".repeat(60)}\n(`;
    const templates = `${"template<class T> ".repeat(37)}A_B`;
    const rows = `x"\n${" //\t\n".repeat(60)}<\u0001\n  <T>(a: b): c\n`;
    for (const [path, text] of [
      ["a.kt", comments],
      ["a.cpp", templates],
      ["a.ts", rows],
    ] as const)
      expect((await parser.parse(path, text)).language).not.toBe("text");
  });
});

describe("a file that exceeds its limits", () => {
  const pools: WorkerPool[] = [];
  afterAll(() => {
    for (const pool of pools) pool.stop();
  });

  const job = (path: string, content: string | Uint8Array): SizedJob => ({
    path,
    stamp: "1",
    bytes: content.length,
    content: Buffer.from(content),
  });

  async function index(pool: WorkerPool, jobs: readonly SizedJob[], refused = new Map()) {
    pools.push(pool);
    const outcome: Record<string, string> = {};
    let done = 0;
    await pool.run(jobs, {
      signal: new AbortController().signal,
      refused,
      onProgress: (count) => {
        done = count;
      },
      onBatch: async ({ files, skipped }: IndexBatch) => {
        for (const { path } of files) outcome[path] = "indexed";
        for (const { path, reason } of skipped) outcome[path] = reason;
      },
      onRefused: async ({ path }, reason) => {
        outcome[path] = reason;
      },
    });
    return { outcome, done, refused };
  }

  const ordinary = Array.from({ length: 8 }, (_, at) =>
    job(`f${at}.ts`, `export const a${at} = ${at};\n`.repeat(3000)),
  );
  const limits = defaultThreadLimits;

  it("costs the index that file alone, and is known again by its content", async () => {
    const slow = job("slow.ts", `${"export const a = () => b(c, d);\n".repeat(30_000)}`);
    const pool = new WorkerPool("o200k_base", 2, { ...limits, workMilliseconds: 300 });
    const jobs = [...ordinary.map((each) => ({ ...each, content: each.content!.subarray(0, 300) })), slow];
    const { outcome, done, refused } = await index(pool, jobs);
    expect(outcome["slow.ts"]).toBe("too-slow");
    expect(Object.values(outcome).filter((each) => each === "indexed")).toHaveLength(8);
    expect(done).toBe(jobs.length);
    expect(refused.size).toBe(1);
    const started = process.cpuUsage();
    const again = await index(pool, [{ ...slow, path: "moved.ts", stamp: "2" }], refused);
    expect(again.outcome).toEqual({ "moved.ts": "too-slow" });
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
    expect([...refused.keys()][0]).toBe(contentKey("a.ts", [...refused.keys()][0]!.split(" ")[0]!));
  });

  it("is found among others when it is memory that grows", async () => {
    const greedy = job(
      "greedy.pdf",
      pdfOfPages(1, deflateSync(Buffer.alloc(200 << 20, " ")), "/Filter /FlateDecode"),
    );
    const pool = new WorkerPool("o200k_base", 2, { ...limits, memoryBytes: 120 << 20 });
    const { outcome } = await index(pool, [...ordinary, greedy]);
    expect(outcome["greedy.pdf"]).toMatch(/too-much-memory|too-slow/);
    expect(Object.values(outcome).filter((each) => each === "indexed")).toHaveLength(8);
  });

  it("holds nothing up once the run is aborted", async () => {
    const pool = new WorkerPool("o200k_base", 1);
    pools.push(pool);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    const outcome: string[] = [];
    await pool.run([job("bomb.pdf", pdfBomb(50 << 20))], {
      signal: abort.signal,
      onProgress: () => {},
      onBatch: async ({ files }) => void outcome.push(...files.map(({ path }) => path)),
      onRefused: async ({ path }) => void outcome.push(path),
    });
    expect(outcome).toEqual([]);
  });

  it("is not shown, and the next one is", async () => {
    const slow = pdfBomb(20 << 20);
    const impatient = { ...limits, workMilliseconds: 200 };
    await expect(readInThread("bomb.pdf", slow, impatient)).rejects.toMatchObject({
      code: "unreadable-file",
    });
    // Its content is known: this takes no time.
    await expect(readableText("bomb.pdf", slow)).rejects.toMatchObject({ code: "unreadable-file" });
    const text = await readableText(
      "page.pdf",
      pdfOfPages(2, Buffer.from("BT /F1 12 Tf 72 720 Td (tide) Tj ET")),
    );
    expect(text).toContain("tide");
  });

  it("is no PDF when it is one by name alone", () => {
    expect(classifyContent("a.pdf", Buffer.alloc(5000))).toBe("binary");
    expect(classifyContent("a.ipynb", Buffer.alloc(5000))).toBe("binary");
    expect(classifyContent("a.pdf", Buffer.from(`${"x".repeat(500)}%PDF-1.4`))).toBeUndefined();
  });
});
