import { type Format, formats } from "../../../context/formats.js";
import { usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { renderTable, tableFlags, tableFormat } from "../../table.js";
import type { CommandSpec } from "../command.js";

export const command: CommandSpec = {
  summary: "the languages and documents that are read, and how deep",
  details:
    "Depth graph: definitions, uses and imports, so that fovea graph finds callers. Depth symbols: definitions, or sections with a heading. The words of any other text file are found too, but it has no symbols.",
  args: [{ name: "[text]", description: "only those whose name contains this, or with this extension" }],
  flags: tableFlags,
  examples: ["fovea languages", "fovea languages tf", "fovea languages --json"],
  run: ([text], flags, terminal) => {
    const format = tableFormat(flags);
    const rows = formats.filter((row) => text === undefined || isMeant(row, text.toLowerCase()));
    if (rows.length === 0)
      throw usageError(
        "unknown-language",
        `no language or document format is called ${printable(text ?? "")} or has that extension`,
        "Such a file is indexed as text: its words are found. Run fovea languages for the list.",
      );
    terminal.out(
      format === "json"
        ? `${JSON.stringify({ languages: rows }, null, 2)}\n`
        : renderTable(tableOf(rows), format),
    );
  },
};

const isMeant = ({ id, extensions }: Format, text: string): boolean =>
  id.includes(text) || extensions.includes(text.replace(/^\./, ""));

const tableOf = (rows: readonly Format[]) => ({
  titles: ["name", "kind", "depth", "files"],
  left: [0, 1, 2, 3],
  rows: rows.map(({ id, kind, depth, extensions, fileNames }) => [
    id,
    kind,
    depth,
    [...extensions.map((extension) => `.${extension}`), ...fileNames].join(" "),
  ]),
});
