import {
  boundShare,
  compareApi,
  compareOwn,
  type OwnComparison,
  type PhaseTime,
  type Workload,
} from "../../../../cost/index.js";
import { formatBytes, formatDollars, formatInteger, formatSeconds } from "../../../../shared/units.js";
import type { CostCompareReport } from "../../../schema/index.js";
import { renderTable, type Table, type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { type CompareRequest, compareFlags, readCompareRequest } from "./compare-flags.js";
import { warnBeyondDeclared } from "./context-checks.js";
import { dollarsBasis, giveAPrice } from "./dollars-basis.js";

export const command: CommandSpec = {
  summary: "models, hardware, formats and list prices side by side for one workload, and what bounds each",
  details:
    "Every combination of the lists is a candidate. Memory is that of the fullest accelerator, with a reserve of a tenth. Times are modelled. What bounds a phase is what takes the largest part of it: computing, memory, communication between accelerators, or launches of kernels.",
  flags: [...compareFlags, ...tableFlags],
  examples: [
    "fovea cost compare --model qwen3-30b-a3b,llama-3.1-8b --hardware rtx-4090,h100",
    "fovea cost compare --model llama-3.1-70b --dtype bf16,fp8,int4 --concurrency 16",
    "fovea cost compare --model gpt-oss-120b --gpu-price 2.5 --price gpt-oss-120b@groq,gpt-5.4",
  ],
  run: async (_values, flags, terminal) => {
    const format = tableFormat(flags);
    const request = await readCompareRequest(flags, terminal);
    const rows = rowsOf(request);
    for (const spec of new Set(request.candidates.map(({ candidate }) => candidate.spec)))
      warnBeyondDeclared(spec, [request.workload.contextTokens], terminal);
    if (format === "json") {
      terminal.out(`${JSON.stringify(reportOf(request.workload, rows), null, 2)}\n`);
      return;
    }
    const { table, same } = tableOf(rows, format);
    if (format === "text")
      terminal.out(`${describe(request.workload)}${same === "" ? "" : `\nSame for all: ${same}.`}\n\n`);
    terminal.out(renderTable(table, format));
    if (format === "text") terminal.out(`\n${conclusions(rows)}`);
    if (format !== "csv" && rows.some(({ own }) => own && !own.fits))
      terminal.err(
        "fovea: * does not fit in the memory of these accelerators; raise --gpus or lower --dtype.\n",
      );
  },
};

/** One candidate: what it is, and what it needs and gives. */
interface Row {
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

function rowsOf({ workload, candidates, prices }: CompareRequest): Row[] {
  return [
    ...candidates.map(({ candidate, assumptions }) => {
      const own = compareOwn(candidate, workload);
      return {
        model: candidate.spec.name,
        hardware: candidate.accelerator.id,
        accelerators: own.accelerators,
        weights: candidate.formats.description,
        kvCache: candidate.kv.name,
        engine: candidate.engine.id,
        dollars: own.dollars,
        dollarsBasis: dollarsBasis(candidate),
        assumptions,
        own,
      };
    }),
    ...prices.map((price) => ({
      model: price.id,
      hardware: `${price.provider} API`,
      accelerators: null,
      weights: "-",
      kvCache: "-",
      engine: "-",
      dollars: compareApi(price, workload),
      dollarsBasis: `${price.id} list price of ${price.listedOn}`,
    })),
  ];
}

const describe = ({ contextTokens, cachedTokens, outputTokens, concurrency }: Workload): string =>
  `${formatInteger(concurrency)} ${concurrency === 1 ? "request" : "requests"} at all times: ${formatInteger(contextTokens)} tokens of input${
    cachedTokens > 0 ? `, ${formatInteger(cachedTokens)} of them cached` : ""
  }, ${formatInteger(outputTokens)} of output.`;

/** One column: its title, its cell, and the value for CSV. */
interface Column {
  readonly title: string;
  readonly words?: boolean;
  readonly text: (row: Row) => string;
  readonly plain: (row: Row) => string | number | boolean | null | undefined;
}

const secondsCell = (seconds: number | null | undefined): string =>
  seconds === null || seconds === undefined ? "-" : formatSeconds(seconds);

const rateCell = (rate: number | null | undefined): string =>
  rate === null || rate === undefined ? "-" : formatInteger(rate, rate < 100 ? 1 : 0);

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
    plain: ({ own }) => own?.memory.total,
  },
  {
    title: "first token",
    text: ({ own }) => secondsCell(own?.timeToFirstTokenSeconds),
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
    text: ({ own }) => secondsCell(own?.timePerOutputTokenSeconds),
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
    text: ({ own }) => rateCell(own?.tokensPerSecond),
    plain: ({ own }) => own?.tokensPerSecond,
  },
  {
    title: "tok/s each",
    text: ({ own }) => rateCell(own?.tokensPerSecondPerAccelerator),
    plain: ({ own }) => own?.tokensPerSecondPerAccelerator,
  },
  {
    title: "dollars",
    text: ({ dollars }) => (dollars === null ? "-" : formatDollars(dollars)),
    plain: ({ dollars }) => dollars,
  },
];

