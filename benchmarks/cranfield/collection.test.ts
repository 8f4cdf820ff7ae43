import { expect, test } from "vitest";
import { Bm25 } from "./bm25.js";
import { abstractsOf, gradedNdcg, questionsOf } from "./collection.js";

test("reads abstracts, without the title that their text repeats", () => {
  const file =
    ".I 1\r\n.T\r\na wing\r\nin air .\r\n.A\r\nann\r\n.B\r\nj. 1\r\n.W\r\na wing\r\nin air .\r\n  it flies .\r\n.I 2\r\n.T\r\nb\r\n.A\r\n.B\r\n.W\r\n";
  expect(abstractsOf(file)).toEqual([
    { id: 1, title: "a wing in air .", author: "ann", source: "j. 1", text: "it flies ." },
    { id: 2, title: "b", author: "", source: "", text: "" },
  ]);
});

test("judgements number the questions by their order, and the best grade gains most", () => {
  const questions = questionsOf(
    ".I 001\n.W\nwhat flies\n.I 004\n.W\nwhat swims\n",
    "1 7 2 \n1 8 -1\n2 9 1\n2 7 4\n",
  );
  expect(questions).toEqual([
    { text: "what flies", gains: new Map([[7, 3]]) },
    {
      text: "what swims",
      gains: new Map([
        [9, 4],
        [7, 1],
      ]),
    },
  ]);
});

test("nDCG is 1 for the ideal order, and counts gains by rank", () => {
  const gains = new Map([
    [1, 4],
    [2, 1],
  ]);
  expect(gradedNdcg([1, 2], gains, 10)).toBe(1);
  expect(gradedNdcg([2, 1], gains, 10)).toBeCloseTo((1 + 4 / Math.log2(3)) / (4 + 1 / Math.log2(3)));
  expect(gradedNdcg([3], gains, 10)).toBe(0);
});

test("BM25 ranks by rare words, stemmed", () => {
  const bm25 = new Bm25(["the wings of birds", "the sea and the wings", "the sea"], { k1: 1.2, b: 0.75 });
  expect(bm25.rank("which bird has a wing")).toEqual([0, 1]);
});
