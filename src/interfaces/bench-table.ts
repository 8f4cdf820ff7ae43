import type { BenchReport, BenchRow, BenchSkip } from "../bench/index.js";
import { formatBytes, formatInteger, formatSeconds } from "../shared/units.js";
import type { Plot } from "./plot/index.js";
import { alignColumns } from "./table.js";

/** A report as people read it: machine, table, exponents, crossovers, skips, one paragraph. */
export function renderReport(report: BenchReport): string {
  const parts = [describeMachine(report), table(report.rows)];
  if (report.fits.length > 0) parts.push(fits(report));
  if (report.crossover.length > 0) parts.push(crossovers(report));
  if (report.skipped.length > 0)
    parts.push(
      `Not measured\n${skips(report.skipped)
        .map(
          ({ sizes, ...skip }) =>
            `  ${skip.kernel} n = ${sizes.map((n) => formatInteger(n)).join("; ")} (${team(skip)}): ${skip.reason}`,
        )
        .join("\n")}`,
    );
  parts.push(report.words);
  if (report.interrupted) parts.push("Interrupted: the rows above are the measurements so far.");
  return `${parts.join("\n\n")}\n`;
}

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

const team = ({ backend, threads }: { backend: string; threads: number }) => `${backend} × ${threads}`;

function describeMachine({ machine, date }: BenchReport): string {
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
  return lines.join("\n");
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

function table(rows: readonly BenchRow[]): string {
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
  return alignColumns([HEAD, ...cells], 3);
}

function fits(report: BenchReport): string {
  const rows = report.fits.map(({ kernel, exponent, ci95, points, fromN, ...rest }) => [
    kernel,
    team(rest),
    exponent.toFixed(3),
    `${ci95[0].toFixed(3)} to ${ci95[1].toFixed(3)}`,
    `${points} sizes from ${formatInteger(fromN)}`,
  ]);
  return alignColumns([["exponent of n", "backend", "fit", "95 % interval", "over"], ...rows], 2);
}

function crossovers(report: BenchReport): string {
  const rows = report.crossover.map(({ quadratic, linear, n, note, ...rest }) => [
    `${linear} overtakes ${quadratic}`,
    team(rest),
    n === null ? "-" : `n ≈ ${formatInteger(n)}`,
    note,
  ]);
  return alignColumns([["crossover", "backend", "at", ""], ...rows], 4);
}

/** Time against n, a line for each kernel, backend and thread count; extrapolated points apart and dashed. */
export function benchPlot(report: BenchReport): Plot {
  const name = (row: BenchRow) => `${row.kernel}, ${team(row)}${row.measured ? "" : ", extrapolated"}`;
  const series = new Map<string, BenchRow[]>();
  for (const row of report.rows) series.set(name(row), [...(series.get(name(row)) ?? []), row]);
  const first = report.rows[0];
  return {
    title: `Time of one run${first ? `, ${first.heads} head${first.heads > 1 ? "s" : ""} of ${first.headDim} channels` : ""}: ${report.machine.cpu}`,
    xLabel: "n, tokens",
    yLabel: "time of one run",
    formatY: formatSeconds,
    series: [...series].map(([name, rows]) => ({
      name,
      dashed: rows.some((row) => !row.measured),
      points: rows.map((row) => ({ x: row.n, y: row.seconds })),
    })),
  };
}
