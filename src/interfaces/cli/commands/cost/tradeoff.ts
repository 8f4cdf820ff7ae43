import {
  chartsOnly,
  type QualityRange,
  qualityCurves,
  qualityRanges,
  type Tradeoff,
  tradeoff,
} from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { formatDollars, formatFlop, formatInteger } from "../../../../shared/units.js";
import { renderTable, type Table, type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import { type CommandSpec, flagText } from "../../command.js";
import { ownPrices, priceFileFlag } from "./price-file-flag.js";

/** Up to this many curves, every length is shown. With more, each curve is one line. */
const IN_FULL = 4;

export const command: CommandSpec = {
  summary: "cost by context length beside published quality by context length",
  details:
    "Joins published scores (RULER, NoLiMa) with the cost of each length: FLOP of the prefill for open weights, list price for hosted models, tokens where neither is known. Shows how cost and quality change when the length doubles, and where score per cost peaks. LongBench v2 and Lost in the Middle have ranges and positions instead of lengths, and are listed separately.",
  args: [{ name: "[model]", description: "only models whose name contains this" }],
  flags: [
    {
      flags: "--benchmark <name>",
      description: "only one benchmark",
      choices: ["RULER", "NoLiMa"],
    },
    priceFileFlag,
    ...tableFlags,
  ],
  examples: [
    "fovea cost tradeoff",
    "fovea cost tradeoff llama3.1",
    "fovea cost tradeoff gpt-4o --benchmark NoLiMa --json",
  ],
  run: async ([text], flags, terminal) => {
    const format = tableFormat(flags);
    const benchmark = flagText(flags, "benchmark");
    const own = await ownPrices(flags, terminal);
    const matches = (model: string): boolean => plain(model).includes(plain(text ?? ""));
    const results = qualityCurves
      .filter((curve) => matches(curve.model) && (benchmark ?? curve.benchmark) === curve.benchmark)
      .map((curve) => tradeoff(curve, own));
    const ranges = benchmark === undefined ? qualityRanges.filter((range) => matches(range.model)) : [];
    if (results.length === 0 && ranges.length === 0)
      throw usageError(
        "no-quality",
        `no published quality by length is known for "${text ?? ""}"`,
        "List all with: fovea cost tradeoff.",
      );
    if (format === "json") {
      terminal.out(`${JSON.stringify({ tradeoffs: results, ranges, chartsOnly }, null, 2)}\n`);
      return;
    }
    const inFull = results.length <= IN_FULL || format === "csv";
    if (results.length > 0)
      terminal.out(renderTable(inFull ? lengths(results, format) : overview(results), format));
    if (format === "csv") return;
    if (ranges.length > 0) terminal.out(`\n${renderTable(rangeTable(ranges), format)}`);
    const sources = [
      ...new Set([...results, ...ranges].map(({ benchmark: of, source }) => `${of}: ${source}`)),
    ];
    terminal.out(
      `\n${inFull && results.length > 0 ? "* score per cost is highest here.\n" : ""}${sources.join("\n")}\n${chartsOnly
        .map(({ study, finding, source }) => `Charts without figures: ${study}, ${finding}: ${source}`)
        .join("\n")}\n`,
    );
  },
};

/** Makes `Llama3.1 (70B)` and `llama-3.1 70b` the same name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9.]/g, "");

const times = (ratio: number | null): string => (ratio === null ? "-" : `× ${ratio.toFixed(2)}`);

function lengths(results: readonly Tradeoff[], format: TableFormat): Table {
  const shown = format === "csv" ? String : null;
  return {
    titles: [
      "benchmark",
      "model",
      "tokens",
      "score",
      "cost",
      "unit",
      "doubling costs",
      "keeps of score",
      "score per cost",
    ],
    left: [0, 1, 5],
    rows: results.flatMap((result) =>
      result.rows.map((row) => [
        result.benchmark,
        result.model,
        `${shown ? shown(row.tokens) : formatInteger(row.tokens)}${row.tokens === result.peakTokens && !shown ? "*" : ""}`,
        row.score.toFixed(1),
        shown ? shown(row.cost) : costText(row.cost, result.unit),
        result.unit,
        shown ? String(row.costRatio ?? "") : times(row.costRatio),
        shown ? String(row.qualityRatio ?? "") : times(row.qualityRatio),
        row.scorePerCost.toPrecision(3),
      ]),
    ),
  };
}

function costText(cost: number, unit: Tradeoff["unit"]): string {
  if (unit === "dollars") return formatDollars(cost);
  return unit === "FLOP" ? formatFlop(cost) : formatInteger(cost);
}

const overview = (results: readonly Tradeoff[]): Table => ({
  titles: [
    "benchmark",
    "model",
    "from",
    "to",
    "score",
    "score at the end",
    "paid in",
    "cost per doubling",
    "score kept per doubling",
    "85 % up to",
    "score per cost peaks at",
  ],
  left: [0, 1, 6],
  rows: results.map((result) => [
    result.benchmark,
    result.model,
    formatInteger(result.rows[0]!.tokens),
    formatInteger(result.rows.at(-1)!.tokens),
    result.rows[0]!.score.toFixed(1),
    result.rows.at(-1)!.score.toFixed(1),
    result.unit,
    times(result.costPerDoubling),
    times(result.qualityPerDoubling),
    result.effectiveTokens === 0 ? "-" : formatInteger(result.effectiveTokens),
    formatInteger(result.peakTokens),
  ]),
});

const rangeTable = (ranges: readonly QualityRange[]): Table => ({
  titles: ["benchmark", "model", "scores"],
  left: [0, 1, 2],
  rows: ranges.map(({ benchmark, model, points }) => [
    benchmark,
    model,
    points.map(({ where, score }) => `${where}: ${score.toFixed(1)}`).join(", "),
  ]),
});
