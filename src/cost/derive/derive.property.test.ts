import { describe, expect, it } from "vitest";
import { findHardware } from "../catalogue/find.js";
import { models } from "../catalogue/models/index.js";
import { flopOf } from "../flops.js";
import { plain, type StoredFormat } from "../format/stored-format.js";
import { storedModel } from "../format/stored-weights.js";
import type { WeightFormats } from "../format/weight-formats.js";
import { type Formula, formulaValue } from "../formula.js";
import { cacheBytesOf, stateBytesOf } from "../memory/per-sequence.js";
import { readModel } from "../model/read-config.js";
import { expectedExperts, layerGroups, type ModelSpec } from "../model/spec.js";
import { type PriceOptions, priceContexts } from "../price-context.js";
import { termsValue, termValue } from "../term.js";
import { deploymentOf } from "../time/deployment.js";
import { derive, deriveFormulas } from "./derive.js";
import type { DerivationPart, DerivationStep } from "./step.js";

const accelerator = findHardware("h100-sxm");
const specs = models.map((entry) => readModel(entry.config, entry.id));

const prefixes = ["", "k", "M", "G", "T", "P", "E", "Z"];
const seconds = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1 } as const;

/** A printed number with its unit: `2.10 TFLOP`, `64 heads`. */
function printed(number: string, unit: string): number {
  const value = Number(number.replaceAll(",", ""));
  const scaled = /^([kMGTPEZ]?)(FLOP|B)$/.exec(unit);
  if (scaled) return value * 1000 ** prefixes.indexOf(scaled[1]!);
  return value * (seconds[unit as keyof typeof seconds] ?? 1);
}

/** What the printed arithmetic comes to. */
function evaluated(text: string): number {
  const code = text
    .replace(/(\d+(?:,\d{3})*(?:\.\d+)?)(?: ([a-zµA-Z]+(?:\/s)?))?/g, (_, number: string, unit = "") =>
      String(printed(number, unit)),
    )
    .replaceAll("max(", "Math.max(")
    .replaceAll("×", "*")
    .replaceAll("−", "-")
    .replaceAll("^", "**");
  expect(code).toMatch(/^[\d.e+\-*/(), Mathmax]+$/);
  return Number(new Function(`return ${code}`)());
}

const near = (a: number, b: number, error: number): boolean =>
  Math.abs(a - b) <= error * Math.max(Math.abs(a), Math.abs(b));

/** Bytes of weights that a step of `batch` tokens reads. */
function weightBytesRead(spec: ModelSpec, batch: number, formats: WeightFormats): number {
  const model = storedModel(spec, formats);
  const rows = Math.min(batch * spec.hiddenSize, spec.embeddingParameters);
  let read = (rows * formats.embedding.bits) / 8 + model.headBytes + model.otherBytes;
  for (const { layer, count, mixer, feedForward, normBytes } of model.groups) {
    const touched = expectedExperts(layer.feedForward, batch);
    const share = layer.feedForward.routing ? touched / layer.feedForward.routing.experts : 0;
    read += count * normBytes;
    for (const { weight, bytes } of [...mixer, ...feedForward])
      read += count * bytes * (weight.routed ? share : 1);
  }
  return read;
}

/** The numbers of a formula that have no letter. */
function constantsOf(formula: Formula): readonly number[] {
  if (typeof formula === "number") return [formula];
  switch (formula.kind) {
    case "quantity":
      return formula.symbol === undefined ? [formula.value] : [];
    case "sum":
    case "product":
      return formula.of.flatMap(constantsOf);
    case "quotient":
      return [...constantsOf(formula.of), ...constantsOf(formula.by)];
    default:
      return constantsOf(formula.of);
  }
}

const sumOf = (steps: readonly DerivationStep[], part: DerivationPart): number =>
  steps.filter((step) => step.part === part).reduce((sum, { value }) => sum + value, 0);

const q8: StoredFormat = { name: "q8_0", bits: 8.5, unit: "int8" };

