import type { PackItem } from "../pack/pack.js";

/** Pieces of a file without a gap between them. */
export interface Hunk {
  readonly startLine: number;
  readonly endLine: number;
  /** The definition of which it is a part, when its text does not say so. */
  readonly symbol?: string;
  /** Set when a definition is shown in part; its head and an import are seen to be what they are. */
  readonly level?: PackItem["level"];
  readonly text: string;
}

/** The pieces of one file. */
export interface FileHunks {
  readonly path: string;
  readonly hunks: readonly Hunk[];
}

/** Joins adjoining pieces, by file, in their order. @param items those of one path must be adjacent. */
export function hunksByFile(items: readonly PackItem[]): FileHunks[] {
  const files: { path: string; runs: PackItem[][] }[] = [];
  for (const item of items) {
    let file = files.at(-1);
    if (file?.path !== item.path) {
      file = { path: item.path, runs: [] };
      files.push(file);
    }
    const run = file.runs.at(-1);
    if (run && run.at(-1)!.endLine + 1 === item.startLine) run.push(item);
    else file.runs.push([item]);
  }
  return files.map(({ path, runs }) => {
    const said = new Set<string>();
    return { path, hunks: runs.map((run) => hunkOf(run, said)) };
  });
}

function hunkOf(run: readonly PackItem[], said: Set<string>): Hunk {
  const text = run.map((item) => item.text).join("\n");
  const { startLine, symbol = "", kind } = run[0]!;
  const isSaid = said.has(symbol) || saysName(text, symbol.split(kind === "section" ? " > " : ".").at(-1)!);
  for (const item of run) said.add(item.symbol ?? "");
  const level = run.find((item) => item.level !== "full" && item.level !== "skeleton")?.level;
  return {
    startLine,
    endLine: run.at(-1)!.endLine,
    ...(isSaid ? {} : { symbol }),
    ...(level ? { level } : {}),
    text,
  };
}

const WORD = /[\p{L}\p{N}_]/u;

/** Whether a text has a name as a word of its own. */
function saysName(text: string, name: string): boolean {
  if (name === "") return true;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (!WORD.test(text[at - 1] ?? " ") && !WORD.test(text[at + name.length] ?? " ")) return true;
  return false;
}
