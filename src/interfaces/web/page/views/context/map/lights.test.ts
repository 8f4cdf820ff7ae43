import { describe, expect, it } from "vitest";
import type { CandidatesReport, FileOutline, PackReport } from "../../../../api/contract.js";
import { definitionLevels, glow, type Level, levelShares, lightsOf, type PackItem } from "./lights.js";
import { summaryOf } from "./model.js";

const item = (path: string, startLine: number, endLine: number, level: Level, tokens = 10): PackItem => ({
  path,
  startLine,
  endLine,
  level,
  tokens,
  text: "",
  why: `why ${path}`,
});
const pack = (items: PackItem[], map: PackReport["map"] = []): PackReport =>
  ({ items, map, tokens: 100 }) as unknown as PackReport;
const candidates = (...results: [string, number, Record<string, number>?][]): CandidatesReport =>
  ({
    results: results.map(([path, score, signals = {}]) => ({ path, score, signals })),
  }) as unknown as CandidatesReport;

describe("what a task lights up", () => {
  it("is nothing without answers", () => {
    expect(lightsOf(undefined, undefined)).toMatchObject({ packed: 0, named: 0, candidates: 0, tokens: 0 });
  });

  it("has candidates by their share of the best score", () => {
    const { files, packed } = lightsOf(
      candidates(["a", 8, { words: 5, path: 3, tests: 0 }], ["b", 2]),
      undefined,
    );
    expect(files.get("a")).toMatchObject({ score: 1, rank: 1, why: "words, path" });
    expect(files.get("b")).toMatchObject({ score: 0.25, rank: 2 });
    expect(packed).toBe(0);
    expect(glow(1)).toBeGreaterThan(2 * glow(0.25));
    expect(glow(0)).toBe(0);
  });

  it("has of a file the most that the pack shows of it, and its tokens together", () => {
    const lights = lightsOf(
      candidates(["a", 1]),
      pack(
        [item("a", 1, 2, "skeleton", 5), item("a", 9, 20, "full", 60), item("b", 3, 3, "mention", 4)],
        [
          { path: "c", why: "named" },
          { path: "a", why: "also named" },
        ],
      ),
    );
    expect(lights.files.get("a")).toMatchObject({ level: "full", tokens: 65, why: "why a" });
    expect(lights.files.get("b")).toMatchObject({ level: "mention", tokens: 4, score: 0 });
    expect(lights.files.get("c")).toMatchObject({ level: "mention", tokens: 0, items: [] });
    expect(lights).toMatchObject({ packed: 2, named: 1, candidates: 1, tokens: 100 });
  });

  it("has shares of a file by level, the fullest first, and no more than the file", () => {
    const items = [
      item("a", 1, 2, "skeleton", 5),
      item("a", 4, 9, "full", 15),
      item("a", 11, 12, "skeleton", 5),
    ];
    expect(levelShares(items, 100)).toEqual([
      { level: "full", share: 0.15 },
      { level: "skeleton", share: 0.1 },
    ]);
    expect(levelShares(items, 20)).toEqual([
      { level: "full", share: 0.6 },
      { level: "skeleton", share: 0.4 },
    ]);
    expect(levelShares([], 100)).toEqual([]);
  });

  it("lights definitions by the lines in the pack", () => {
    const of = (startLine: number, endLine: number, parent?: number): FileOutline["definitions"][number] => ({
      symbol: `d${startLine}`,
      kind: "function",
      startLine,
      endLine,
      tokens: 1,
      ownTokens: 1,
      ...(parent === undefined ? {} : { parent }),
    });
    const outline = { path: "a", tokens: 1, definitions: [of(1, 4), of(5, 9), of(10, 30)] };
    expect(definitionLevels(outline, [item("a", 5, 5, "skeleton"), item("a", 8, 12, "excerpt")])).toEqual([
      undefined,
      "excerpt",
      "excerpt",
    ]);
    // A class with two methods, of which one is in the pack; then its head too.
    const nested = {
      path: "a",
      tokens: 1,
      definitions: [of(1, 30), of(3, 9, 0), of(10, 30, 0), of(12, 14, 2)],
    };
    const method = item("a", 12, 14, "full");
    expect(definitionLevels(nested, [method])).toEqual([undefined, undefined, undefined, "full"]);
    expect(definitionLevels(nested, [method, item("a", 1, 2, "skeleton")])).toEqual([
      "skeleton",
      undefined,
      undefined,
      "full",
    ]);
  });
});

describe("the summary", () => {
  const all = { files: 2603, tokens: 4_100_000 };
  it("says what is lit of what there is", () => {
    const lights = lightsOf(undefined, pack([item("a", 1, 2, "full")], [{ path: "b", why: "" }]));
    expect(summaryOf(lights, all)).toBe(
      "1 of 2,603 files lit, 100 of 4,100,000 tokens (0.00 %); 1 more is named.",
    );
  });
  it("says so when nothing is, or when the pack is empty", () => {
    expect(summaryOf(lightsOf(undefined, undefined), all)).toBe(
      "2,603 files, 4,100,000 tokens. Nothing is lit.",
    );
    expect(summaryOf(lightsOf(candidates(["a", 1]), pack([])), all)).toContain("The pack is empty");
  });
});
