import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GraphReader } from "../../src/context/graph/reader.js";
import { defaultParameters } from "../../src/context/rank/parameters.js";
import { rankFiles } from "../../src/context/rank/rank.js";
import type { RankContext } from "../../src/context/rank/signal.js";
import { followingSignals, signals } from "../../src/context/rank/signals/index.js";
import type { Repository } from "../../src/context/repository/repository.js";
import { findMentions } from "../../src/context/retrieve/find-mentions.js";
import { matchTerms } from "../../src/context/retrieve/match.js";
import { understandQuery } from "../../src/context/retrieve/query.js";
import { openWorkingTree } from "../../src/context/scan/working-tree.js";
import { never, newIndex } from "../support/indexed.js";
import { Scratch } from "../support/scratch.js";

const queries = [
  "how are files ranked for a query",
  "SegmentBuilder.take",
  "rank/rank.ts crashes on an empty index",
  "tests of the working tree",
  "update the documentation of secrets",
  "zzzqqq nothing holds this",
  "the",
  "",
];

describe("every signal", () => {
  const scratch = new Scratch();
  let repository: Repository;
  beforeAll(async () => {
    repository = newIndex(openWorkingTree(join(import.meta.dirname, "../../src/context")));
    await repository.update({ signal: never });
  }, 120_000);
  afterAll(async () => {
    await repository?.close();
    scratch[Symbol.dispose]();
  });

  /** The context of ranking, with every file a candidate. */
  async function contextOf(text: string): Promise<RankContext> {
    const corpus = await repository.reader.corpus();
    const graph = async () => new GraphReader(corpus);
    const query = understandQuery(text);
    const postings = await corpus.postings([...query.terms.keys()]);
    const { definitions } = await rankFiles(corpus, query, defaultParameters, { graph });
    const matches = matchTerms(corpus, postings, query, defaultParameters);
    return {
      corpus,
      query,
      matches,
      candidates: corpus.files.map((_, index) => index),
      definitions,
      mentions: findMentions(corpus, query),
      literals: [],
      titleScore: matches.fileScore,
      graph,
      similarity: {
        nearness: Float32Array.from({ length: corpus.documents }, (_, document) => (document % 7) / 6),
        files: [],
      },
    };
  }

  it("has a unique kebab-case name and a reason", () => {
    const names = [...signals, ...followingSignals].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, why } of [...signals, ...followingSignals]) {
      expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(why).toMatch(/^[a-z].{5,}[^.]$/);
    }
  });

  it("with a weight exists, and no weight exceeds 5", () => {
    const names = new Set([...signals, ...followingSignals].map(({ name }) => name));
    const { signals: short, reportSignals } = defaultParameters;
    for (const [name, weight] of [...Object.entries(short), ...Object.entries(reportSignals)]) {
      expect(names).toContain(name);
      expect(Math.abs(weight)).toBeLessThanOrEqual(5);
    }
  });

  it.each(signals)(
    "$name: finite, from 0 to 1, one value for each candidate, the same every time",
    async (signal) => {
      for (const text of queries) {
        const context = await contextOf(text);
        const values = await signal.score(context);
        expect(values).toHaveLength(context.candidates.length);
        for (const value of values) {
          expect(Number.isFinite(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(await signal.score(context)).toEqual(values);
        expect(await signal.score({ ...context, candidates: [] })).toHaveLength(0);
      }
    },
  );

  it.each(signals)("$name: gives a file the same value in any order of the candidates", async (signal) => {
    const context = await contextOf(queries[0]!);
    const backwards = context.candidates.toReversed();
    const forward = await signal.score(context);
    expect((await signal.score({ ...context, candidates: backwards })).toReversed()).toEqual(forward);
  });
});
