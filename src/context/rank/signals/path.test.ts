import { describe, expect, it } from "vitest";
import type { Corpus } from "../../retrieve/corpus.js";
import type { RankContext } from "../signal.js";
import { rareName } from "./path.js";

/** A task of these terms, each in so many of the files, and of weight 1. */
function contextOf(
  paths: readonly string[],
  inverseFrequencies: Readonly<Record<string, number>>,
): RankContext {
  const terms = Object.entries(inverseFrequencies).map(([term, idf]) => ({
    term,
    fileWeight: idf,
    chunkWeight: idf,
    files: 1,
    compound: false,
  }));
  return {
    corpus: {
      files: paths.map((path) => ({ path })),
      factsOf: (_: string, files: readonly number[], make: (files: readonly number[]) => unknown[]) =>
        make(files),
    } as unknown as Corpus,
    candidates: paths.map((_, index) => index),
    query: { terms: new Map(terms.map(({ term }) => [term, 1])) },
    matches: { terms },
  } as unknown as RankContext;
}

describe("rare-name", () => {
  it("prefers the rarest name that the task holds, and names of which it holds more", async () => {
    const paths = ["a/autoencoder.py", "a/utils.py", "a/data_loader.py", "a/data_source.py", "a/other.py"];
    const values = await rareName.score(contextOf(paths, { autoencoder: 4, util: 0.4, data: 1, loader: 2 }));
    const [autoencoder, utils, both, half, none] = values;
    expect(autoencoder).toBe(1);
    expect(utils).toBeCloseTo(0.1, 5);
    expect(both).toBeCloseTo(0.75, 5);
    expect(half).toBeCloseTo(0.25 / 4, 5);
    expect(none).toBe(0);
  });

  it("counts nothing for a task of no known word", async () => {
    expect([...(await rareName.score(contextOf(["a.py"], {})))]).toEqual([0]);
  });
});
