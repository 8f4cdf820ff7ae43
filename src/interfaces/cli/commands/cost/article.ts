import { type ArticleRow, articleErrata, articleTable, costOfContext } from "../../../../cost/index.js";
import { formatBinaryBytes, formatBytes, formatInteger, formatSeconds } from "../../../../shared/units.js";
import { jsonReport } from "../../../cost/json-report.js";
import type { CostArticleReport } from "../../../schema/index.js";
import { renderTable, type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";

export const command: CommandSpec = {
  summary: "the article's two tables: as printed, as computed, and as a real model behaves",
  details:
    "attention_flops(n, d_model=8192, n_heads=64, n_layers=80) = 4·n²·d_k·heads·layers at 990 TFLOP/s, beside a real 70B decoder with its causal mask, projections and feed-forward.",
  flags: tableFlags,
  examples: ["fovea cost article", "fovea cost article --json"],
  run: (_values, flags, terminal) => {
    const format = tableFormat(flags);
    const rows = articleTable();
    const alone = rows.map(({ context }) => costOfContext(context));
    // Each context was priced alone, so the ratios to the first one are computed here.
    const real = alone.map((row) => ({
      ...row,
      flop: { ...row.flop },
      relativeAttention: row.attentionFlop / alone[0]!.attentionFlop,
      relativeTotal: row.totalFlop / alone[0]!.totalFlop,
    }));
    if (format === "json") {
      const report: CostArticleReport = {
        rows: rows.map((row, index) => ({ ...row, real: real[index]! })),
        errata: [...articleErrata],
      };
      terminal.out(jsonReport(report));
      return;
    }
    // CSV holds numbers only, unrounded.
    const show: Show = (value, text) => (format === "csv" ? String(value) : text(value));
    const sections = [
      ["Attention, as the article prints it and as its listing computes it", attentionTable(rows, show)],
      ["The matrix of one head and layer, FP16", matrixTable(rows, format)],
      [
        `A real model: ${real[0]!.model} on ${real[0]!.hardware}, modelled`,
        {
          titles: [
            "context",
            "attention TFLOP",
            "linear TFLOP",
            "attention share",
            "prefill",
            "total ×",
            "exponent",
          ],
          left: [],
          rows: real.map((row) => [
            show(row.context, formatInteger),
            show(row.attentionFlop / 1e12, decimals(1)),
            show(row.linearFlop / 1e12, decimals(1)),
            show(row.attentionShare, percent(1)),
            show(row.prefillSeconds, formatSeconds),
            show(row.relativeTotal, decimals(1)),
            show(row.localExponent, decimals(2)),
          ]),
        },
      ],
    ] as const;
    for (const [title, table] of sections)
      terminal.out(`${format === "csv" ? "" : `${title}\n\n`}${renderTable(table, format)}\n`);
    if (format !== "csv")
      terminal.out(
        `Errors and omissions\n\n${articleErrata.map((line, index) => `${index + 1}. ${line}`).join("\n")}\n`,
      );
  },
};

/** A number for a cell: as it is in CSV, else as a text of it. */
type Show = (value: number, text: (value: number) => string) => string;

const decimals =
  (digits: number) =>
  (value: number): string =>
    formatInteger(value, digits);

const percent =
  (digits: number) =>
  (share: number): string =>
    `${(share * 100).toFixed(digits)} %`;

const attentionTable = (rows: readonly ArticleRow[], show: Show) => ({
  titles: [
    "context",
    "printed TFLOP",
    "computed TFLOP",
    "printed is",
    "printed s",
    "computed s",
    "printed ×",
    "computed ×",
  ],
  left: [],
  rows: rows.map((row) => [
    show(row.context, formatInteger),
    show(row.printedTflop, decimals(1)),
    show(row.codeTflop, decimals(2)),
    show(row.printedError, percent(2)),
    show(row.printedSeconds, decimals(3)),
    show(row.codeSeconds, decimals(3)),
    show(row.printedRelative, formatInteger),
    show(row.codeRelative, formatInteger),
  ]),
});

const matrixTable = (rows: readonly ArticleRow[], format: TableFormat) => ({
  titles: ["context", "printed", ...(format === "csv" ? ["bytes"] : ["decimal", "binary"])],
  left: [],
  rows: rows.map((row) =>
    format === "csv"
      ? [String(row.context), row.printedMatrix ?? "-", String(row.matrixBytes)]
      : [
          formatInteger(row.context),
          row.printedMatrix ?? "-",
          formatBytes(row.matrixBytes, 2),
          formatBinaryBytes(row.matrixBytes, 2),
        ],
  ),
});