const fitsColumn: Column = { title: "fits", text: () => "", plain: ({ own }) => own?.fits };

function tableOf(
  rows: readonly Row[],
  format: TableFormat,
): { readonly table: Table; readonly same: string } {
  const plain = format === "csv";
  const isSame = ({ text }: Column): boolean => rows.length > 1 && new Set(rows.map(text)).size === 1;
  const same = plain ? [] : whatColumns.filter(isSame);
  const columns = [
    ...whatColumns.filter((column) => !same.includes(column)),
    ...resultColumns,
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
    same: same.map(({ title, text }) => `${title} ${text(rows[0]!)}`).join(", "),
  };
}

/** The place of the best candidate by a figure, among those that fit; -1 where none has it. */
function bestBy(rows: readonly Row[], figure: (row: Row) => number | null | undefined): number {
  let best = -1;
  rows.forEach((row, index) => {
    const value = figure(row);
    if (value === null || value === undefined || row.own?.fits === false) return;
    if (best === -1 || value < figure(rows[best]!)!) best = index;
  });
  return best;
}

const bests = (rows: readonly Row[]) => ({
  firstToken: bestBy(rows, ({ own }) => own?.timeToFirstTokenSeconds),
  outputToken: bestBy(rows, ({ own }) => own?.timePerOutputTokenSeconds),
  tokensPerAccelerator: bestBy(rows, ({ own }) =>
    own?.tokensPerSecondPerAccelerator == null ? null : -own.tokensPerSecondPerAccelerator,
  ),
  dollars: bestBy(rows, ({ dollars }) => dollars),
});

/** Which candidate is best in what, and what the dollars are. */
function conclusions(rows: readonly Row[]): string {
  const best = bests(rows);
  const name = (index: number): string => {
    const { model, hardware, accelerators, weights } = rows[index]!;
    return accelerators === null ? model : `${model}, ${accelerators} × ${hardware}, ${weights}`;
  };
  const lines = [
    ["Soonest first token", best.firstToken],
    ["Fastest tokens", best.outputToken],
    ["Most tokens an accelerator", best.tokensPerAccelerator],
    ["Least dollars", best.dollars],
  ] as const;
  const bases = [...new Set(rows.map((row) => row.dollarsBasis))];
  return [
    ...(rows.length > 1
      ? lines.filter(([, index]) => index !== -1).map(([what, index]) => `${what}: ${name(index)}.`)
      : []),
    ...(rows.every(({ dollars }) => dollars === null)
      ? [`Dollars: none, no hourly price is known; ${giveAPrice}.`]
      : [`Dollars of a request: ${bases.join("; ")}.`]),
    "",
  ].join("\n");
}

/** The documented JSON of `fovea cost compare`. */
function reportOf(workload: Workload, rows: readonly Row[]): CostCompareReport {
  const best = bests(rows);
  const place = (index: number): number | null => (index === -1 ? null : index);
  return {
    workload,
    rows: rows.map(({ own, model, hardware, accelerators, weights, kvCache, engine, ...row }) => ({
      model,
      dollars: row.dollars,
      dollarsBasis: row.dollarsBasis,
      own: own
        ? {
            hardware,
            accelerators: own.accelerators,
            weights,
            kvCache,
            engine,
            assumptions: row.assumptions!,
            memoryPerAccelerator: own.memory,
            fits: own.fits,
            timeToFirstTokenSeconds: own.timeToFirstTokenSeconds,
            prefill: own.prefill,
            timePerOutputTokenSeconds: own.timePerOutputTokenSeconds,
            decode: own.decode,
            tokensPerSecond: own.tokensPerSecond,
            tokensPerSecondPerAccelerator: own.tokensPerSecondPerAccelerator,
          }
        : null,
    })),
    best: {
      firstToken: place(best.firstToken),
      outputToken: place(best.outputToken),
      tokensPerAccelerator: place(best.tokensPerAccelerator),
      dollars: place(best.dollars),
    },
  };
}
