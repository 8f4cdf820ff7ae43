import { compareApi, compareOwn, type Workload } from "../../../../cost/index.js";
import { formatInteger } from "../../../../shared/units.js";
import { warnBeyondApi, warnBeyondDeclared } from "../../../cost/context-checks.js";
import { dollarsBasis, giveAPrice } from "../../../cost/dollars-basis.js";
import { fitRemedies } from "../../../cost/fit-remedies.js";
import { jsonReport } from "../../../cost/json-report.js";
import type { CostCompareReport } from "../../../schema/index.js";
import { renderTable, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { type CompareRequest, compareFlags, readCompareRequest } from "./compare-flags.js";
import { type CompareRow, compareTable } from "./compare-table.js";
import { costInputs } from "./cost-inputs.js";
import { heldWarnings } from "./held-warnings.js";

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
  run: async (_values, flags, ownTerminal) => {
    const { terminal, tell } = heldWarnings(ownTerminal);
    const format = tableFormat(flags);
    const request = readCompareRequest(flags, await costInputs(flags, terminal));
    const rows = rowsOf(request);
    for (const spec of new Set(request.candidates.map(({ candidate }) => candidate.spec)))
      warnBeyondDeclared(
        spec,
        [request.workload.contextTokens],
        terminal,
        spec.causal ? request.workload.outputTokens : 0,
      );
    for (const price of request.prices)
      warnBeyondApi(price, [request.workload.contextTokens + request.workload.outputTokens], terminal);
    tell();
    if (format === "json") {
      terminal.out(jsonReport(reportOf(request.workload, rows)));
      return;
    }
    const { table, same } = compareTable(rows, format);
    if (format === "text")
      terminal.out(`${describe(request.workload)}${same === "" ? "" : `\nSame for all: ${same}.`}\n\n`);
    terminal.out(renderTable(table, format));
    if (format === "text") terminal.out(`\n${conclusions(rows)}`);
    const beyond = rows.flatMap(({ own }) => (own && !own.fits ? [own.memory] : []));
    if (format !== "csv" && beyond.length > 0)
      terminal.err(
        `fovea: * does not fit in the memory of these accelerators; ${fitRemedies(beyond, request.workload.concurrency > 1 ? { fewer: "lower --concurrency" } : {})}.\n`,
      );
  },
};

function rowsOf({ workload, candidates, prices }: CompareRequest): CompareRow[] {
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

/** The place of the best candidate by a figure, among those that fit; -1 where none has it. */
function bestBy(rows: readonly CompareRow[], figure: (row: CompareRow) => number | null | undefined): number {
  let best = -1;
  rows.forEach((row, index) => {
    const value = figure(row);
    if (value === null || value === undefined || row.own?.fits === false) return;
    if (best === -1 || value < figure(rows[best]!)!) best = index;
  });
  return best;
}

const bests = (rows: readonly CompareRow[]) => ({
  firstToken: bestBy(rows, ({ own }) => own?.timeToFirstTokenSeconds),
  outputToken: bestBy(rows, ({ own }) => own?.timePerOutputTokenSeconds),
  tokensPerAccelerator: bestBy(rows, ({ own }) =>
    own?.tokensPerSecondPerAccelerator == null ? null : -own.tokensPerSecondPerAccelerator,
  ),
  dollars: bestBy(rows, ({ dollars }) => dollars),
});

/** Which candidate is best in what, and what the dollars are. */
function conclusions(rows: readonly CompareRow[]): string {
  const best = bests(rows);
  const name = (index: number): string => {
    const { model, hardware, accelerators, weights } = rows[index]!;
    return accelerators === null ? model : `${model}, ${accelerators} × ${hardware}, ${weights}`;
  };
  const lines = [
    ["Soonest first token", best.firstToken],
    ["Fastest tokens", best.outputToken],
    ["Most tokens, in and out, an accelerator", best.tokensPerAccelerator],
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
function reportOf(workload: Workload, rows: readonly CompareRow[]): CostCompareReport {
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
            timeErrorFactor: own.timeErrorFactor,
            prefillErrorFactor: own.prefillErrorFactor,
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
