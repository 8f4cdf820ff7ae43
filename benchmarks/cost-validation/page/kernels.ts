import { measuredShares } from "../../../src/cost/index.js";
import { fitAttention, fitLinear } from "../fit.js";
import { table } from "./table.js";

interface FittedKernel {
  readonly architecture: string;
  readonly bits: 16 | 8 | 4;
  readonly kernel: "weight products" | "attention";
  readonly fitted: string;
  readonly used: string;
  /** Whether the share in use is the fit of the timings. */
  readonly agrees: boolean;
}

/** Shares are rounded to a hundredth. */
const ROUNDING = 0.006;

/** Shares of peak of the architectures whose kernels NVIDIA timed. */
export function fittedKernels(): readonly FittedKernel[] {
  const kernels: FittedKernel[] = [];
  for (const [architecture, { linear, attention }] of Object.entries(measuredShares))
    for (const bits of [16, 8, 4] as const) {
      const share = fitLinear(architecture, bits);
      if (share !== undefined)
        kernels.push({
          architecture,
          bits,
          kernel: "weight products",
          fitted: share.toFixed(3),
          used: String(linear[bits]),
          agrees: Math.abs(share - linear[bits]) <= ROUNDING,
        });
      const curve = bits === 4 ? undefined : fitAttention(architecture, bits);
      if (bits === 4 || curve === undefined) continue;
      const used = attention[bits];
      kernels.push({
        architecture,
        bits,
        kernel: "attention",
        fitted: `${curve.most.toFixed(2)}·n / (n + ${curve.half})`,
        used: `${used.most}·n / (n + ${used.half})`,
        agrees: Math.abs(curve.most - used.most) <= ROUNDING && curve.half === used.half,
      });
    }
  return kernels;
}

export const kernelTable = (): string =>
  table(
    ["architecture", "format", "kernel", "fitted", "used"],
    fittedKernels().map(({ architecture, bits, kernel, fitted, used }) => [
      architecture,
      `${bits} bits`,
      kernel,
      fitted,
      used,
    ]),
  );