/** Formats that differ by array and layer, with bits that are no whole bytes. */
const mixed: WeightFormats = {
  description: "mixed",
  weight: ({ name, kind, routed }, layer) => {
    if (kind === "vector") return plain("bf16");
    if (routed) return { name: "mxfp4", bits: 4.25, unit: "bf16" };
    return /down|o_proj/.test(name) && layer % 2 === 1
      ? { name: "q6", bits: 6.5625, unit: "bf16" }
      : { name: "q4", bits: 4.5, unit: "bf16" };
  },
  embedding: { name: "q6", bits: 6.5625, unit: "bf16" },
  head: { name: "q8", bits: 8.5, unit: "bf16" },
  other: plain("fp32"),
};

const plainCase = { batch: 1, cachedTokens: 0, causal: true, latent: "absorbed", stored: {} } as const;
const cases = [
  { ...plainCase, context: 1 },
  { ...plainCase, context: 777, causal: false },
  { ...plainCase, context: 131_072 },
  { ...plainCase, context: 131_072, batch: 3, stored: { formats: mixed, kv: q8 } },
  { ...plainCase, context: 131_072, cachedTokens: 100_001 },
  { ...plainCase, context: 131_072, cachedTokens: 100_001, causal: false, latent: "naive" },
  { ...plainCase, context: 131_072, cachedTokens: 700, batch: 2, latent: "naive" },
  { ...plainCase, context: 131_072, cachedTokens: 131_071 },
] as const;

