import { type Case, type Summary, summaryOf } from "./cases/index.js";

/** The worst that a set of rows may be. A change of constants that makes one worse is noticed here. */
export interface Bound {
  readonly section: string;
  readonly measure: string;
  readonly use: Case["use"];
  readonly medianError: number;
  /** Share of rows off by more than 2 times. */
  readonly offByTwo: number;
}

const served = { section: "DeepSeek-R1 on servers", use: "calibration", offByTwo: 0 } as const;
const h200 = { section: "One H200, PyTorch", use: "calibration" } as const;
const user = { section: "One user" } as const;
const servers = { section: "Servers" } as const;
const prefill = { section: "Prefill of one request" } as const;
const calibration = { use: "calibration" } as const;
const heldBack = { use: "held back" } as const;

export const bounds: readonly Bound[] = [
  { ...served, measure: "time per output token", medianError: 0.09 },
  { ...served, measure: "time to first token", medianError: 0.1 },
  { ...served, measure: "tokens/s per accelerator", medianError: 0.09 },
  { ...h200, measure: "prefill, eager", medianError: 0.07, offByTwo: 0.05 },
  { ...h200, measure: "decode step, graph", medianError: 0.15, offByTwo: 0.2 },
  { ...h200, measure: "decode step, eager", medianError: 0.2, offByTwo: 0.15 },
  { ...user, ...calibration, measure: "decode tokens/s", medianError: 0.08, offByTwo: 0 },
  { ...user, ...heldBack, measure: "decode tokens/s", medianError: 0.13, offByTwo: 0.03 },
  { ...user, ...calibration, measure: "prefill tokens/s", medianError: 0.16, offByTwo: 0.03 },
  { ...user, ...heldBack, measure: "prefill tokens/s", medianError: 0.3, offByTwo: 0.15 },
  { ...user, ...calibration, measure: "time per output token", medianError: 0.12, offByTwo: 0 },
  { ...user, ...heldBack, measure: "time per output token", medianError: 0.26, offByTwo: 0.15 },
  { ...servers, ...calibration, measure: "decode tokens/s", medianError: 0.2, offByTwo: 0 },
  { ...servers, ...calibration, measure: "output tokens/s", medianError: 0.15, offByTwo: 0.06 },
  { ...servers, ...heldBack, measure: "output tokens/s", medianError: 0.4, offByTwo: 0.16 },
  { ...servers, ...calibration, measure: "time per output token", medianError: 0.09, offByTwo: 0 },
  { ...servers, ...heldBack, measure: "time per output token", medianError: 0.5, offByTwo: 0.45 },
  { ...servers, ...calibration, measure: "time to first token", medianError: 0.18, offByTwo: 0 },
  { ...servers, ...heldBack, measure: "time to first token", medianError: 0.55, offByTwo: 0.52 },
  { ...prefill, ...calibration, measure: "1,000 tokens and more", medianError: 0.15, offByTwo: 0 },
  { ...prefill, ...heldBack, measure: "1,000 tokens and more", medianError: 0.15, offByTwo: 0.13 },
  { ...prefill, ...calibration, measure: "128 to 999 tokens", medianError: 0.25, offByTwo: 0 },
  { ...prefill, ...heldBack, measure: "128 to 999 tokens", medianError: 0.38, offByTwo: 0.1 },
  { ...prefill, ...heldBack, measure: "decode step", medianError: 0.15, offByTwo: 0 },
];

/** One line for each set that is worse than its bound, or has none. */
export function beyondBounds(cases: readonly Case[]): readonly string[] {
  const left = new Set(cases);
  const lines: string[] = [];
  for (const bound of bounds) {
    const own = cases.filter(
      ({ section, measure, use }) =>
        section === bound.section && measure === bound.measure && use === bound.use,
    );
    const name = `${bound.section}, ${bound.measure}, ${bound.use}`;
    for (const one of own) left.delete(one);
    if (own.length === 0) lines.push(`${name}: no rows`);
    else lines.push(...exceeded(name, summaryOf(own), bound));
  }
  for (const { section, measure } of left) lines.push(`${section}, ${measure}: no bound`);
  return lines;
}

function exceeded(name: string, { rows, medianError, offByTwo }: Summary, bound: Bound): readonly string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return [
    ...(medianError > bound.medianError
      ? [`${name}: median error ${percent(medianError)}, at most ${percent(bound.medianError)} wanted`]
      : []),
    ...(offByTwo > bound.offByTwo * rows
      ? [
          `${name}: ${offByTwo} of ${rows} rows off by more than 2 times, at most ${percent(bound.offByTwo)} wanted`,
        ]
      : []),
  ];
}
