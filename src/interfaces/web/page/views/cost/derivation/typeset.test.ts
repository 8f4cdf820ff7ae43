import { describe, expect, it } from "vitest";
import { articleAttentionFlop, articleModel } from "../../../../../../cost/article.js";
import { quadraticArgument } from "../../../../../../cost/derive/argument.js";
import { type Formula, plus, quantity } from "../../../../../../cost/formula.js";
import {
  deploymentOf,
  deriveFormulas,
  findHardware,
  findModel,
  models,
  type PriceOptions,
  priceContexts,
  readModel,
  specOf,
} from "../../../../../../cost/index.js";
import { symbols } from "../../../../../../cost/symbols.js";
import { Letters } from "./letters.js";
import { formOf, inLetters, inNumbers, lettersOf, type Node, piecesOf } from "./typeset.js";

const accelerator = findHardware("h100-sxm");
const near = (a: number, b: number, error: number): boolean =>
  Math.abs(a - b) <= error * Math.max(Math.abs(a), Math.abs(b));

const prefixes = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"];
const seconds: Readonly<Record<string, number>> = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1 };

/** What a figure reads as: `1,024`, `2.10 TFLOP`, `3.2 ms`. */
function read(text: string): number {
  const [number, unit = ""] = text.split(" ");
  const value = Number(number!.replaceAll(",", ""));
  const scaled = /^([kMGTPEZY]?)(?:FLOP|B)$/.exec(unit);
  return value * (scaled ? 1000 ** prefixes.indexOf(scaled[1]!) : (seconds[unit] ?? 1));
}

/** What is typeset comes to, read from what is shown. `term`: the place within a Σ. */
function evaluated(node: Node, letters: Letters, term = 0): number {
  switch (node.kind) {
    case "constant":
      return read(node.text);
    case "figure":
      return read(node.text);
    case "letter":
      return letters.all[node.ids[node.ids.length === 1 ? 0 : term]!]!.value;
    case "negative":
      return -evaluated(node.of, letters, term);
    case "sum":
      return node.of.reduce(
        (sum, { subtracted, node: part }) => sum + (subtracted ? -1 : 1) * evaluated(part, letters, term),
        0,
      );
    case "total":
      return Array.from({ length: node.count }, (_, index) => evaluated(node.of, letters, index)).reduce(
        (sum, value) => sum + value,
      );
    case "product":
      return node.of.reduce((product, factor) => product * evaluated(factor, letters, term), 1);
    case "quotient":
      return evaluated(node.of, letters, term) / evaluated(node.by, letters, term);
    case "power":
      return evaluated(node.of, letters, term) ** node.exponent;
  }
}

const rounded = (node: Node): boolean =>
  node.kind === "figure"
    ? /[a-zA-Z]/.test(node.text)
    : node.kind === "sum"
      ? node.of.some((part) => rounded(part.node))
      : node.kind === "product"
        ? node.of.some(rounded)
        : node.kind === "quotient"
          ? rounded(node.of) || rounded(node.by)
          : "of" in node
            ? rounded(node.of as Node)
            : false;

describe.each([
  { context: 1, batch: 1, cachedTokens: 0, causal: true, latent: "absorbed" },
  { context: 777, batch: 1, cachedTokens: 0, causal: false, latent: "absorbed" },
  { context: 131_072, batch: 3, cachedTokens: 0, causal: true, latent: "absorbed" },
  { context: 131_072, batch: 2, cachedTokens: 100_001, causal: true, latent: "naive" },
  { context: 131_072, batch: 1, cachedTokens: 700, causal: false, latent: "absorbed" },
] as const)(
  "what is typeset of every model, $context tokens, $cachedTokens cached, batch $batch",
  (asked) => {
    const options: PriceOptions = {
      ...deploymentOf({ accelerator, accelerators: 8, batch: asked.batch }),
      ...asked,
      outputTokens: 100,
    };
    const derived = models.map((entry) => {
      const spec = readModel(entry.config, entry.id);
      const [row] = priceContexts(spec, [asked.context], options);
      return { spec, ...deriveFormulas(spec, row!, options) };
    });

    it("comes to the value of its step, in letters and in numbers", () => {
      for (const { model, steps } of derived) {
        const letters = new Letters();
        for (const { title, value, formula } of steps) {
          const lettered = inLetters(formula, letters);
          const numbers = inNumbers(formula, letters);
          const where = `${model}: ${title}: ${formOf(lettered)} = ${formOf(numbers)}`;
          expect(near(evaluated(lettered, letters), value, 1e-12), where).toBe(true);
          expect(near(evaluated(numbers, letters), value, rounded(numbers) ? 0.02 : 1e-9), where).toBe(true);
        }
      }
    });

    it("has no letter with two meanings in one formula", () => {
      for (const { model, steps } of derived) {
        const letters = new Letters();
        for (const { title, formula } of steps) {
          const lettered = inLetters(formula, letters);
          const ids = new Map<string, number>();
          for (const [name, id] of lettersOf(lettered)) {
            expect(ids.get(name) ?? id, `${model}: ${title}: ${name} in ${formOf(lettered)}`).toBe(id);
            ids.set(name, id);
          }
        }
      }
    });

    it("argues with the numbers of the model", () => {
      for (const { spec } of derived) {
        const argument = quadraticArgument(spec, asked.context, "absorbed");
        const letters = new Letters();
        for (const { title, formula, value } of argument?.lines ?? [])
          expect(near(evaluated(inNumbers(formula, letters), letters), value, 1e-9), title).toBe(true);
      }
    });
  },
);

