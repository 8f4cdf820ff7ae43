import { availableParallelism } from "node:os";
import type { BenchOptions } from "../../../bench/index.js";
import { usageError } from "../../../shared/errors.js";
import { BENCH_DEFAULTS, readBenchOptions } from "../../bench/options.js";
import { type CommandSpec, type Flag, type FlagValues, flagText, type Terminal } from "../command.js";
import { drawPlot, plotFlag, plotTarget } from "../plot-flag.js";
import { progressBar } from "../progress.js";
import { saveJson } from "../save-json.js";

const flags: readonly Flag[] = [
  {
    flags: "--kernels <names>",
    description: "kernels to measure, or all",
    defaultValue: BENCH_DEFAULTS.kernels,
  },
  {
    flags: "--sizes <list>",
    description: "sequence lengths",
    defaultValue: BENCH_DEFAULTS.sizes,
  },
  { flags: "--head-dim <d>", description: "channels per head", defaultValue: BENCH_DEFAULTS.headDim },
  { flags: "--heads <h>", description: "independent heads", defaultValue: BENCH_DEFAULTS.heads },
  {
    flags: "--backend <names>",
    description: "wasm, js, ort (when onnxruntime-node is installed), or all that work here",
    defaultValue: BENCH_DEFAULTS.backend,
  },
  {
    flags: "--threads <list>",
    description: "thread counts, such as 1,2",
    defaultValue: BENCH_DEFAULTS.threads,
  },
  { flags: "--causal", description: "a token sees only earlier tokens (half the pairs)" },
  { flags: "--full", description: "every token sees every token (default)" },
  {
    flags: "--window <w>",
    description: "keys a query of the sliding window sees",
    defaultValue: BENCH_DEFAULTS.window,
  },
  {
    flags: "--time-limit <seconds>",
    description: "seconds a kernel may take at one size",
    defaultValue: BENCH_DEFAULTS.timeLimit,
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
    const { benchPlot } = await import("../../bench/plot.js");
    const { renderReport } = await import("../../bench/table.js");
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

async function readOptions(values: FlagValues, terminal: Terminal): Promise<BenchOptions> {
  const { backends, kernels } = await import("../../../bench/index.js");
  if (values.causal === true && values.full === true)
    throw usageError("causal-and-full", "--causal and --full exclude each other", "Give one of them.");
  const texts = Object.keys(BENCH_DEFAULTS).map((name) => [name, flagText(values, name)]);
  const options = await readBenchOptions(
    {
      ...Object.fromEntries(texts),
      memoryLimit: flagText(values, "memoryLimit"),
      causal: values.causal === true,
      extrapolate: values.extrapolate === true,
    },
    { kernels, backends, cores: availableParallelism() },
  );
  return { ...options, signal: terminal.signal };
}
