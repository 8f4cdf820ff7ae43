import { applyEdits, modify, type ParseError, parse } from "jsonc-parser";
import { failure } from "../../shared/errors.js";
import type { Client, ServerCommand } from "./client.js";

const NAME = "fovea";
const BEGIN = "# fovea: begin (written by `fovea setup`, removed by `fovea setup --undo`)";
const END = "# fovea: end";

/**
 * Adds Fovea to the text of a client's configuration, or removes it when `server` is undefined. The rest
 * stays byte for byte, comments and spacing included.
 * @param before the file's text, undefined when there is no file.
 * @param file its path, for errors.
 * @returns undefined when nothing is left in the file.
 * @throws FoveaError `damaged-config` or `already-configured` when the text cannot be edited safely.
 */
export function edited(
  client: Client,
  before: string | undefined,
  server: ServerCommand | undefined,
  file: string,
): string | undefined {
  const { format } = client;
  return format.kind === "json"
    ? editedJson(before, format.servers, server && { ...format.extra, ...server }, file)
    : editedToml(before, format.table, server, file);
}

function editedJson(
  before: string | undefined,
  servers: string,
  entry: object | undefined,
  file: string,
): string | undefined {
  const text = before?.trim() ? before : "{}\n";
  const tree = checkedJson(text, file);
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  const set = (path: string[], value: unknown): string =>
    applyEdits(text, modify(text, path, value, { formattingOptions }));
  if (entry) return set([servers, NAME], entry);
  const listed = tree[servers];
  if (!isObject(listed) || !(NAME in listed)) return before;
  // Remove the list and the file too when our entry was the only thing in them.
  if (Object.keys(listed).length > 1) return set([servers, NAME], undefined);
  return Object.keys(tree).length > 1 ? set([servers], undefined) : undefined;
}

function checkedJson(text: string, file: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const tree: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(tree))
    throw failure(
      "damaged-config",
      `${file} is not valid JSON`,
      "Mend it, or use --print and add the entry by hand.",
    );
  return tree;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function editedToml(
  before: string | undefined,
  table: string,
  server: ServerCommand | undefined,
  file: string,
): string | undefined {
  const rest = withoutBlock(before ?? "", file);
  if (!server)
    return before === undefined || rest === before ? before : rest.trim() === "" ? undefined : rest;
  if (new RegExp(`^\\s*\\[\\s*${table.replace(".", "\\s*\\.\\s*")}\\s*[\\].]`, "m").test(rest))
    throw failure(
      "already-configured",
      `${file} has a [${table}] that fovea setup did not write`,
      "Remove it first, or use --print and edit it by hand.",
    );
  // JSON's string escapes are also valid in a TOML basic string.
  const block = [
    BEGIN,
    `[${table}]`,
    `command = ${JSON.stringify(server.command)}`,
    `args = [${server.args.map((text) => JSON.stringify(text)).join(", ")}]`,
    END,
    "",
  ].join("\n");
  const gap = rest === "" ? "" : rest.endsWith("\n") ? "\n" : "\n\n";
  return rest + gap + block;
}

/** Removes the block that an earlier run wrote, and the blank line before it. */
function withoutBlock(text: string, file: string): string {
  const from = text.indexOf(BEGIN);
  if (from < 0) return text;
  const to = text.indexOf(END, from);
  if (to < 0)
    throw failure(
      "damaged-config",
      `${file} has the beginning of Fovea's block but not its end`,
      "Remove it by hand.",
    );
  const head = text.slice(0, from).replace(/\n\n$/, "\n");
  return head + text.slice(to + END.length).replace(/^\r?\n/, "");
}
