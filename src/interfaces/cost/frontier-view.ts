import { acceleratorsOf, type CostRow, type FrontierPoint, frontier, timeError } from "../../cost/index.js";
import { formatInteger } from "../../shared/units.js";
import type { Plot } from "../plot/index.js";
import { renderTable, type TableFormat } from "../table.js";
import {
  type CostColumn,
  columnsTable,
  modelled,
  perMillionColumns,
  type RateRow,
  rateColumns,
} from "./cost-columns.js";
import type { CostRequest } from "./cost-flags.js";
import { fitRemedies } from "./fit-remedies.js";
import type { Listener } from "./inputs.js";
import { deploymentFor, lengthsOf, mixerContextOf } from "./limits-view.js";

/** The frontier of one context length. */
export interface ContextFrontier {
  readonly context: number;
  /** As that of a row. */
  readonly timeErrorFactor: number;
  readonly prefillErrorFactor: number;
  readonly points: readonly FrontierPoint[];
}

type FrontierRow = FrontierPoint & RateRow & { readonly context: number };

/** Of each context, on a machine that is set up for `concurrency`. */
export const frontiersOf = (
  request: CostRequest,
  contexts: readonly number[],
  concurrency: number,
): ContextFrontier[] =>
  contexts.map((context) => {
    const deployment = deploymentFor(context, request, concurrency);
    const points = frontier(request.spec, lengthsOf(context, request), deployment, mixerContextOf(request));
    const error = timeError(deployment);
    // Under a list price a token costs the same at every load.
    const unpriced = { dollarsPerMillionInputTokens: null, dollarsPerMillionOutputTokens: null };
    return {
      context,
      timeErrorFactor: error.factor,
      prefillErrorFactor: error.prefillFactor,
      points: deployment.apiPrice ? points.map((point) => ({ ...point, ...unpriced })) : points,
    };
  });

const contextColumn: CostColumn<FrontierRow> = {
  title: "context",
  value: ({ context }) => context,
  text: (context) => formatInteger(context),
};

const loadColumn: CostColumn<FrontierRow> = {
  title: "requests/s",
  value: ({ requestsPerSecond }) => requestsPerSecond,
  text: modelled("rate"),
};

/** Rates and dollars a token by offered load. */
export function frontierTable(frontiers: readonly ContextFrontier[], format: TableFormat): string {
  const rows = frontiers.flatMap(({ points, ...own }) =>
    points.map((point): FrontierRow => ({ ...point, ...own })),
  );
  const [users, ...rates] = rateColumns;
  const columns: CostColumn<FrontierRow>[] = [
    contextColumn,
    users!,
    loadColumn,
    ...rates,
    ...perMillionColumns,
  ];
  return renderTable(columnsTable(columns, rows, format === "csv"), format);
}

/** One line on stderr where a load or its dollars cannot be told, or nothing fits. */
export function tellNoLoad(
  { options }: CostRequest,
  frontiers: readonly ContextFrontier[],
  rows: readonly CostRow[],
  { err }: Listener,
): void {
  const none = frontiers.filter(({ points }) => points.length === 0);
  if (none.length > 0)
    err(
      `fovea: ${none.map(({ context }) => formatInteger(context)).join(" and ")} tokens do not fit in the memory of these accelerators; ${fitRemedies(rows.filter(({ context }) => none.some((one) => one.context === context)).map((row) => row.memoryPerAccelerator))}.\n`,
    );
  if (options.apiPrice)
    err("fovea: a list price is the same at every load; leave --price out for the rent of a token.\n");
  if (options.outputTokens < 2)
    err("fovea: requests a second and dollars a token need a length of answers: give --output.\n");
}

/** Tokens a second of a user against those of an accelerator, a series for each context. */
export function frontierPlot({ spec, options }: CostRequest, frontiers: readonly ContextFrontier[]): Plot {
  const factor = Math.max(...frontiers.map(({ timeErrorFactor }) => timeErrorFactor));
  return {
    title: `${spec.name} on ${acceleratorsOf(options.plan)} × ${options.accelerator.name}, 1 user to as many as fit`,
    xLabel: `tokens/s of one user; modelled, within a factor of ${factor}`,
    yLabel: "tokens/s of one accelerator, prompt and generated",
    series: frontiers.map(({ context, points }) => ({
      name: `${formatInteger(context)} tokens`,
      points: points.map(({ concurrency, tokensPerSecondPerUser, tokensPerSecondPerAccelerator }, at) => ({
        x: tokensPerSecondPerUser,
        y: tokensPerSecondPerAccelerator,
        label: `${formatInteger(concurrency)}${at === 0 || at === points.length - 1 ? ` user${concurrency === 1 ? "" : "s"}` : ""}`,
      })),
    })),
  };
}
