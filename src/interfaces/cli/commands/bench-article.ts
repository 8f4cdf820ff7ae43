import type { ArticleReport } from "../../../bench/index.js";
import { formatInteger, formatSeconds, parsePositive } from "../../../shared/units.js";
import { articleTable } from "../../bench/article-table.js";
import { pythonSeries } from "../../bench/plot.js";
import type { Plot } from "../../plot/index.js";
import { alignColumns } from "../../table.js";
import { type CommandSpec, flagText } from "../command.js";
import { drawPlot, plotFlag, plotTarget } from "../plot-flag.js";
import { progressBar } from "../progress.js";
import { saveJson } from "../save-json.js";

/**
 * The sizes of our side: those of the article, others near the crossovers, and powers of two for the
 * exponents.
 */
const SIZES = [64, 100, 128, 256, 512, 1_000, 1_024, 2_048, 4_096, 5_000, 10_000, 100_000];

export const command: CommandSpec = {
  summary: "the reference article's benchmark, by its method and by ours",
  details:
    "Its method: a float32 n × 64 by 64 × n product against s = 0.9·s + q in interpreted Python, measured to n = 5,000\nand extrapolated beyond. It runs in the python3 on the PATH, with numpy; without them its columns are empty.\nOurs: compiled kernels on one thread, measured or left empty.",
  flags: [
    {
      flags: "--time-limit <seconds>",
      description: "seconds a kernel may take at one size; 200 reaches n = 100,000",
      defaultValue: "5",
    },
    plotFlag,
    { flags: "--save <file>", description: "also save the report as JSON" },
    { flags: "--json", description: "print the report as JSON" },
  ],
  examples: ["fovea bench article", "fovea bench article --time-limit 200 --plot article.svg"],
  run: async (_values, values, terminal) => {
    const plot = plotTarget(values);
    const limitSeconds = parsePositive(flagText(values, "timeLimit") ?? "", "--time-limit", "5");
    const { ARTICLE_HEAD_DIM, articleKernels, compareWithArticle, backends, benchmark } = await import(
      "../../../bench/index.js"
    );
    const { measurePython } = await import("../article-python.js");
    const bar = progressBar(terminal, "Measuring", "s of work");
    bar.update(0, 1, "the article's side in Python");
    const python = await measurePython(terminal.signal);
    const ours = await benchmark({
      kernels: articleKernels,
      backends: [backends.find((backend) => backend.name === "wasm")!],
      threads: [1],
      sizes: SIZES,
      headDim: ARTICLE_HEAD_DIM,
      heads: 1,
      causal: false,
      window: 256,
      limitSeconds,
      extrapolate: false,
      signal: terminal.signal,
      onProgress: ({ done, total, now }) => bar.update(Math.round(done), Math.round(total), now),
    }).finally(() => bar.stop());
    const report =
      "run" in python
        ? compareWithArticle(ours, python.run, undefined)
        : compareWithArticle(ours, undefined, python.missing);
    const save = flagText(values, "save");
    if (save !== undefined) await saveJson(save, report, terminal);
    terminal.out(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : render(report));
    if (plot !== undefined)
      await drawPlot(articlePlot(report), plot, terminal, { stdoutIsData: values.json === true });
    terminal.signal.throwIfAborted();
  },
};

function render(report: ArticleReport): string {
  const { python, ours } = report;
  const { titles, rows } = articleTable(report);
  const side = python
    ? `Python ${python.python}, numpy ${python.numpy} (${python.blas}), one thread`
    : `not measured: ${report.pythonMissing}`;
  const parts = [
    `${ours.machine.cpu}; ${ours.machine.system}; ${ours.machine.runtime}`,
    `The article's method: product n × 64 by 64 × n, and the loop s = 0.9·s + q (${side}); ~ extrapolated from n = 5,000.\nOurs: naive, flash, linear, recurrence (wasm, one thread, full attention, d = 64); every time measured.\nThe recurrence reads its tokens from memory; warm: from a cache if they fit, like the loop.`,
    alignColumns([titles, ...rows], 0),
    alignColumns(
      report.crossovers.map(({ engine, quadratic, linear, n, note }) => [
        `${linear} overtakes ${quadratic}`,
        n === null ? "-" : `n ≈ ${formatInteger(n)}`,
        note,
        `(${engine})`,
      ]),
      4,
    ),
    report.words,
  ];
  const skipped = ours.skipped.filter(({ n }) => report.rows.some((row) => row.n === n));
  if (skipped.length > 0)
    parts.splice(
      3,
      0,
      `Not measured\n${skipped.map(({ kernel, n, reason }) => `  ${kernel} n = ${formatInteger(n)}: ${reason}`).join("\n")}`,
    );
  if (ours.interrupted) parts.push("Interrupted: only the measurements so far are shown.");
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function articlePlot(report: ArticleReport): Plot {
  const python = pythonSeries(report);
  const kernel = (name: string) => ({
    name: `${name}, wasm`,
    points: report.ours.rows
      .filter((row) => row.kernel === name)
      .map((row) => ({ x: row.n, y: row.seconds })),
  });
  return {
    title: "The article's method and one engine's kernels, one thread, d = 64",
    xLabel: "n, tokens",
    yLabel: "time of one run",
    formatY: formatSeconds,
    series: [
      ...python.measured,
      kernel("flash"),
      kernel("recurrence"),
      kernel("linear"),
      ...python.extrapolated,
    ],
  };
}
