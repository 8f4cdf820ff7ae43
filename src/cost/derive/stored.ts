import type { StoredFormat } from "../format/stored-format.js";
import type { WeightFormats } from "../format/weight-formats.js";
import { type Formula, quantity } from "../formula.js";
import type { ModelSpec } from "../model/spec.js";
import { parametersOf, type Weight } from "../model/weights.js";
import { formatSymbol } from "../symbols.js";
import type { Term } from "../term.js";

/** Numbers of one format. */
interface Stored {
  readonly format: StoredFormat;
  readonly parameters: number;
}

/**
 * How many parameters are in each format, most first.
 * @param counts which arrays of the layers count.
 * @param rest parameters beside the layers' arrays.
 */
export function parametersByFormat(
  spec: ModelSpec,
  formats: WeightFormats,
  counts: (weight: Weight) => boolean,
  rest: { readonly embedding: number; readonly head: number },
): readonly Stored[] {
  const found = new Map<string, Stored>();
  const add = (format: StoredFormat, parameters: number): void => {
    if (parameters > 0)
      found.set(format.name, { format, parameters: parameters + (found.get(format.name)?.parameters ?? 0) });
  };
  for (const [index, { mixer, feedForward, normParameters }] of spec.layers.entries()) {
    for (const weight of [...mixer.weights, ...feedForward.weights])
      if (counts(weight)) add(formats.weight(weight, index), parametersOf(weight));
    add(formats.other, normParameters);
  }
  add(formats.embedding, rest.embedding);
  add(spec.head.tied ? formats.embedding : formats.head, rest.head);
  add(formats.other, spec.otherParameters);
  return [...found.values()].sort((a, b) => b.parameters - a.parameters);
}

/** The factors that turn elements of a format into bytes: `× 2`, or `× 4.25 / 8`. */
export const inBytes = (factors: readonly Formula[], { name, bits }: StoredFormat): Term =>
  bits % 8 === 0
    ? { factors: [...factors, quantity(bits / 8, formatSymbol(name, "bytes"))] }
    : { factors: [...factors, quantity(bits, formatSymbol(name, "bits"))], divisors: [8] };

export const namesOf = (stored: readonly { readonly format: StoredFormat }[]): string =>
  [...new Set(stored.map(({ format }) => format.name))].join(", ");
