import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { BenchComparison, BenchReport } from "../../../bench/index.js";
import { usageError } from "../../../shared/errors.js";
import { comparisonLines, comparisonTable } from "../../bench/comparison.js";
import { alignColumns } from "../../table.js";
import type { CommandSpec, Terminal } from "../command.js";

export const command: CommandSpec = {
  summary: "compare two saved reports row by row",
  details:
    "Rows are compared only where kernel, backend, threads, mask and shape agree; extrapolated rows never are.\nA ratio below 1 means that the second report is faster.",
  args: [
    { name: "<before>", description: "a report written by fovea bench --save" },
    { name: "<after>", description: "a second report" },
  ],
  flags: [{ flags: "--json", description: "print the comparison as JSON" }],
  examples: ["fovea bench compare before.json after.json"],
  run: async ([before, after], values, terminal) => {
    const { compareReports } = await import("../../../bench/index.js");
    const [first, second] = [await readReport(before!, terminal), await readReport(after!, terminal)];
    const comparison = compareReports(first, second);
    terminal.out(
      values.json === true ? `${JSON.stringify(comparison, null, 2)}\n` : renderComparison(comparison),
    );
  },
};

async function readReport(file: string, { cwd }: Terminal): Promise<BenchReport> {
  const { parseBenchReport } = await import("../../bench/read-report.js");
  const path = resolve(cwd, file);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw usageError(
      "report-unreadable",
      `cannot read ${path}: ${(cause as Error).message}`,
      "Name a report written by fovea bench --save.",
      cause,
    );
  });
  return parseBenchReport(text, path);
}

function renderComparison(comparison: BenchComparison): string {
  const { machineDifferences, rows } = comparison;
  const parts: string[] = [];
  if (machineDifferences.length > 0)
    parts.push(
      `The machines differ:\n${alignColumns(
        machineDifferences.map(({ what, before, after }) => [`  ${what}`, before, "→", after]),
        4,
      )}`,
    );
  if (rows.length > 0) {
    const { titles, rows: cells, left } = comparisonTable(comparison);
    parts.push(alignColumns([titles, ...cells], left!));
  }
  return `${[...parts, ...comparisonLines(comparison)].join("\n\n")}\n`;
}
