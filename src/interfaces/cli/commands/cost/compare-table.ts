import { boundShare, type OwnComparison, type PhaseTime } from "../../../../cost/index.js";
import { formatBytes, formatDollars, formatInteger } from "../../../../shared/units.js";
import { type ModelledCells, modelledCells } from "../../../cost/modelled.js";
import type { Table, TableFormat } from "../../../table.js";

/** One candidate: what it is, and what it needs and gives. */
export interface CompareRow {
  readonly model: string;
  readonly hardware: string;
  readonly accelerators: number | null;
  readonly weights: string;
  readonly kvCache: string;
  readonly engine: string;
  readonly dollars: number | null;
  readonly dollarsBasis: string;
  readonly assumptions?: string;
  /** Absent for a list price. */
  readonly own?: OwnComparison;
}

/** One column: its title, its cell, and the value for CSV. */
interface Column {
  readonly title: string;
  readonly words?: boolean;
  readonly text: (row: CompareRow) => string;
  readonly plain: (row: CompareRow) => string | number | boolean | null | undefined;
}

/** A figure of a candidate that follows from its modelled times. */
const modelledCell = (
  own: OwnComparison | undefined,
  kind: keyof ModelledCells,
  value: number | null | undefined,
  factor?: number,
): string =>
  own === undefined || value === null || value === undefined
    ? "-"
    : modelledCells(factor ?? own.timeErrorFactor)[kind](value);

const boundCell = (phase: PhaseTime | null | undefined): string =>
  phase ? `${phase.bound} ${(100 * boundShare(phase)).toFixed(0)} %` : "-";

/** Columns that say what a candidate is; one that is the same for all stands above the table. */
const whatColumns: readonly Column[] = [
  { title: "model", words: true, text: ({ model }) => model, plain: ({ model }) => model },
  { title: "hardware", words: true, text: ({ hardware }) => hardware, plain: ({ hardware }) => hardware },
  {
    title: "accelerators",
    text: ({ accelerators }) => (accelerators === null ? "-" : formatInteger(accelerators)),
    plain: ({ accelerators }) => accelerators,
  },
  { title: "weights", words: true, text: ({ weights }) => weights, plain: ({ weights }) => weights },
  { title: "KV cache", words: true, text: ({ kvCache }) => kvCache, plain: ({ kvCache }) => kvCache },
  { title: "engine", words: true, text: ({ engine }) => engine, plain: ({ engine }) => engine },
];

const resultColumns: readonly Column[] = [
  {
    title: "memory each",
    text: ({ own }) => (own ? `${formatBytes(own.memory.total)}${own.fits ? "" : "*"}` : "-"),
    plain: ({ own }) => (own ? Math.ceil(own.memory.total) : undefined),
  },
  {
    title: "first token",
    text: ({ own }) => modelledCell(own, "seconds", own?.timeToFirstTokenSeconds, own?.prefillErrorFactor),
    plain: ({ own }) => own?.timeToFirstTokenSeconds,
  },
  {
    title: "prefill bound by",
    words: true,
    text: ({ own }) => boundCell(own?.prefill),
    plain: ({ own }) => own?.prefill.bound,
  },
  {
    title: "each token",
    text: ({ own }) => modelledCell(own, "seconds", own?.timePerOutputTokenSeconds),
    plain: ({ own }) => own?.timePerOutputTokenSeconds,
  },
  {
    title: "decode bound by",
    words: true,
    text: ({ own }) => boundCell(own?.decode),
    plain: ({ own }) => own?.decode?.bound,
  },
  {
    title: "tok/s",
    text: ({ own }) => modelledCell(own, "rate", own?.tokensPerSecond),
    plain: ({ own }) => own?.tokensPerSecond,
  },
  {
    title: "in+out/s each",
    text: ({ own }) => modelledCell(own, "rate", own?.tokensPerSecondPerAccelerator),
    plain: ({ own }) => own?.tokensPerSecondPerAccelerator,
  },
  {
    title: "dollars",
    text: ({ own, dollars }) =>
      own ? modelledCell(own, "dollars", dollars) : dollars === null ? "-" : formatDollars(dollars),
    plain: ({ dollars }) => dollars,
  },
];

const fitsColumn: Column = { title: "fits", text: () => "", plain: ({ own }) => own?.fits };

export function compareTable(
  rows: readonly CompareRow[],
  format: TableFormat,
): { readonly table: Table; readonly same: string } {
  const plain = format === "csv";
  const isSame = ({ text }: Column): boolean => rows.length > 1 && new Set(rows.map(text)).size === 1;
  const same = plain ? [] : whatColumns.filter(isSame);
  // A column without a value in any row says nothing, as those of machines beside list prices alone.
  const says = ({ text }: Column): boolean => rows.some((row) => text(row) !== "-");
  const columns = [
    ...whatColumns.filter((column) => !same.includes(column) && (plain || says(column))),
    ...resultColumns.filter((column) => plain || says(column)),
    ...(plain ? [fitsColumn] : []),
  ];
  return {
    table: {
      titles: columns.map(({ title }) => title),
      left: columns.flatMap(({ words }, index) => (words ? [index] : [])),
      rows: rows.map((row) =>
        columns.map((column) => (plain ? String(column.plain(row) ?? "") : column.text(row))),
      ),
    },
    same: same
      .filter(says)
      .map(({ title, text }) => `${title} ${text(rows[0]!)}`)
      .join(", "),
  };
}
