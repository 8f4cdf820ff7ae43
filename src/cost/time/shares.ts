import { type Accelerator, densePeak } from "../accelerator.js";
import { bytesPerElement, type Dtype } from "../format/dtype.js";

/** Shares of peak that real kernels reach. Their sources: docs/cost-validation.md. */
export interface Shares {
  /** Model FLOP utilisation of weight products by width of the unit in bits, as a share of the dense peak. */
  readonly linear: Readonly<Record<16 | 8 | 4, number>>;
  /** Share of the dense peak that grouped products of experts reach once their weights are there. */
  readonly expert: Readonly<Record<16 | 8 | 4, number>>;
  /** Attention's products by width of the cache's unit: most·n / (n + half). */
  readonly attention: Readonly<Record<16 | 8, Saturating>>;
  /** Memory bandwidth utilisation of weights read in 16, 8 and 4 bits. */
  readonly weightMbu: Readonly<Record<16 | 8 | 4, number>>;
  /** The same of routed experts' weights, read by grouped products. */
  readonly expertMbu: Readonly<Record<16 | 8 | 4, number>>;
  readonly cacheMbu: number;
  /** Share of the link's rate that a large all-reduce reaches. */
  readonly linkShare: number;
  /** Fixed seconds of a small all-reduce within a node. */
  readonly reduceSeconds: number;
  /** Factor on the fixed seconds of kernels against Hopper's. */
  readonly launchScale: number;
}

/** A saturating utilisation: most·n / (n + half). */
export interface Saturating {
  readonly most: number;
  readonly half: number;
}

export const saturating = ({ most, half }: Saturating, n: number): number => (most * n) / (n + half);

const hopper: Shares = {
  linear: { 16: 0.76, 8: 0.55, 4: 0.55 },
  expert: { 16: 0.75, 8: 0.24, 4: 0.24 },
  attention: { 16: { most: 0.64, half: 1650 }, 8: { most: 0.42, half: 2100 } },
  weightMbu: { 16: 0.82, 8: 0.75, 4: 0.7 },
  expertMbu: { 16: 0.84, 8: 0.77, 4: 0.66 },
  cacheMbu: 0.75,
  linkShare: 0.85,
  reduceSeconds: 5e-6,
  launchScale: 1,
};

/** Cards on PCIe take 4 to 6 µs in pairs, 14 to 16 in fours, 27 to 32 in eights. */
const PCIE_REDUCE_SECONDS = 15e-6;

/** GeForce cards cannot read one another's memory: every message goes through the host's. */
const HOST_REDUCE_SECONDS = 60e-6;

/** Memory without stacks: GDDR and LPDDR stream close to their rate. */
const gddr = {
  weightMbu: { 16: 0.88, 8: 0.86, 4: 0.82 },
  expertMbu: { 16: 0.79, 8: 0.77, 4: 0.74 },
  cacheMbu: 0.8,
} as const;

/** GeForce cards add products in 32 bits at half rate; their listed peak is that half, and they reach most of it. */
const geforce: Shares = {
  ...hopper,
  linear: { 16: 0.87, 8: 0.87, 4: 0.87 },
  expert: { 16: 0.4, 8: 0.4, 4: 0.4 },
  attention: { 16: { most: 0.45, half: 700 }, 8: { most: 0.4, half: 1000 } },
  ...gddr,
  linkShare: 0.6,
  reduceSeconds: HOST_REDUCE_SECONDS,
};

/** Apple silicon, by llama.cpp and MLX. */
const apple: Shares = {
  ...hopper,
  linear: { 16: 0.67, 8: 0.67, 4: 0.67 },
  expert: { 16: 0.55, 8: 0.55, 4: 0.55 },
  attention: { 16: { most: 0.3, half: 200 }, 8: { most: 0.3, half: 200 } },
  weightMbu: { 16: 0.75, 8: 0.82, 4: 0.68 },
  expertMbu: { 16: 0.75, 8: 0.82, 4: 0.66 },
  cacheMbu: 0.7,
};

/** Of the units of 16 bits, which most formats widen to; little of them is reached. */
const cpu: Shares = {
  ...hopper,
  linear: { 16: 0.35, 8: 0.35, 4: 0.35 },
  expert: { 16: 0.24, 8: 0.24, 4: 0.24 },
  attention: { 16: { most: 0.15, half: 200 }, 8: { most: 0.15, half: 200 } },
  weightMbu: { 16: 0.78, 8: 0.7, 4: 0.65 },
  expertMbu: { 16: 0.6, 8: 0.6, 4: 0.55 },
  cacheMbu: 0.6,
};

/** For architectures without measured kernels: the middle of the measured ones. */
const elsewhere: Shares = {
  ...hopper,
  linear: { 16: 0.7, 8: 0.5, 4: 0.39 },
  attention: { 16: { most: 0.6, half: 1200 }, 8: { most: 0.43, half: 2400 } },
  linkShare: 0.7,
};

