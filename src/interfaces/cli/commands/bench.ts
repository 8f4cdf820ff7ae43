import { availableParallelism } from "node:os";
import type { Backend, BenchOptions, Kernel } from "../../../bench/index.js";
import { usageError } from "../../../shared/errors.js";
import { parseCount, parsePositive } from "../../../shared/units.js";
import { type CommandSpec, type Flag, type FlagValues, flagText, type Terminal } from "../command.js";
import { drawPlot, plotFlag, plotTarget } from "../plot-flag.js";
import { progressBar } from "../progress.js";
import { saveJson } from "../save-json.js";

const flags: readonly Flag[] = [
  {
    flags: "--kernels <names>",
    description: "kernels to measure, or all",
    defaultValue: "naive,flash,linear,recurrence",
  },
  {
    flags: "--sizes <list>",
    description: "sequence lengths",
    defaultValue: "64,128,256,512,1024,1448,2048,2896,4096,5792,8192",
  },
  { flags: "--head-dim <d>", description: "channels per head", defaultValue: "64" },
  { flags: "--heads <h>", description: "independent heads", defaultValue: "1" },
  {
    flags: "--backend <names>",
    description: "wasm, js, ort (when onnxruntime-node is installed), or all that work here",
    defaultValue: "wasm",
  },
  { flags: "--threads <list>", description: "thread counts, such as 1,2", defaultValue: "1" },
  { flags: "--causal", description: "a token sees only earlier tokens (half the pairs)" },
  { flags: "--full", description: "every token sees every token (default)" },
  { flags: "--window <w>", description: "keys a query of the sliding window sees", defaultValue: "256" },
  {
    flags: "--time-limit <seconds>",
    description: "seconds a kernel may take at one size",
    defaultValue: "3",
  },
  {
    flags: "--memory-limit <bytes>",
    description: "bytes a kernel may allocate, such as 2G (default: nine tenths of free memory)",
  },
  {
    flags: "--extrapolate",
    description: "add rows for skipped sizes from the fitted power law, marked as such",
  },
  plotFlag,
  { flags: "--save <file>", description: "also save the JSON report" },
  { flags: "--json", description: "print the report as JSON" },
];

export const command: CommandSpec = {
  summary: "measure how attention and linear alternatives scale on this machine",
  details:
    "Every kernel is checked against a float64 reference before it is timed. Nothing is extrapolated unless asked.\nTimes are medians; a ceiling of multiply-adds is measured in the same run.",
  flags,
  examples: [
    "fovea bench",
    "fovea bench --kernels flash,linear --sizes 1k,4k,16k --threads 1,2 --causal",
    "fovea bench --kernels flash --sizes 131072 --time-limit 300",
    "fovea bench --kernels all --plot scaling.svg",
    "fovea bench --save before.json",
    "fovea bench compare before.json after.json",
    "fovea bench article",
  ],
  subcommands: [
    {
      name: "article",
      summary: "the reference article's benchmark, by its method and by ours",
      load: () => import("./bench-article.js"),
    },
    {
      name: "compare",
      summary: "compare two saved reports row by row",
      load: () => import("./bench-compare.js"),
    },
  ],
  run: async (_values, values, terminal) => {
    const options = await readOptions(values, terminal);
    const plot = plotTarget(values);
    const { benchmark } = await import("../../../bench/index.js");
    const { benchPlot, renderReport } = await import("../../bench-table.js");
    const bar = progressBar(terminal, "Measuring", "s of work");
    const report = await benchmark({
      ...options,
      onProgress: ({ done, total, now }) => bar.update(Math.round(done), Math.round(total), now),
    }).finally(() => bar.stop());
    const save = flagText(values, "save");
    if (save !== undefined) await saveJson(save, report, terminal);
    terminal.out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
    if (plot !== undefined && report.rows.length > 0)
      await drawPlot(benchPlot(report), plot, terminal, { stdoutIsData: values.json === true });
    // The measurements so far are printed. The exit code says that the run was interrupted.
    terminal.signal.throwIfAborted();
  },
};

/** Reads the flags. Lists are separated by commas. @throws FoveaError for unknown names and bad numbers. */
async function readOptions(values: FlagValues, terminal: Terminal): Promise<BenchOptions> {
  const { backends, kernels } = await import("../../../bench/index.js");
  const text = (name: string) => flagText(values, name) ?? "";
  if (values.causal === true && values.full === true)
    throw usageError("causal-and-full", "--causal and --full exclude each other", "Give one of them.");
  const cores = availableParallelism();
  const threads = list(text("threads")).map((one) => parseCount(one, "--threads", "2"));
  const tooMany = threads.find((count) => count > cores);
  if (tooMany)
    throw usageError(
      "too-many-threads",
      `--threads ${tooMany} is more than the ${cores} of this machine`,
      `Write --threads ${cores} or fewer.`,
    );
  const memory = flagText(values, "memoryLimit");
  return {
    kernels: named(kernels, text("kernels"), "--kernels") as readonly Kernel[],
    backends:
      text("backend") === "all" ? await usable(backends) : named(backends, text("backend"), "--backend"),
    threads,
    sizes: list(text("sizes")).map((one) => parseCount(one, "--sizes")),
    headDim: parseCount(text("headDim"), "--head-dim", "64"),
    heads: parseCount(text("heads"), "--heads", "8"),
    causal: values.causal === true,
    window: parseCount(text("window"), "--window", "256"),
    limitSeconds: parsePositive(text("timeLimit"), "--time-limit", "5"),
    limitBytes: memory === undefined ? undefined : parseCount(memory, "--memory-limit"),
    extrapolate: values.extrapolate === true,
    signal: terminal.signal,
  };
}

/** Keeps the backends that can be used here. */
async function usable(all: readonly Backend[]): Promise<Backend[]> {
  const missing = await Promise.all(all.map((backend) => backend.missing()));
  return all.filter((_, index) => missing[index] === undefined);
}

const list = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

function named<T extends { readonly name: string }>(all: readonly T[], text: string, flag: string): T[] {
  if (text === "all") return [...all];
  const names = list(text);
  if (names.length === 0)
    throw usageError(
      "empty-list",
      `${flag} names nothing`,
      `Choose from ${all.map(({ name }) => name).join(", ")}.`,
    );
  return names.map((name) => {
    const found = all.find((one) => one.name === name);
    if (!found)
      throw usageError(
        "unknown-name",
        `${flag}: "${name}" is not known`,
        `Choose from ${all.map((one) => one.name).join(", ")}.`,
      );
    return found;
  });
}
