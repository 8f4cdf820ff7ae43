import type { CostRow } from "../../cost/index.js";
import { formatBytes, formatDollars, formatFlop, formatInteger } from "../../shared/units.js";
import type { Table } from "../table.js";
import { type ModelledCells, modelledCells } from "./modelled.js";

/** One column: its title, its cell, and its value for CSV. */
export interface CostColumn<Row = CostRow> {
  readonly title: string;
  /** Null: no value. */
  readonly value: (row: Row) => number | boolean | null;
  readonly text: (value: number, row: Row) => string;
  /** The cell of a row without a value, for readers. Default: `-`. */
  readonly none?: string;
}

/** What rows of a load have in common: those of `fovea cost`, and points of a frontier. */
export type RateRow = Pick<
  CostRow,
  | "concurrency"
  | "timeToFirstTokenSeconds"
  | "timePerOutputTokenSeconds"
  | "tokensPerSecondPerUser"
  | "tokensPerSecond"
  | "tokensPerSecondPerAccelerator"
  | "dollarsPerMillionInputTokens"
  | "dollarsPerMillionOutputTokens"
  | "timeErrorFactor"
  | "prefillErrorFactor"
>;

export const modelled =
  (kind: keyof ModelledCells) =>
  (value: number, { timeErrorFactor }: Pick<CostRow, "timeErrorFactor">): string =>
    modelledCells(timeErrorFactor)[kind](value);

/** Seconds that a prefill takes part in. */
const prefillSeconds = (value: number, { prefillErrorFactor }: Pick<CostRow, "prefillErrorFactor">): string =>
  modelledCells(prefillErrorFactor).seconds(value);

export const contextColumn: CostColumn = {
  title: "context",
  value: ({ context }) => context,
  text: (context, { fits }) => `${formatInteger(context)}${fits ? "" : "*"}`,
};

/** What the attention and the rest of a prefill cost. */
export const flopColumns: readonly CostColumn[] = [
  { title: "attention", value: ({ attentionFlop }) => attentionFlop, text: (flop) => formatFlop(flop) },
  { title: "linear", value: ({ linearFlop }) => linearFlop, text: (flop) => formatFlop(flop) },
  { title: "total", value: ({ totalFlop }) => totalFlop, text: (flop) => formatFlop(flop) },
  {
    title: "attention share",
    value: ({ attentionShare }) => attentionShare,
    text: (share) => `${(share * 100).toFixed(1)} %`,
  },
  { title: "exponent", value: ({ localExponent }) => localExponent, text: (exponent) => exponent.toFixed(2) },
  { title: "prefill", value: (row) => row.prefillSeconds, text: prefillSeconds },
];

export const decodeColumn: CostColumn = {
  title: "decode",
  value: ({ decodeSeconds }) => decodeSeconds,
  text: modelled("seconds"),
};

/** Bytes are whole, rounded up as in JSON. */
export const sizeColumns: readonly CostColumn[] = [
  {
    title: "KV cache",
    value: ({ kvCacheBytes }) => Math.ceil(kvCacheBytes),
    text: (bytes) => formatBytes(bytes),
  },
  {
    title: "matrix",
    value: ({ attentionMatrixBytes }) => Math.ceil(attentionMatrixBytes),
    text: (bytes) => (bytes === 0 ? "-" : formatBytes(bytes)),
  },
  {
    title: "total ×",
    value: ({ relativeTotal }) => relativeTotal,
    text: (times) => formatInteger(times, times < 100 ? 1 : 0),
  },
];

/** A list price is exact; rent follows a modelled time. */
export const dollarsColumn = (listPrice: boolean): CostColumn => ({
  title: "dollars",
  value: ({ dollars }) => dollars,
  text: listPrice ? formatDollars : modelled("dollars"),
});

/** How soon and how fast tokens come at a load. */
export const rateColumns: readonly CostColumn<RateRow>[] = [
  { title: "users", value: ({ concurrency }) => concurrency, text: (users) => formatInteger(users) },
  { title: "TTFT", value: (row) => row.timeToFirstTokenSeconds, text: prefillSeconds },
  { title: "TPOT", value: (row) => row.timePerOutputTokenSeconds, text: modelled("seconds") },
  { title: "tok/s/user", value: (row) => row.tokensPerSecondPerUser, text: modelled("rate") },
  { title: "tok/s", value: (row) => row.tokensPerSecond, text: modelled("rate") },
  {
    title: "in+out/s/GPU",
    value: (row) => row.tokensPerSecondPerAccelerator,
    text: modelled("rate"),
  },
];

const heldColumn = (title: string, part: keyof CostRow["memoryPerAccelerator"]): CostColumn => ({
  title,
  value: ({ memoryPerAccelerator }) => Math.ceil(memoryPerAccelerator[part]),
  text: (bytes) => formatBytes(bytes),
});

/** What the fullest accelerator holds, part by part, and in all. */
export const heldColumns: readonly CostColumn[] = [
  heldColumn("weights", "weights"),
  heldColumn("KV each", "kvCache"),
  heldColumn("activations", "activations"),
  heldColumn("reserve", "reserve"),
];
export const memoryColumn = heldColumn("memory", "total");

export const mostColumn: CostColumn = {
  title: "holds",
  value: ({ largestConcurrency }) => largestConcurrency,
  text: (users) => formatInteger(users),
};

export const perMillionColumns: readonly CostColumn<RateRow>[] = [
  { title: "$/M in", value: (row) => row.dollarsPerMillionInputTokens, text: modelled("dollars") },
  { title: "$/M out", value: (row) => row.dollarsPerMillionOutputTokens, text: modelled("dollars") },
];

export const fitsColumn: CostColumn = {
  title: "fits",
  value: ({ fits }) => fits,
  text: () => "",
};

/** The table of some columns. `plain`: values as numbers, for CSV. */
export const columnsTable = <Row>(
  columns: readonly CostColumn<Row>[],
  rows: readonly Row[],
  plain: boolean,
): Table => ({
  titles: columns.map(({ title }) => title),
  left: [],
  rows: rows.map((row) =>
    columns.map(({ value, text, none = "-" }) => {
      const cell = value(row);
      if (cell === null) return plain ? "-" : none;
      return plain || typeof cell === "boolean" ? String(cell) : text(cell, row);
    }),
  ),
});
