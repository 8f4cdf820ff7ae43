import type { BenchReport, BenchRow, BenchSkip } from "../../bench/index.js";
import { formatBytes, formatInteger, formatSeconds } from "../../shared/units.js";
import { alignColumns, type Table } from "../table.js";

/** A report as people read it: machine, table, exponents, crossovers, skips, one paragraph. */
export function renderReport(report: BenchReport): string {
  const parts = [machineLines(report).join("\n"), aligned(rowTable(report))];
  if (report.fits.length > 0) parts.push(aligned(fitTable(report)));
  if (report.crossover.length > 0) parts.push(aligned(crossoverTable(report)));
  if (report.skipped.length > 0)
    parts.push(
      `Not measured\n${skipLines(report)
        .map((line) => `  ${line}`)
        .join("\n")}`,
    );
  parts.push(report.words);
  if (report.interrupted) parts.push("Interrupted: the rows above are the measurements so far.");
  return `${parts.join("\n\n")}\n`;
}

const aligned = ({ titles, rows, left }: Table): string => alignColumns([titles, ...rows], left ?? 1);

/** What was not measured, and why, a line for each reason. */
export const skipLines = ({ skipped }: BenchReport): string[] =>
  skips(skipped).map(
    ({ sizes, ...skip }) =>
      `${skip.kernel} n = ${sizes.map((n) => formatInteger(n)).join("; ")} (${team(skip)}): ${skip.reason}`,
  );

/** Skips with the sizes that share a reason gathered. */
function skips(all: readonly BenchSkip[]): (BenchSkip & { sizes: number[] })[] {
  const found: (BenchSkip & { sizes: number[] })[] = [];
  for (const skip of all) {
    const same = found.find(
      (one) =>
        one.kernel === skip.kernel &&
        one.backend === skip.backend &&
        one.threads === skip.threads &&
        one.reason === skip.reason,
    );
    if (same) same.sizes.push(skip.n);
    else found.push({ ...skip, sizes: [skip.n] });
  }
  return found;
}

/** A backend with its threads. */
export const team = ({ backend, threads }: { backend: string; threads: number }) => `${backend} × ${threads}`;

/** The machine, its ceilings, and whether it was busy. */
export function machineLines({ machine, date }: BenchReport): string[] {
  const lines = [
    `${machine.cpu}, ${machine.cores} cores${machine.memoryBytes ? `, ${formatBytes(machine.memoryBytes)}` : ""}; ${machine.system}; ${machine.runtime}; ${date}`,
  ];
  for (const ceiling of machine.ceilings)
    lines.push(
      `Ceiling of ${team(ceiling)}: ${ceiling.gflops.toFixed(1)} GFLOP/s of ${ceiling.what} (${ceiling.probes.map(({ name, gflops }) => `${name} ${gflops.toFixed(1)}`).join(", ")})`,
    );
  if (machine.busyShare !== null && machine.busyShare > 0.1)
    lines.push(
      `Note: ${(100 * machine.busyShare).toFixed(0)} % of the processor was busy with other work when the run began.`,
    );
  return lines;
}

const HEAD = [
  "kernel",
  "backend",
  "mask",
  "n",
  "time",
  "±",
  "GFLOP/s",
  "ceiling",
  "GB/s",
  "scratch",
  "max error",
];

/** A line for each measured or extrapolated size. */
export function rowTable({ rows }: { readonly rows: readonly BenchRow[] }): Table {
  const cells = rows.map((row) => [
    row.kernel,
    team(row),
    row.causal ? "causal" : "full",
    formatInteger(row.n),
    `${row.measured ? "" : "~"}${formatSeconds(row.seconds)}`,
    row.samples > 1
      ? `${((50 * (row.secondsHigh - row.secondsLow)) / row.seconds).toFixed(1)} %`
      : row.measured
        ? "1 run"
        : "extrapolated",
    row.flop === 0 ? "-" : row.gflops.toFixed(row.gflops < 10 ? 2 : 1),
    row.bandwidthShare !== null
      ? `${(100 * row.bandwidthShare).toFixed(0)} % of read`
      : row.ceilingShare === null
        ? "-"
        : `${(100 * row.ceilingShare).toFixed(0)} %`,
    row.gigabytesPerSecond.toFixed(row.gigabytesPerSecond < 10 ? 2 : 1),
    `${row.scratchEstimated ? "~" : ""}${formatBytes(row.scratchBytes)}`,
    row.maxError === null ? "-" : row.maxError.toExponential(1),
  ]);
  return { titles: HEAD, rows: cells, left: [0, 1, 2] };
}

/** The fitted exponents with their intervals. */
export function fitTable(report: BenchReport): Table {
  const rows = report.fits.map(({ kernel, exponent, ci95, points, fromN, ...rest }) => [
    kernel,
    team(rest),
    exponent.toFixed(3),
    `${ci95[0].toFixed(3)} to ${ci95[1].toFixed(3)}`,
    `${points} sizes from ${formatInteger(fromN)}`,
  ]);
  return { titles: ["exponent of n", "backend", "fit", "95 % interval", "over"], rows, left: [0, 1] };
}

/** Where a linear kernel overtakes attention. */
export function crossoverTable(report: BenchReport): Table {
  const rows = report.crossover.map(({ quadratic, linear, n, note, ...rest }) => [
    `${linear} overtakes ${quadratic}`,
    team(rest),
    n === null ? "-" : `n ≈ ${formatInteger(n)}`,
    note,
  ]);
  return { titles: ["crossover", "backend", "at", ""], rows, left: [0, 1, 2, 3] };
}
