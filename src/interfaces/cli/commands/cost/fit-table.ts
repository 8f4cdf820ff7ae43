import { formatInteger } from "../../../../shared/units.js";
import type { ContextLimits } from "../../../cost/limits-view.js";
import type { Table, TableFormat } from "../../../table.js";

/** Largest context that is searched, tokens: beyond it there is no limit. */
export const LARGEST_SEARCHED = 2 ** 30;

/** Longest contexts, each within one limit alone. Null: there is none. */
export interface FitContexts {
  readonly memory: number;
  readonly ttft?: number;
  readonly tpot?: number;
  readonly dollars?: number;
  readonly declared: number | null;
  readonly crossover: number | null;
}

/**
 * Limits as rows, for CSV and Markdown: the longest context within each at so many requests at once, then the most
 * requests of each context that was asked for. A cell without a limit is empty.
 */
export function fitTable(
  { memory, ttft, tpot, dollars, declared, crossover }: FitContexts,
  serving: readonly ContextLimits[],
  concurrency: number,
  format: TableFormat,
): Table {
  const number = (value: number | null): string =>
    value === null || !Number.isFinite(value) || value >= LARGEST_SEARCHED
      ? "-"
      : format === "csv"
        ? String(value)
        : formatInteger(value);
  const users = number(concurrency);
  const row = (limit: string, context: number | null | undefined, at = users): string[][] =>
    context === undefined ? [] : [[limit, number(context), at]];
  return {
    titles: ["limit", "context", "users"],
    rows: [
      ...row("memory", memory),
      ...row("ttft", ttft),
      ...row("tpot", tpot),
      ...row("dollars", dollars),
      ...row("declared", declared, "-"),
      ...row("crossover", crossover, "-"),
      ...serving.flatMap((most) => [
        ...row("memory", most.context, number(most.memory)),
        ...(most.ttft === undefined ? [] : row("ttft", most.context, number(most.ttft))),
        ...(most.tpot === undefined ? [] : row("tpot", most.context, number(most.tpot))),
        ...row("all", most.context, number(most.all)),
      ]),
    ],
  };
}
