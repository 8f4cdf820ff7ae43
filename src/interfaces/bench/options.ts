import type { Backend, BenchOptions, Kernel } from "../../bench/index.js";
import { usageError } from "../../shared/errors.js";
import { parseCount, parsePositive } from "../../shared/units.js";

/** What `fovea bench` and the page measure unless told otherwise, as a user would write it. */
export const BENCH_DEFAULTS = {
  kernels: "naive,flash,linear,recurrence",
  sizes: "64,128,256,512,1024,1448,2048,2896,4096,5792,8192",
  headDim: "64",
  heads: "1",
  backend: "wasm",
  threads: "1",
  window: "256",
  timeLimit: "3",
} as const;

/** The flags of `fovea bench`, as text. Missing ones have their defaults. */
export type BenchFlags = Readonly<
  Partial<Record<keyof typeof BENCH_DEFAULTS | "memoryLimit", string | undefined>>
> & {
  readonly causal?: boolean;
  readonly extrapolate?: boolean;
};

/** The machine and the lists from which the flags choose. */
export interface BenchChoices {
  readonly kernels: readonly Kernel[];
  readonly backends: readonly Backend[];
  readonly cores: number;
}

/** Reads the flags. Lists are separated by commas. @throws FoveaError for unknown names and bad numbers. */
export async function readBenchOptions(
  flags: BenchFlags,
  { kernels, backends, cores }: BenchChoices,
): Promise<BenchOptions> {
  const text = (name: keyof typeof BENCH_DEFAULTS): string => flags[name] ?? BENCH_DEFAULTS[name];
  const threads = listOf(text("threads")).map((one) => parseCount(one, "--threads", "2"));
  if (threads.length === 0) throw emptyList("--threads", "Write --threads 1.");
  const tooMany = threads.find((count) => count > cores);
  if (tooMany)
    throw usageError(
      "too-many-threads",
      `--threads ${tooMany} is more than the ${cores} of this machine`,
      `Write --threads ${cores} or fewer.`,
    );
  const sizes = listOf(text("sizes")).map((one) => parseCount(one, "--sizes"));
  if (sizes.length === 0) throw emptyList("--sizes", "Write --sizes 1k,4k.");
  return {
    kernels: named(kernels, text("kernels"), "--kernels"),
    backends:
      text("backend") === "all" ? await usable(backends) : named(backends, text("backend"), "--backend"),
    threads,
    sizes,
    headDim: parseCount(text("headDim"), "--head-dim", "64"),
    heads: parseCount(text("heads"), "--heads", "8"),
    causal: flags.causal === true,
    window: parseCount(text("window"), "--window", "256"),
    limitSeconds: parsePositive(text("timeLimit"), "--time-limit", "5"),
    limitBytes:
      flags.memoryLimit === undefined ? undefined : parseCount(flags.memoryLimit, "--memory-limit", "2G"),
    extrapolate: flags.extrapolate === true,
  };
}

/** Keeps the backends that can be used here. */
async function usable(all: readonly Backend[]): Promise<Backend[]> {
  const missing = await Promise.all(all.map((backend) => backend.missing()));
  return all.filter((_, index) => missing[index] === undefined);
}

/** The parts of a list that is separated by commas. */
export const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const emptyList = (flag: string, mend: string): Error =>
  usageError("empty-list", `${flag} names nothing`, mend);

function named<T extends { readonly name: string }>(all: readonly T[], text: string, flag: string): T[] {
  if (text === "all") return [...all];
  const choices = `Choose from ${all.map(({ name }) => name).join(", ")}.`;
  const names = listOf(text);
  if (names.length === 0) throw emptyList(flag, choices);
  return names.map((name) => {
    const found = all.find((one) => one.name === name);
    if (!found) throw usageError("unknown-name", `${flag}: "${name}" is not known`, choices);
    return found;
  });
}
