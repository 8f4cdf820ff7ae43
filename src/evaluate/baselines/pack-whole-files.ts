import { tokenCounter } from "../../shared/tokens/count.js";
import type { PackedPiece, RankedPath } from "../retriever.js";
import type { TextFile } from "./text-tree.js";

/**
 * Cumulative tokens at the end of each line, by stamp and path. A cache: most files are the same in most
 * cases.
 */
const ends = new Map<string, Uint32Array>();
const REMEMBERED_FILES = 20_000;

/**
 * Fills a budget with whole files in the given order, like a user who pastes files until the window is full.
 * The first file that does not fit is cut after the last line that does, and is the last one.
 */
export function packWholeFiles(
  ranked: readonly RankedPath[],
  files: readonly TextFile[],
  budgetTokens: number,
): PackedPiece[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const pieces: PackedPiece[] = [];
  let left = budgetTokens;
  for (const { path } of ranked) {
    const file = byPath.get(path);
    if (!file) continue;
    const lineEnds = tokensByLine(file);
    const all = lineEnds[lineEnds.length - 1] ?? 0;
    if (all <= left) {
      if (lineEnds.length > 0) pieces.push({ path, startLine: 1, endLine: lineEnds.length, tokens: all });
      left -= all;
      continue;
    }
    let lines = 0;
    while (lineEnds[lines]! <= left) lines++;
    if (lines > 0) pieces.push({ path, startLine: 1, endLine: lines, tokens: lineEnds[lines - 1]! });
    break;
  }
  return pieces;
}

/** Cumulative tokens after each line, including a first line with the file's path. */
function tokensByLine({ path, stamp, text }: TextFile): Uint32Array {
  const key = `${stamp}\0${path}`;
  let known = ends.get(key);
  if (known) return known;
  const counter = tokenCounter();
  const lineEnds: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineEnds.push(at + 1);
  if (!text.endsWith("\n") && text.length > 0) lineEnds.push(text.length);
  known = lineEnds.length > 0 ? counter.countSpans(text, lineEnds) : new Uint32Array();
  let total = counter.count(`${path}\n`);
  for (let line = 0; line < known.length; line++) {
    total += known[line]!;
    known[line] = total;
  }
  if (ends.size > REMEMBERED_FILES) ends.clear();
  ends.set(key, known);
  return known;
}
