import { acceleratorsOf, type CostRow } from "../../cost/index.js";
import { formatBytes, formatDollars, formatFlop, formatInteger, formatSeconds } from "../../shared/units.js";
import type { Flag } from "../cli/command.js";
import type { Plot, PlotRule, PlotSeries } from "../plot/index.js";
import { crossoverOf, type Priced } from "./price.js";

/** One quantity against the context. */
interface Quantity {
  readonly title: string;
  readonly yLabel: string;
  readonly formatY: (value: number) => string;
  /** What one model is drawn by: the parts of the quantity, its whole last. */
  readonly parts: (priced: Priced) => readonly Part[];
  /** Which parts are drawn where several models are compared; those after the first are dashed. */
  readonly compared: readonly string[];
  readonly rules?: (priced: Priced) => readonly PlotRule[];
}

interface Part {
  readonly name: string;
  /** Null or 0: no point. */
  readonly of: (row: CostRow) => number | null;
  readonly dashed?: boolean;
}

const generates = ({ request: { spec, options } }: Priced): boolean =>
  spec.causal && options.outputTokens > 0;

/** Of the times of a load where the flags ask for one, else of a request by itself. */
const times = (priced: Priced): Part[] =>
  priced.view === "serving" && priced.request.spec.causal
    ? [
        { name: "time to first token", of: (row) => row.timeToFirstTokenSeconds },
        { name: "time per output token", of: (row) => row.timePerOutputTokenSeconds, dashed: true },
      ]
    : [
        { name: "prefill", of: (row) => row.prefillSeconds },
        ...(generates(priced)
          ? [{ name: "decode", of: (row: CostRow) => row.decodeSeconds, dashed: true }]
          : []),
      ];

/** The quantities that a plot may show. NEW PLOT: one entry. */
const quantities = {
  flop: {
    title: "Prefill",
    yLabel: "FLOP",
    formatY: (flop) => formatFlop(flop, 0),
    parts: () => [
      { name: "attention", of: (row) => row.attentionFlop },
      { name: "linear part", of: (row) => row.linearFlop },
      { name: "total", of: (row) => row.totalFlop },
    ],
    compared: ["total", "attention"],
    rules: ({ request }) => {
      const crossover = crossoverOf(request);
      return crossover === undefined
        ? []
        : [{ x: crossover, label: `attention costs more from ${formatInteger(crossover)}` }];
    },
  },
  time: {
    title: "Time",
    yLabel: "seconds, modelled",
    formatY: formatSeconds,
    parts: times,
    compared: ["time to first token", "prefill"],
  },
  memory: {
    title: "Memory of the fullest accelerator",
    yLabel: "bytes",
    formatY: (bytes) => formatBytes(bytes, 0),
    parts: () => [
      { name: "KV cache", of: (row) => row.memoryPerAccelerator.kvCache },
      { name: "all it holds", of: (row) => row.memoryPerAccelerator.total },
      { name: "all it has", of: (row) => row.memoryPerAccelerator.capacity, dashed: true },
    ],
    compared: ["all it holds"],
  },
  dollars: {
    title: "Dollars",
    yLabel: "dollars a request",
    formatY: formatDollars,
    parts: () => [{ name: "a request", of: (row) => row.dollars }],
    compared: ["a request"],
  },
} as const satisfies Readonly<Record<string, Quantity>>;

export type PlotKind = keyof typeof quantities;

export const plotKinds = Object.keys(quantities) as readonly PlotKind[];

export const plotOfFlag: Flag = {
  flags: "--plot-of <what>",
  description:
    "what --plot draws against the context (default: flop, or rates by load where --concurrency asks for one)",
  choices: plotKinds,
};

/** A quantity of one model in its parts, or of several models side by side, against the context. */
export function costPlot(kind: PlotKind, all: readonly Priced[]): Plot {
  const quantity: Quantity = quantities[kind];
  const [first, ...others] = all;
  const shared = { xLabel: "context, tokens", yLabel: quantity.yLabel, formatY: quantity.formatY };
  if (others.length === 0 && first !== undefined)
    return {
      title: titleOf(kind, quantity, first),
      ...shared,
      ...(quantity.rules ? { rules: quantity.rules(first) } : {}),
      series: quantity.parts(first).map((part) => seriesOf(part.name, part, first.rows)),
    };
  return {
    title: `${quantity.title}${kind === "flop" ? " FLOP" : ""} of ${all.length} models`,
    ...shared,
    series: all.flatMap((priced, colour) => {
      const all = quantity.parts(priced);
      const parts = quantity.compared.flatMap((name) => all.filter((part) => part.name === name));
      return parts.map((part, index) => ({
        ...seriesOf(
          parts.length > 1 ? `${priced.request.spec.name}, ${part.name}` : priced.request.spec.name,
          part,
          priced.rows,
        ),
        colour,
        dashed: index > 0 || part.dashed === true,
      }));
    }),
  };
}

function titleOf(kind: PlotKind, { title }: Quantity, { request: { spec, options } }: Priced): string {
  const batch = options.batch > 1 ? `, batch ${options.batch}` : "";
  if (kind === "flop") return `${title} of ${spec.name}${batch}`;
  if (kind === "dollars" && options.apiPrice) return `${title} of ${options.apiPrice.id}, list price`;
  return `${title}: ${spec.name} on ${acceleratorsOf(options.plan)} × ${options.accelerator.name}${batch}`;
}

const seriesOf = (name: string, { of, dashed }: Part, rows: readonly CostRow[]): PlotSeries => ({
  name,
  points: rows.flatMap((row) => {
    const y = of(row);
    return y === null || y === 0 ? [] : [{ x: row.context, y }];
  }),
  ...(dashed ? { dashed } : {}),
});
