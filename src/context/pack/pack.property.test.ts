import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { Scratch } from "../../../test/support/scratch.js";
import { tokenCounter } from "../../shared/tokens/count.js";
import { encodings } from "../../shared/tokens/vocabulary.js";
import { renderers } from "../render/index.js";
import type { Repository } from "../repository/repository.js";
import { openWorkingTree } from "../scan/working-tree.js";
import { redact } from "../secrets/redact.js";

/** A real corpus: the source code of the context engine. */
const root = join(import.meta.dirname, "..");
const vocabulary = [
  ..."pack budget token index segment merge posting rank signal query scan ignore secret store snapshot".split(
    " ",
  ),
  ..."packContext FilePlan SegmentBuilder understandQuery rank/rank.ts working-tree.ts Repository.search".split(
    " ",
  ),
  ..."how does the and of tests documentation language grammar python go".split(" "),
];
const query = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 8 })
      .map((words) => words.join(" ")),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
);
/** Tests of secret detection contain invented secrets. */
const linesOf = (path: string): string[] =>
  redact(readFileSync(join(root, path), "utf8"))
    .replace(/\n$/, "")
    .split("\n");

/** Budgets over several orders of magnitude: small ones are the hard cases. */
const budget = fc.double({ min: 0, max: 1, noNaN: true }).map((share) => Math.floor(10 ** (share * 4)));

describe("a pack of a real corpus", () => {
  const scratch = new Scratch();
  let repository: Repository;
  let again: Repository;
  beforeAll(async () => {
    repository = newIndex(openWorkingTree(root));
    again = newIndex(openWorkingTree(root));
    await repository.update({ signal: never });
    await again.update({ signal: never, threads: 1 });
  }, 300_000);
  afterAll(async () => {
    await Promise.all([repository?.close(), again?.close()]);
    scratch[Symbol.dispose]();
  });

  it("never exceeds its budget, quotes lines exactly, repeats none, and is deterministic", async () => {
    await fc.assert(
      fc.asyncProperty(query, budget, fc.constantFrom(...renderers), async (task, most, renderer) => {
        const packed = await repository.pack(task, most, renderer);
        expect(packed.tokens).toBe(tokenCounter().count(packed.text));
        expect(packed.tokens).toBeLessThanOrEqual(most);
        const shown = new Set<string>();
        for (const { path, startLine, endLine, text, tokens } of packed.items) {
          const lines = linesOf(path);
          expect(endLine).toBeLessThanOrEqual(lines.length);
          expect(text).toBe(lines.slice(startLine - 1, endLine).join("\n"));
          expect(tokens).toBe(tokenCounter().count(text));
          for (let line = startLine; line <= endLine; line++) {
            expect(shown.has(`${path}:${line}`)).toBe(false);
            shown.add(`${path}:${line}`);
          }
        }
        const packedPaths = new Set(packed.items.map(({ path }) => path));
        for (const { path } of packed.map) {
          expect(packedPaths.has(path)).toBe(false);
          expect(packed.text).toContain(path);
        }
        const second = await again.pack(task, most, renderer);
        expect(second.text).toBe(packed.text);
        expect(second.packId).toBe(packed.packId);
        expect(second.items).toEqual(packed.items);
        expect(second.map).toEqual(packed.map);
      }),
      { numRuns: 120 },
    );
  }, 300_000);

  it("uses most of a budget that the corpus can fill", async () => {
    for (const most of [1000, 2000, 4000, 8000]) {
      const { tokens } = await repository.pack("rank files for a query by signals", most, renderers[0]!);
      expect(tokens).toBeGreaterThan(0.8 * most);
    }
  });

  it.each(encodings)("holds by the tokenizer that is asked for: %s", async (encoding) => {
    const other = newIndex(openWorkingTree(join(root, "pack")), { encoding });
    await other.update({ signal: never });
    for (const most of [100, 400, 1500]) {
      const { text, tokens } = await other.pack("choose chunks under a budget", most, renderers[0]!);
      expect(tokens).toBe(tokenCounter(encoding).count(text));
      expect(tokens).toBeLessThanOrEqual(most);
      expect(tokens).toBeGreaterThan(0);
    }
    await other.close();
  });

  it("search is deterministic and returns ranges that exist", async () => {
    await fc.assert(
      fc.asyncProperty(query, fc.integer({ min: 1, max: 40 }), async (text, limit) => {
        const results = await repository.search(text, limit);
        expect(await again.search(text, limit)).toEqual(results);
        expect(results.length).toBeLessThanOrEqual(limit);
        for (const { path, startLine, endLine, score, tokens } of results) {
          expect(startLine).toBeLessThanOrEqual(endLine);
          expect(endLine).toBeLessThanOrEqual(linesOf(path).length);
          expect(Number.isFinite(score)).toBe(true);
          expect(tokens).toBeGreaterThanOrEqual(0);
        }
        const files = await repository.searchFiles(text, limit);
        expect(await again.searchFiles(text, limit)).toEqual(files);
        for (const { score, signals } of files)
          expect(Object.values(signals).reduce((sum, share) => sum + share, 0)).toBeCloseTo(score, 6);
      }),
      { numRuns: 60 },
    );
  }, 300_000);
});
