import { formatBytes, formatInteger, formatSeconds } from "../../shared/units.js";
import type { Kernel } from "../kernel.js";
import type { BenchCrossover, BenchFit, BenchRow, BenchSkip } from "../report.js";

export interface Findings {
  readonly rows: readonly BenchRow[];
  readonly skipped: readonly BenchSkip[];
  readonly fits: readonly BenchFit[];
  readonly crossover: readonly BenchCrossover[];
  readonly kernels: readonly Kernel[];
}

/** The findings as one paragraph of text. Every number in it was measured in this run. */
export function describeFindings(findings: Findings): string {
  const { rows } = findings;
  if (rows.length === 0) return "Nothing was measured.";
  return [
    ...scaling(findings),
    ...crossings(findings),
    ...memory(findings),
    ...limits(findings),
    ...threadGain(findings),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

const interval = ({ exponent, ci95: [low, high] }: BenchFit) =>
  `n^${exponent.toFixed(2)} (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)})`;

/** Keeps the entries of the first backend and thread count. The paragraph describes only those. */
const lead = <T extends { readonly backend: string; readonly threads: number }>(
  { rows }: Findings,
  list: readonly T[],
): readonly T[] => list.filter((one) => one.backend === rows[0]!.backend && one.threads === rows[0]!.threads);

function scaling(findings: Findings): string[] {
  const growth = (power: 1 | 2) =>
    lead(findings, findings.fits)
      .filter((fit) =>
        findings.kernels.some((kernel) => kernel.name === fit.kernel && kernel.growth === power),
      )
      .map((fit) => `${fit.kernel} grows as ${interval(fit)}`);
  const { backend, threads } = findings.rows[0]!;
  const found = [...growth(2), ...growth(1)];
  if (found.length === 0) return ["Too few sizes of 1,024 and more were measured to fit an exponent."];
  return [`On ${backend} with ${threads} thread${threads > 1 ? "s" : ""}, ${found.join(", ")}.`];
}

function crossings(findings: Findings): string[] {
  return lead(findings, findings.crossover)
    .filter(({ quadratic, n }) => n !== null && quadratic === preferred(findings))
    .map(
      ({ quadratic, linear, n }) =>
        `From n ≈ ${formatInteger(n!)} on, ${linear} is faster than ${quadratic}.`,
    );
}

/** The attention kernel to compare with: flash if it was measured. */
const preferred = ({ rows }: Findings) => (rows.some((row) => row.kernel === "flash") ? "flash" : "naive");

function memory(findings: Findings): string[] {
  const rows = lead(findings, findings.rows);
  const naive = rows.filter((row) => row.kernel === "naive").at(-1);
  const flash = naive && rows.find((row) => row.kernel === "flash" && row.n === naive.n);
  if (!flash) return [];
  const times = (value: number) => (value >= 10 ? value.toFixed(0) : value.toFixed(2));
  return [
    `At n = ${formatInteger(naive.n)} flash works in ${formatBytes(flash.scratchBytes)} beyond inputs and output where naive takes ${formatBytes(naive.scratchBytes)} (${times(naive.scratchBytes / flash.scratchBytes)} times as much), and takes ${formatSeconds(flash.seconds)} against ${formatSeconds(naive.seconds)}${flash.seconds < naive.seconds ? ` (${times(naive.seconds / flash.seconds)} times as fast)` : ", not faster"}: on a CPU flash saves memory first and time second.`,
  ];
}

function limits(findings: Findings): string[] {
  return lead(findings, findings.skipped)
    .filter(({ code }) => code === "memory" || code === "address-space")
    .filter((skip, index, all) => all.findIndex((one) => one.kernel === skip.kernel) === index)
    .map(({ kernel, n }) => `Memory stopped ${kernel} at n = ${formatInteger(n)}.`);
}

/** The speed-up from more threads, at the largest size with more than one. */
function threadGain({ rows }: Findings): string[] {
  const many = rows
    .filter((row) => row.threads > 1 && (row.kernel === "flash" || row.kernel === "naive"))
    .at(-1);
  const one =
    many &&
    rows.find(
      (row) =>
        row.threads === 1 && row.kernel === many.kernel && row.backend === many.backend && row.n === many.n,
    );
  if (!one) return [];
  return [
    `${many.threads} threads run ${many.kernel} at n = ${formatInteger(many.n)} ${(one.seconds / many.seconds).toFixed(2)} times as fast as one.`,
  ];
}
