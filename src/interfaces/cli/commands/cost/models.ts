import {
  findModel,
  type ModelEntry,
  models,
  parameterCounts,
  resolutionNote,
  specOf,
} from "../../../../cost/index.js";
import { formatInteger } from "../../../../shared/units.js";
import { renderTable, type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { containing, filterArgument } from "./list-flags.js";

export const command: CommandSpec = {
  summary: "the models that are known by name, with their size and source",
  details:
    "Parameters are counted from the layers, and shown with the figures that the authors publish. The context is the longest that the model card states, else that of the config. For any other model, give --model the path of its config.json.",
  args: [filterArgument],
  flags: tableFlags,
  examples: ["fovea cost models", "fovea cost models llama --json", "fovea cost models --csv > models.csv"],
  run: ([text], flags, terminal) => {
    const format = tableFormat(flags);
    const rows = modelsNamed(text, (line) => terminal.err(`fovea: ${line}.\n`)).map(describe);
    terminal.out(
      format === "json"
        ? `${JSON.stringify({ models: rows }, null, 2)}\n`
        : renderTable(tableOf(rows, format), format),
    );
  },
};

/**
 * The models whose name contains `text`. When none does, it may be the name of a copy: Qwen3-8B-AWQ lists
 * Qwen3-8B, and `tell` says so.
 * @throws FoveaError `unknown-model`.
 */
function modelsNamed(text: string | undefined, tell: (line: string) => void): readonly ModelEntry[] {
  if (text === undefined) return models;
  const found = containing(models, text);
  if (found.length > 0) return found;
  const copy = findModel(text);
  tell(resolutionNote(copy)!);
  return models.filter(({ id }) => id === copy.id);
}

/** One row of `fovea cost models --json`. */
function describe(entry: ModelEntry) {
  const spec = specOf(entry);
  const { total, active } = parameterCounts(spec);
  return {
    ...entry,
    family: spec.family,
    layers: spec.layers.length,
    parameters: total,
    activeParameters: active,
  };
}

function tableOf(rows: readonly ReturnType<typeof describe>[], format: TableFormat) {
  const billions = (value: number | undefined): string => {
    if (value === undefined) return "-";
    return format === "csv" ? String(value) : formatInteger(value / 1e9, value < 100e9 ? 2 : 0);
  };
  const unit = format === "csv" ? "" : " (10⁹)";
  return {
    titles: [
      "model",
      "alias",
      "type",
      "layers",
      `parameters${unit}`,
      `published${unit}`,
      `a token uses${unit}`,
      "context",
      "source",
    ],
    left: [0, 1, 2, 8],
    rows: rows.map((row) => [
      row.id,
      row.aliases[0] ?? "-",
      row.family,
      String(row.layers),
      billions(row.parameters),
      billions(row.publishedParameters),
      row.activeParameters < row.parameters ? billions(row.activeParameters) : "-",
      format === "csv" ? String(row.contextTokens) : formatInteger(row.contextTokens),
      row.source,
    ]),
  };
}