describe("a formula", () => {
  const n = quantity(128_000, symbols.context);
  const heads = quantity(64, symbols.heads, "heads");
  const letters = new Letters();
  const causal: Formula = { kind: "quotient", of: { kind: "product", of: [n, plus(n, 1)] }, by: 2 };

  it("has powers of equal factors, but n(n + 1) is none", () => {
    expect(formOf(inLetters({ kind: "product", of: [n, n, 2] }, letters))).toBe("[n^2·2]");
    expect(formOf(inNumbers({ kind: "product", of: [n, n, 2] }, letters))).toBe("[128,000^2·2]");
    expect(formOf(inLetters(causal, letters))).toBe("{[n·(+n+1)]/2}");
    expect(formOf(inNumbers(causal, letters))).toBe("{[128,000·128,001]/2}");
  });

  it("lights its letter in a number that is made of it", () => {
    const numbers = inNumbers(causal, letters);
    expect(numbers).toMatchObject({ of: { of: [{ ids: [0] }, { text: "128,001", ids: [0] }] } });
  });

  it("is broken between factors of numbers, and between terms of letters", () => {
    const product: Formula = { kind: "product", of: [n, 2, heads] };
    expect(piecesOf(inNumbers(product, letters), "×").map(({ sign }) => sign)).toEqual([undefined, "×", "×"]);
    expect(piecesOf(inLetters(product, letters), "·")).toHaveLength(1);
    const sum: Formula = { kind: "sum", of: [product, { kind: "negative", of: causal }] };
    expect(piecesOf(inLetters(sum, letters), "·").map(({ sign }) => sign)).toEqual([undefined, "−"]);
  });

  it("keeps the brackets of a sum that is broken within a product", () => {
    const part = (value: number): Formula => ({
      kind: "quantity",
      value,
      unit: "FLOP",
      symbol: { letter: "feed-forward", name: "feed-forward" },
    });
    const product: Formula = {
      kind: "product",
      of: [{ kind: "sum", of: [part(1e9), part(2e9), part(3e9)] }, heads],
    };
    for (const [node, sign] of [
      [inNumbers(product, letters), "×"],
      [inLetters(product, letters), "·"],
    ] as const)
      expect(piecesOf(node, sign).map((piece) => [piece.sign, piece.bracket])).toEqual([
        [undefined, "open"],
        ["+", undefined],
        ["+", "close"],
        [sign, undefined],
      ]);
  });

  it("sums like terms behind a Σ", () => {
    const term = (value: number): Formula => ({
      kind: "product",
      of: [quantity(value, symbols.layers), n],
    });
    const node = inLetters({ kind: "sum", of: [term(18), term(36)] }, letters);
    expect(formOf(node)).toBe("Σ[L·n]");
    expect(evaluated(node, letters)).toBe(54 * 128_000);
  });
});

it("argues as the article counts, for the article's model", () => {
  const spec = specOf(findModel("llama-3.1-70b"));
  const { lines } = quadraticArgument(spec, 200_000, "absorbed")!;
  const whole = lines.find(({ title }) => title === "All heads and layers")!;
  expect(articleModel.layers).toBe(spec.layers.length);
  expect(whole.value).toBe(articleAttentionFlop(200_000));
  expect(lines.find(({ title }) => title === "Doubling")!.result).toBe("4×");
});