describe.each(cases)(
  "the derivation of every model, $context tokens, $cachedTokens cached, batch $batch, causal $causal, $latent",
  ({ context, cachedTokens, batch, causal, latent, stored }) => {
    const options: PriceOptions = {
      ...deploymentOf({ accelerator, accelerators: 8, batch, ...stored }),
      causal,
      latent,
      cachedTokens,
      outputTokens: 100,
    };
    const derived = specs.map((spec) => {
      const [row] = priceContexts(spec, [context], options);
      return { spec, row: row!, ...derive(spec, row!, options) };
    });

    it("multiplies out, step by step, as data and as text", () => {
      for (const { model, steps } of derived)
        for (const step of steps) {
          const { title, numbers, result, value, factors, divisors, terms } = step;
          const where = `${model}: ${title}: ${numbers} = ${result}`;
          const data = terms ? termsValue(terms) : termValue({ factors: factors!, divisors: divisors ?? [] });
          expect(Number.isFinite(value), where).toBe(true);
          expect(near(data, value, 1e-12), where).toBe(true);
          // Sums of results that stand above are printed as they stand there, rounded.
          const rounded = /\d (?:[kMGTPEZ]?(?:FLOP|B)|ns|µs|ms|s)\b/.test(numbers);
          expect(near(evaluated(numbers), value, rounded ? 0.02 : 1e-9), where).toBe(true);
          expect(near(evaluated(result), value, 0.02), where).toBe(true);
        }
    });

    it("has formulas that come to the values, with a letter for every number of the model", () => {
      for (const spec of specs) {
        const [row] = priceContexts(spec, [context], options);
        const { model, steps } = deriveFormulas(spec, row!, options);
        for (const { title, value, formula } of steps) {
          expect(near(formulaValue(formula), value, 1e-12), `${model}: ${title}`).toBe(true);
          for (const constant of constantsOf(formula))
            expect([-1, 0, 1, 2, 8], `${model}: ${title}`).toContain(constant);
        }
      }
    });

    it("has whole numbers for shapes", () => {
      for (const { model, steps } of derived)
        for (const { part, title, factors = [] } of steps)
          if (part === "attention" || part === "linear")
            expect(factors.every(Number.isInteger), `${model}: ${title}: ${factors}`).toBe(true);
    });

    it("sums to the row", () => {
      for (const { model, row, steps } of derived) {
        const attention = sumOf(steps, "attention") * batch;
        const linear = sumOf(steps, "linear") * batch;
        expect(
          near(attention, row.attentionFlop, 1e-12),
          `${model}: ${attention}, ${row.attentionFlop}`,
        ).toBe(true);
        expect(near(linear, row.linearFlop, 1e-12), `${model}: ${linear}, ${row.linearFlop}`).toBe(true);
        expect(near(sumOf(steps, "elementwise") * batch, row.flop.softmax, 1e-12), model).toBe(true);
        const value = (title: string, part: DerivationPart): number =>
          steps.find((step) => step.title === title && step.part === part)?.value ?? 0;
        expect(near(value("Total", "total"), row.totalFlop, 1e-12), model).toBe(true);
        expect(near(value("KV cache", "memory"), row.kvCacheBytes, 1e-12), model).toBe(true);
        expect(near(value("Recurrent state", "memory"), row.stateBytes, 1e-12), model).toBe(true);
        expect(near(value("Weights", "memory"), row.weightBytes, 1e-12), model).toBe(true);
        expect(
          near(value("FlashAttention keeps instead", "memory"), row.flashWorkingSetBytes, 1e-12),
          model,
        ).toBe(true);
        expect(
          near(value("The same of all heads and layers", "memory"), row.allAttentionMatricesBytes, 1e-12),
          model,
        ).toBe(true);
        const fullest = value("Of the fullest accelerator", "memory");
        expect(near(fullest, row.memoryPerAccelerator.total, 1e-12), model).toBe(true);
        expect(near(sumOf(steps, "prefill"), row.prefillSeconds, 1e-12), model).toBe(true);
      }
    });

    it("derives what a user of a server waits for", () => {
      for (const { model, spec, row, steps } of derived) {
        const serving = steps.filter(({ part }) => part === "serving");
        expect(serving.length > 0, model).toBe(spec.causal);
        for (const { title, value, terms = [] } of serving) {
          const whole = {
            "Time per output token": row.timePerOutputTokenSeconds,
            "Time to first token": row.timeToFirstTokenSeconds,
            "Decode step": row.decodeStep?.seconds,
            "Rate of one user": row.tokensPerSecondPerUser,
          }[title];
          expect(near(value, whole!, 1e-9), `${model}: ${title}`).toBe(true);
          expect(
            terms.every(({ factors: [part] }) => part! >= 0),
            `${model}: ${title}`,
          ).toBe(true);
        }
      }
    });

    it("derives the FLOP and bytes of a decode step", () => {
      for (const { model, spec, row, steps } of derived.filter(({ spec }) => spec.causal)) {
        const own = { causal, latent };
        const decode = steps.filter(({ part }) => part === "decode");
        const step = (title: string) => decode.find((one) => one.title === title)?.value ?? 0;
        // In the middle of 100 tokens of output, of the requests that fit at once.
        const past = context + 50;
        const running = Math.max(1, Math.min(batch, row.largestConcurrency ?? batch));
        const flop = running * flopOf(spec, { past, tokens: 1 }, own).total;
        expect(near(step("FLOP of the step"), flop, 1e-12), model).toBe(true);
        const weights = decode
          .filter(({ title, unit }) => title.startsWith("Weights") && unit === "bytes")
          .reduce((sum, { value }) => sum + value, 0);
        expect(near(weights, weightBytesRead(spec, running, options.formats), 1e-12), model).toBe(true);
        expect(step("Recurrent state, read and written")).toBe(
          2 * running * stateBytesOf(spec, options.engine.stateBytes),
        );
        const cache = running * cacheBytesOf(spec, past + 1, options.kv, own);
        const chooses = layerGroups(spec).some(({ layer }) =>
          layer.mixer.scoring({ past, tokens: 1 }, own).some(({ valueDim }) => valueDim === 0),
        );
        const shares = layerGroups(spec).some(
          ({ layer: { mixer } }) =>
            mixer.cacheElements(1, own) === 0 &&
            mixer.scoring({ past, tokens: 1 }, own).some(({ cachedChannels }) => cachedChannels > 0),
        );
        // Top-k attention reads less than it keeps, as do layers of chunks; layers that share a cache read more.
        if (causal && !chooses && !shares && !/llama-4/i.test(model))
          expect(near(step("KV cache"), cache, 1e-12), `${model}: ${step("KV cache")} ${cache}`).toBe(true);
      }
    });
  },
);
