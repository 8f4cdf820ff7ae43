import {
  chartsOnly,
  defaultPrice,
  findPrice,
  foundByFovea,
  type QualityRange,
  qualityCurves,
  qualityRanges,
  type Tradeoff,
  tradeoff,
  worthOf,
} from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { formatDollars, formatFlop, formatInteger } from "../../../../shared/units.js";
import { priceFileFlag } from "../../../cost/cost-flags.js";
import { describeWorth } from "../../../eval/worth-words.js";
import { renderTable, type Table, type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import { type CommandSpec, flagText } from "../../command.js";
import { statedWorth, worthDetails, worthFlag } from "../../worth-flag.js";
import { foundFlag, parseFound } from "./found-flag.js";
import { ownPrices } from "./own-prices.js";

/** Up to this many curves, every length is shown. With more, each curve is one line. */
const IN_FULL = 4;

export const command: CommandSpec = {
  summary: "cost by context length beside published quality by context length",
  details: `Joins published scores (RULER, NoLiMa) with the cost of each length: FLOP of the prefill for open weights, list price for hosted models, tokens where neither is known. Shows how cost and quality change when the length doubles, and the knee: the length with the highest net worth, --worth × share of tasks solved − dollars, beyond which the next doubling solves fewer tasks or gains less than it costs. A task is solved when the context holds its answer (--found) and the model gives it (the score). LongBench v2 and Lost in the Middle have ranges and positions instead of lengths, and are listed separately. ${worthDetails}`,
  args: [{ name: "[model]", description: "only models whose name contains this" }],
  flags: [
    {
      flags: "--benchmark <name>",
      description: "only one benchmark",
      choices: ["RULER", "NoLiMa"],
    },
    worthFlag,
    foundFlag,
    priceFileFlag,
    ...tableFlags,
  ],
  examples: [
    "fovea cost tradeoff",
    "fovea cost tradeoff qwen --worth 0.50",
    "fovea cost tradeoff llama3.1",
    "fovea cost tradeoff gpt-4o --benchmark NoLiMa --json",
  ],
  run: async ([text], flags, terminal) => {
    const format = tableFormat(flags);
    const benchmark = flagText(flags, "benchmark");
    const foundText = flagText(flags, "found");
    const found = foundText === undefined ? foundByFovea : parseFound(foundText);
    const own = await ownPrices(flags, terminal);
    const worth = worthOf(statedWorth(flags), findPrice(defaultPrice, own));
    const matches = (model: string): boolean => plain(model).includes(plain(text ?? ""));
    const results = qualityCurves
      .filter((curve) => matches(curve.model) && (benchmark ?? curve.benchmark) === curve.benchmark)
      .map((curve) => tradeoff(curve, { own, worth: worth.dollars, found }));
    const ranges = benchmark === undefined ? qualityRanges.filter((range) => matches(range.model)) : [];
    if (results.length === 0 && ranges.length === 0)
      throw usageError(
        "no-quality",
        `no published quality by length is known for "${text ?? ""}"`,
        "List all with: fovea cost tradeoff.",
      );
    if (format === "json") {
      const report = {
        worth: { ...worth, assumptions: assumptions(foundText) },
        tradeoffs: results,
        ranges,
        chartsOnly,
      };
      terminal.out(`${JSON.stringify(report, null, 2)}\n`);
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
      `\n${results.length > 0 ? `${legend}\n${describeWorth(worth)} ${assumptions(foundText)}\n` : ""}${sources.join("\n")}\n${chartsOnly
        .map(({ study, finding, source }) => `Charts without figures: ${study}, ${finding}: ${source}`)
        .join("\n")}\n`,
    );
  },
};

const legend =
  "Knee (*): the length with the highest net worth, worth × solved − dollars (with most tasks solved where dollars are not known). Solved = found × score. Adds: what the doubling adds to the tasks found; must add: what it would have to, to make up for its price and for what it takes from the score.";

/** What the net worth takes for granted, beside the worth itself. */
const assumptions = (found: string | undefined): string =>
  `Found (--found) is ${found === undefined ? "the share of changed places that packs of Fovea show whole, measured by fovea eval on 60 commits each of click, rack, chi, dapper and ecto (--found 100: a longer text adds no answer, it only distracts)" : "as stated"}. Scores are as published, without intervals, for texts that hold the answer. Dollars are the list price of the input, or for open weights the rent of as many H100 as hold them, for the modelled seconds of the prefill.`;

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
      "found",
      "solved",
      "dollars",
      "net worth per 1,000",
      "adds",
      "must add",
    ],
    left: [0, 1, 5],
    rows: results.flatMap((result) =>
      result.rows.map((row, index) => [
        result.benchmark,
        result.model,
        `${shown ? shown(row.tokens) : formatInteger(row.tokens)}${row.tokens === result.knee.tokens && !shown ? "*" : ""}`,
        row.score.toFixed(1),
        shown ? shown(row.cost) : costText(row.cost, result.unit),
        result.unit,
        shown ? String(row.costRatio ?? "") : times(row.costRatio),
        shown ? String(row.qualityRatio ?? "") : times(row.qualityRatio),
        ...(shown
          ? [row.found, row.solved, row.dollars, row.net, addedAt(result, index), row.mustAdd].map((value) =>
              String(value ?? ""),
            )
          : [
              points(row.found),
              points(row.solved),
              row.dollars === null ? "-" : formatDollars(row.dollars),
              row.net === null ? "-" : (1000 * row.net).toFixed(1),
              points(addedAt(result, index)),
              points(row.mustAdd),
            ]),
      ]),
    ),
  };
}

const points = (share: number | null): string => (share === null ? "-" : (100 * share).toFixed(1));

/** What the doubling to a length adds to the tasks found. */
const addedAt = ({ rows }: Tradeoff, index: number): number | null =>
  index === 0 ? null : rows[index]!.found - rows[index - 1]!.found;

/** The place of the length after the knee; undefined when the knee is the last. */
function afterKnee({ rows, knee }: Tradeoff): number | undefined {
  const index = rows.findIndex(({ tokens }) => tokens === knee.tokens) + 1;
  return index < rows.length ? index : undefined;
}

const whyNotLonger: Readonly<Record<Tradeoff["knee"]["why"], string>> = {
  "loses-score": "solves fewer",
  "gains-too-little": "gains too little",
  "last-length": "-",
};

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
    "knee",
    "solved",
    "doubling it",
    "adds",
    "must add",
  ],
  left: [0, 1, 6, 12],
  rows: results.map((result) => {
    const next = afterKnee(result);
    const knee = result.rows[(next ?? result.rows.length) - 1]!;
    return [
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
      formatInteger(knee.tokens),
      points(knee.solved),
      whyNotLonger[result.knee.why],
      next === undefined ? "-" : points(addedAt(result, next)),
      next === undefined ? "-" : points(result.rows[next]!.mustAdd),
    ];
  }),
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
