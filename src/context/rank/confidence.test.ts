import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANSWERED_FROM, confidenceOf, questionModel, reportModel } from "./confidence.js";
import type { Evidence, EvidenceName } from "./evidence.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const sign = fc.constantFrom(-1, 0, 1);
const evidence: fc.Arbitrary<Evidence> = fc.record({
  file: share,
  chunk: share,
  known: share,
  path: share,
  joined: share,
  defined: share,
  own: sign,
  placed: sign,
  length: fc.double({ min: 0.7, max: 6, noNaN: true }),
});
const shares: readonly EvidenceName[] = [
  "file",
  "chunk",
  "known",
  "path",
  "joined",
  "defined",
  "own",
  "placed",
];

describe.each([
  ["questions", questionModel, false],
  ["reports", reportModel, true],
] as const)("the confidence of %s", (_, model, isReport) => {
  it("is a probability, and does not fall when more of the task is found", () => {
    fc.assert(
      fc.property(evidence, fc.constantFrom(...shares), share, (some, name, more) => {
        const before = confidenceOf(some, isReport);
        const after = confidenceOf({ ...some, [name]: some[name] + more }, isReport);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(1);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it("has no negative weight of what is found, and counts what one file holds", () => {
    for (const name of shares) expect(model.weights[name]).toBeGreaterThanOrEqual(0);
    expect(model.weights.file).toBeGreaterThan(0);
    expect(model.weights.chunk).toBeGreaterThan(0);
  });

  it("is below the bound when nothing is found, and near 1 when all is", () => {
    const none: Evidence = {
      file: 0,
      chunk: 0,
      known: 0,
      path: 0,
      joined: 0,
      defined: 0,
      own: 0,
      placed: 0,
      length: 2,
    };
    expect(confidenceOf(none, isReport)).toBeLessThan(ANSWERED_FROM);
    const all: Evidence = { ...none, file: 0.9, chunk: 0.7, known: 1, path: 0.3, defined: 1, own: 1 };
    expect(confidenceOf(all, isReport)).toBeGreaterThan(0.9);
  });
});
