import type { BenchReport, BenchRow } from "../report.js";
import type { BenchComparison } from "./comparison.js";

const KEYS = ["kernel", "backend", "threads", "causal", "n", "headDim", "heads", "window"] as const;
const keyOf = (row: BenchRow): string => JSON.stringify(KEYS.map((key) => row[key]));

/**
 * Compares the rows of two reports that have the same kernel, backend, threads and shape. Skips extrapolated
 * rows.
 */
export function compareReports(before: BenchReport, after: BenchReport): BenchComparison {
  const measured = (report: BenchReport) => report.rows.filter((row) => row.measured);
  const first = new Map(measured(before).map((row) => [keyOf(row), row]));
  const rows = measured(after).flatMap((row) => {
    const old = first.get(keyOf(row));
    if (!old) return [];
    const { kernel, backend, threads, causal, n, headDim, heads, window } = row;
    return [
      {
        ...{ kernel, backend, threads, causal, n, headDim, heads, window },
        secondsBefore: old.seconds,
        secondsAfter: row.seconds,
        ratio: row.seconds / old.seconds,
        beyondNoise: row.secondsLow > old.secondsHigh || row.secondsHigh < old.secondsLow,
      },
    ];
  });
  const logs = rows.map((row) => Math.log(row.ratio)).sort((a, b) => a - b);
  const middle = (logs.length - 1) / 2;
  return {
    rows,
    machineDifferences: machineDifferences(before.machine, after.machine),
    onlyBefore: first.size - rows.length,
    onlyAfter: measured(after).length - rows.length,
    medianRatio:
      logs.length === 0 ? null : Math.exp((logs[Math.floor(middle)]! + logs[Math.ceil(middle)]!) / 2),
  };
}

/**
 * Ceilings vary by a few percent from run to run. A larger difference means another clock rate or a busy
 * machine.
 */
const CEILING_NOISE = 0.05;

function machineDifferences(
  before: BenchReport["machine"],
  after: BenchReport["machine"],
): BenchComparison["machineDifferences"] {
  const facts = [
    ["processor", before.cpu, after.cpu],
    ["cores", before.cores, after.cores],
    ["memory", before.memoryBytes, after.memoryBytes],
    ["system", before.system, after.system],
    ["run time", before.runtime, after.runtime],
  ] as const;
  const found: BenchComparison["machineDifferences"] = facts
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => ({ what, before: String(one), after: String(other) }));
  for (const ceiling of before.ceilings) {
    const other = after.ceilings.find(
      (one) => one.backend === ceiling.backend && one.threads === ceiling.threads,
    );
    if (other && Math.abs(Math.log(other.gflops / ceiling.gflops)) > CEILING_NOISE)
      found.push({
        what: `ceiling of ${ceiling.backend} × ${ceiling.threads}`,
        before: `${ceiling.gflops.toFixed(1)} GFLOP/s`,
        after: `${other.gflops.toFixed(1)} GFLOP/s`,
      });
  }
  const busy = (share: number | null) => share !== null && share > 0.1;
  if (busy(before.busyShare) !== busy(after.busyShare))
    found.push({
      what: "busy with other work",
      before: `${(100 * (before.busyShare ?? 0)).toFixed(0)} %`,
      after: `${(100 * (after.busyShare ?? 0)).toFixed(0)} %`,
    });
  return found;
}
