import type { ConfidenceModel } from "../../src/context/rank/confidence.js";
import type { Evidence, EvidenceName } from "../../src/context/rank/evidence.js";

export interface Labelled {
  readonly evidence: Evidence;
  readonly answerable: boolean;
}

/** Evidence whose weight may have any sign; more of any other never lowers the confidence. */
const FREE: ReadonlySet<EvidenceName> = new Set(["length"]);
const STEPS = 1500;
const RATE = 0.05;
/** Regularisation of the weights of standardised evidence, as a share of a class. */
const RIDGE = 3e-4;

/**
 * Fits a logistic model with both classes of the same weight, by gradient descent (Adam) on standardised evidence. A weight
 * that would be negative is kept at 0.
 */
export function fitted(rows: readonly Labelled[]): ConfidenceModel {
  const names = Object.keys(rows[0]!.evidence) as EvidenceName[];
  const counts = [false, true].map((is) => rows.filter(({ answerable }) => answerable === is).length);
  const means = names.map(
    (name) => rows.reduce((sum, { evidence }) => sum + evidence[name], 0) / rows.length,
  );
  const spreads = names.map(
    (name, at) =>
      Math.sqrt(
        rows.reduce((sum, { evidence }) => sum + (evidence[name] - means[at]!) ** 2, 0) / rows.length,
      ) || 1,
  );
  const width = names.length + 1;
  const inputs = rows.map(({ evidence }) =>
    Float64Array.from([...names.map((name, at) => (evidence[name] - means[at]!) / spreads[at]!), 1]),
  );
  const values = new Float64Array(width);
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = Float64Array.from(values, (value, at) => (at < names.length ? RIDGE * value : 0));
    rows.forEach(({ answerable }, row) => {
      const input = inputs[row]!;
      let z = 0;
      for (let at = 0; at < width; at++) z += values[at]! * input[at]!;
      const error = (1 / (1 + Math.exp(-z)) - Number(answerable)) / (2 * counts[Number(answerable)]!);
      for (let at = 0; at < width; at++) gradient[at]! += error * input[at]!;
    });
    for (let at = 0; at < width; at++) {
      first[at] = 0.9 * first[at]! + 0.1 * gradient[at]!;
      second[at] = 0.999 * second[at]! + 0.001 * gradient[at]! ** 2;
      const move = first[at]! / (1 - 0.9 ** step) / (Math.sqrt(second[at]! / (1 - 0.999 ** step)) + 1e-9);
      values[at] = values[at]! - RATE * move;
      if (at < names.length && !FREE.has(names[at]!)) values[at] = Math.max(0, values[at]!);
    }
  }
  const weights = Object.fromEntries(names.map((name, at) => [name, values[at]! / spreads[at]!]));
  const intercept =
    values[names.length]! - names.reduce((sum, name, at) => sum + weights[name]! * means[at]!, 0);
  return { weights: weights as Record<EvidenceName, number>, intercept };
}