/** Measured shares by architecture. `-desk` and `-geforce` have GDDR where the data-centre part has HBM. */
export const measuredShares: Readonly<Record<string, Shares>> = {
  hopper,
  ampere: {
    ...hopper,
    linear: { 16: 0.84, 8: 0.6, 4: 0.6 },
    attention: { 16: { most: 0.55, half: 950 }, 8: { most: 0.55, half: 950 } },
    linkShare: 0.75,
    reduceSeconds: 6.5e-6,
    launchScale: 1.5,
    expertMbu: { 16: 0.8, 8: 0.76, 4: 0.77 },
  },
  ada: {
    ...hopper,
    linear: { 16: 0.6, 8: 0.49, 4: 0.49 },
    attention: { 16: { most: 0.48, half: 700 }, 8: { most: 0.4, half: 1000 } },
    ...gddr,
    reduceSeconds: PCIE_REDUCE_SECONDS,
  },
  "ampere-desk": {
    ...hopper,
    linear: { 16: 0.7, 8: 0.6, 4: 0.6 },
    attention: { 16: { most: 0.45, half: 700 }, 8: { most: 0.45, half: 700 } },
    ...gddr,
    linkShare: 0.6,
    reduceSeconds: PCIE_REDUCE_SECONDS,
  },
  "turing-geforce": geforce,
  "ampere-geforce": geforce,
  "ada-geforce": geforce,
  "blackwell-geforce": geforce,
  "blackwell-desk": {
    ...hopper,
    linear: { 16: 0.7, 8: 0.6, 4: 0.4 },
    expert: { 16: 0.6, 8: 0.4, 4: 0.3 },
    attention: { 16: { most: 0.5, half: 700 }, 8: { most: 0.45, half: 1000 } },
    ...gddr,
    linkShare: 0.6,
    reduceSeconds: PCIE_REDUCE_SECONDS,
  },
  apple,
  // Two dies in one: small kernels take about twice as long on both.
  "apple-ultra": { ...apple, launchScale: 2 },
  cpu,
  "cpu-amx": cpu,
  rdna3: {
    ...hopper,
    linear: { 16: 0.42, 8: 0.42, 4: 0.42 },
    expert: { 16: 0.25, 8: 0.25, 4: 0.25 },
    attention: { 16: { most: 0.2, half: 200 }, 8: { most: 0.2, half: 200 } },
    weightMbu: { 16: 0.7, 8: 0.68, 4: 0.62 },
    expertMbu: { 16: 0.7, 8: 0.68, 4: 0.6 },
    cacheMbu: 0.7,
    reduceSeconds: PCIE_REDUCE_SECONDS,
  },
  rdna35: {
    ...hopper,
    linear: { 16: 0.24, 8: 0.24, 4: 0.24 },
    expert: { 16: 0.1, 8: 0.1, 4: 0.1 },
    attention: { 16: { most: 0.2, half: 200 }, 8: { most: 0.2, half: 200 } },
    ...gddr,
    expertMbu: { 16: 0.76, 8: 0.74, 4: 0.7 },
  },
  rdna4: {
    ...hopper,
    linear: { 16: 0.34, 8: 0.34, 4: 0.34 },
    expert: { 16: 0.12, 8: 0.12, 4: 0.12 },
    attention: { 16: { most: 0.065, half: 200 }, 8: { most: 0.065, half: 200 } },
    weightMbu: { 16: 0.9, 8: 0.75, 4: 0.72 },
    expertMbu: { 16: 0.56, 8: 0.47, 4: 0.45 },
    cacheMbu: 0.9,
    launchScale: 1.7,
  },
  blackwell: {
    ...hopper,
    linear: { 16: 0.67, 8: 0.47, 4: 0.39 },
    expert: { 16: 0.4, 8: 0.22, 4: 0.22 },
    attention: { 16: { most: 0.76, half: 5000 }, 8: { most: 0.48, half: 7050 } },
    weightMbu: { 16: 0.73, 8: 0.65, 4: 0.57 },
    expertMbu: { 16: 0.8, 8: 0.66, 4: 0.75 },
    cacheMbu: 0.7,
    linkShare: 0.72,
  },
  gaudi: { ...elsewhere, linear: { 16: 0.7, 8: 0.6, 4: 0.6 } },
  cdna3: {
    ...hopper,
    linear: { 16: 0.53, 8: 0.39, 4: 0.39 },
    expert: { 16: 0.1, 8: 0.05, 4: 0.05 },
    weightMbu: { 16: 0.75, 8: 0.67, 4: 0.65 },
    expertMbu: { 16: 0.67, 8: 0.67, 4: 0.6 },
    launchScale: 2.37,
  },
  cdna4: {
    ...hopper,
    linear: { 16: 0.6, 8: 0.44, 4: 0.44 },
    expert: { 16: 0.12, 8: 0.061, 4: 0.05 },
    weightMbu: { 16: 0.75, 8: 0.74, 4: 0.7 },
    expertMbu: { 16: 0.74, 8: 0.74, 4: 0.65 },
    launchScale: 1.05,
  },
};

export const widthOf = (unit: Dtype): 16 | 8 | 4 => {
  const bits = 8 * bytesPerElement[unit];
  return bits >= 16 ? 16 : bits === 8 ? 8 : 4;
};

/** Stored bits to the nearest width that shares are measured for. */
export const widthOfBits = (bits: number): 16 | 8 | 4 => (bits > 10 ? 16 : bits > 6.6 ? 8 : 4);

/** The shares of an accelerator. */
export const sharesOf = (accelerator: Accelerator): Shares =>
  measuredShares[accelerator.architecture ?? ""] ?? elsewhere;

/** The peak of attention's products. They run in the format of the KV cache, but in at least 8 bits. */
export const attentionPeak = (accelerator: Accelerator, kvUnit: Dtype) =>
  densePeak(accelerator, bytesPerElement[kvUnit] < 1 ? "fp8" : kvUnit);

const flat = (share: number) => ({ 16: share, 8: share, 4: share }) as const;

/** `--mfu`: one flat share for every product. */
export const withMfu = (shares: Shares, mfu: number): Shares => ({
  ...shares,
  linear: flat(mfu),
  expert: flat(mfu),
  attention: { 16: { most: mfu, half: 0 }, 8: { most: mfu, half: 0 } },
});

/** `--mbu`: one flat share of the memory's bandwidth. */
export const withMbu = (shares: Shares, mbu: number): Shares => ({
  ...shares,
  weightMbu: flat(mbu),
  expertMbu: flat(mbu),
  cacheMbu: mbu,
});
