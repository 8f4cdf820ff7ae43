import type { Kernel } from "../kernel.js";
import type { BenchCrossover, BenchFit, BenchRow, BenchSkip } from "../report.js";
import { crossover } from "./crossover.js";
import { describeFindings } from "./describe.js";
import { fitPower } from "./fit.js";

/** Exponents are fitted to sizes of at least this n, where fixed costs are negligible. */
export const FIT_FROM = 1024;

/** A fit needs at least this many sizes. */
const FEWEST_SIZES = 3;

export interface Analysis {
  /** The measured rows and, with `extrapolate`, rows for skipped sizes, marked `measured: false`. */
  readonly rows: BenchRow[];
  readonly fits: BenchFit[];
  readonly crossover: BenchCrossover[];
  readonly words: string;
}

/** A backend with a number of threads. Series are compared only within one. */
interface Setup {
  readonly backend: string;
  readonly threads: number;
}

/**
 * Fits an exponent to every series, and finds where linear kernels overtake attention on the same backend and
 * threads.
 */
export function analyse(
  rows: readonly BenchRow[],
  skipped: readonly BenchSkip[],
  { kernels, extrapolate }: { readonly kernels: readonly Kernel[]; readonly extrapolate: boolean },
): Analysis {
  const setups: Setup[] = [];
  for (const { backend, threads } of rows)
    if (!setups.some((setup) => setup.backend === backend && setup.threads === threads))
      setups.push({ backend, threads });
  const of = (setup: Setup, kernel: Kernel) =>
    rows.filter(
      (row) => row.kernel === kernel.name && row.backend === setup.backend && row.threads === setup.threads,
    );

  const fits: BenchFit[] = [];
  const crossings: BenchCrossover[] = [];
  for (const setup of setups) {
    for (const kernel of kernels) {
      const large = of(setup, kernel).filter((row) => row.n >= FIT_FROM);
      // The time limit may leave only one cold run at the largest size. It is slower than a median and would
      // raise the exponent.
      const repeated = large.filter((row) => row.samples > 1);
      const points = repeated.length >= FEWEST_SIZES ? repeated : large;
      const fit = fitPower(points);
      if (!fit) continue;
      const { exponent, ci95, intercept } = fit;
      fits.push({
        kernel: kernel.name,
        ...setup,
        causal: points[0]!.causal,
        exponent,
        ci95: [...ci95],
        intercept,
        points: fit.points,
        fromN: points[0]!.n,
      });
    }
    for (const quadratic of kernels.filter((kernel) => kernel.growth === 2))
      for (const linear of kernels.filter((kernel) => kernel.growth === 1)) {
        const first = of(setup, quadratic);
        const found = crossover(first, of(setup, linear));
        if (found.kind === "unknown") continue;
        crossings.push({
          quadratic: quadratic.name,
          linear: linear.name,
          ...setup,
          causal: first[0]!.causal,
          n: found.kind === "between" ? found.n : null,
          note:
            found.kind === "between"
              ? `between the measured ${found.from} and ${found.to}`
              : `${found.faster === "second" ? linear.name : quadratic.name} is faster at every size measured`,
        });
      }
  }
  const guessed = extrapolate ? skipped.flatMap((skip) => extrapolated(skip, rows, fits)) : [];
  const all = [...rows, ...guessed];
  return {
    rows: all,
    fits,
    crossover: crossings,
    words: describeFindings({ rows, skipped, fits, crossover: crossings, kernels }),
  };
}

/** The row of a skipped size by the power law of its series: `measured: false`, without error or interval. */
function extrapolated(skip: BenchSkip, rows: readonly BenchRow[], fits: readonly BenchFit[]): BenchRow[] {
  const same = (one: Setup & { kernel: string }) =>
    one.kernel === skip.kernel && one.backend === skip.backend && one.threads === skip.threads;
  const fit = fits.find(same);
  const last = rows.filter(same).at(-1);
  if (!fit || !last || !["memory", "address-space", "time-limit"].includes(skip.code)) return [];
  const seconds = Math.exp(fit.intercept + fit.exponent * Math.log(skip.n));
  const grown = (value: number, power: number) => value * (skip.n / last.n) ** power;
  const power = Math.round(fit.exponent);
  const flop = grown(last.flop, power);
  const bytesMoved = grown(last.bytesMoved, last.scratchBytes > last.inputBytes ? power : 1);
  const inputBytes = grown(last.inputBytes, 1);
  const outputBytes = grown(last.outputBytes, 1);
  const scratchBytes = grown(last.scratchBytes, last.scratchBytes > last.inputBytes ? power : 1);
  return [
    {
      ...last,
      n: skip.n,
      seconds,
      secondsLow: seconds,
      secondsHigh: seconds,
      samples: 0,
      flop,
      gflops: flop / seconds / 1e9,
      ceilingShare: null,
      bytesMoved,
      gigabytesPerSecond: bytesMoved / seconds / 1e9,
      inputBytes,
      outputBytes,
      scratchBytes,
      peakBytes: inputBytes + outputBytes + scratchBytes,
      measured: false,
      maxError: null,
      checkedRows: 0,
    },
  ];
}
