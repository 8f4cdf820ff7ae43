import { describe, expect, it } from "vitest";
import type { Corpus } from "../../retrieve/corpus.js";
import type { RankContext } from "../signal.js";
import { mainCode } from "./main-code.js";

const role = { test: false, vendored: false, generated: false, documentation: false, example: false };
const file = (path: string, tokens: number, other: object = {}) => ({
  path,
  tokens,
  language: "python",
  role,
  ...other,
});

describe("main-code", () => {
  it("grows with the share of the code in a file's folder at the top, whatever it lies in there", async () => {
    const files = [
      file("shelf/store/put.py", 700),
      file("shelf/a.py", 200),
      file("tools/release.py", 99),
      file("setup.py", 1),
      file("tests/test_put.py", 5000, { role: { ...role, test: true } }),
      file("data/words.txt", 9000, { language: "text" }),
    ];
    const corpus = { files } as unknown as Corpus;
    const [put, a, tool, setup, test, data] = await mainCode.score({
      corpus,
      candidates: files.map((_, index) => index),
    } as unknown as RankContext);
    expect(put).toBe(a);
    expect(put).toBeGreaterThan(0.95);
    expect(tool).toBeGreaterThan(0.5);
    expect(tool).toBeLessThan(put!);
    expect(setup).toBeCloseTo(0, 5);
    expect([test, data]).toEqual([0, 0]);
  });
});
