import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { BenchComparison, BenchReport } from "../../../bench/index.js";
import { usageError } from "../../../shared/errors.js";
import { formatInteger, formatSeconds } from "../../../shared/units.js";
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
  const { benchReport } = await import("../../../bench/index.js");
  const path = resolve(cwd, file);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw usageError(
      "report-unreadable",
      `cannot read ${path}: ${(cause as Error).message}`,
      "Name a report written by fovea bench --save.",
      cause,
    );
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw notReport(path, "it is not JSON", cause);
  }
  const parsed = benchReport.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw notReport(path, `${issue.path.join(".") || "the document"}: ${issue.message}`, parsed.error);
}

const notReport = (path: string, why: string, cause: unknown) =>
  usageError(
    "not-a-report",
    `${path} is not a report of fovea bench (${why})`,
    "Write one with fovea bench --save report.json.",
    cause,
  );

function renderComparison({
  rows,
  machineDifferences,
  onlyBefore,
  onlyAfter,
  medianRatio,
}: BenchComparison): string {
  const parts: string[] = [];
  if (machineDifferences.length > 0)
    parts.push(
      `The machines differ:\n${alignColumns(
        machineDifferences.map(({ what, before, after }) => [`  ${what}`, before, "→", after]),
        4,
      )}`,
    );
  if (rows.length === 0)
    parts.push("No row has the same kernel, backend, threads, mask and shape in both reports.");
  else {
    const cells = rows.map((row) => [
      row.kernel,
      `${row.backend} × ${row.threads}`,
      row.causal ? "causal" : "full",
      formatInteger(row.n),
      formatSeconds(row.secondsBefore),
      formatSeconds(row.secondsAfter),
      row.ratio.toFixed(3),
      row.beyondNoise ? (row.ratio < 1 ? "faster" : "slower") : "within noise",
    ]);
    parts.push(
      alignColumns([["kernel", "backend", "mask", "n", "before", "after", "ratio", ""], ...cells], 3),
    );
    parts.push(
      `Median ratio ${medianRatio!.toFixed(3)} over ${rows.length} row${rows.length > 1 ? "s" : ""}.`,
    );
  }
  if (onlyBefore + onlyAfter > 0)
    parts.push(
      `Not compared: ${onlyBefore} row${onlyBefore === 1 ? "" : "s"} only in the first report, ${onlyAfter} only in the second.`,
    );
  return `${parts.join("\n\n")}\n`;
}
