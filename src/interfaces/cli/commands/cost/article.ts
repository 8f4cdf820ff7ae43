import { type ArticleRow, articleErrata, articleTable, costOfContext } from "../../../../cost/index.js";
import { formatBinaryBytes, formatBytes, formatInteger, formatSeconds } from "../../../../shared/units.js";
import type { CostArticleReport } from "../../../schema/index.js";
import { renderTable, tableFlags, tableFormat } from "../../../table.js";
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
      terminal.out(`${JSON.stringify(report, null, 2)}\n`);
      return;
    }
    const sections = [
      ["Attention, as the article prints it and as its listing computes it", attentionTable(rows)],
      ["The matrix of one head and layer, FP16", matrixTable(rows)],
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
            formatInteger(row.context),
            formatInteger(row.attentionFlop / 1e12, 1),
            formatInteger(row.linearFlop / 1e12, 1),
            `${(row.attentionShare * 100).toFixed(1)} %`,
            formatSeconds(row.prefillSeconds),
            formatInteger(row.relativeTotal, 1),
            row.localExponent.toFixed(2),
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

const attentionTable = (rows: readonly ArticleRow[]) => ({
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
    formatInteger(row.context),
    formatInteger(row.printedTflop, 1),
    formatInteger(row.codeTflop, 2),
    `${(row.printedError * 100).toFixed(2)} %`,
    formatInteger(row.printedSeconds, 3),
    formatInteger(row.codeSeconds, 3),
    formatInteger(row.printedRelative),
    formatInteger(row.codeRelative),
  ]),
});

const matrixTable = (rows: readonly ArticleRow[]) => ({
  titles: ["context", "printed", "decimal", "binary"],
  left: [],
  rows: rows.map((row) => [
    formatInteger(row.context),
    row.printedMatrix ?? "-",
    formatBytes(row.matrixBytes, 2),
    formatBinaryBytes(row.matrixBytes, 2),
  ]),
});
