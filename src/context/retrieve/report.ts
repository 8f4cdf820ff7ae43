import { anyOf, collected } from "../languages/index.js";
import type { TraceFormat } from "../languages/language.js";

/** What a line of a report is: what its words are worth depends on it. */
export type LineKind = "title" | "prose" | "code" | "frame" | "error" | "environment";

export interface ReportLine {
  readonly kind: LineKind;
  readonly text: string;
}

/** A place in a trace of calls, innermost last. */
export interface Frame {
  /** `/` separated. */
  readonly path: string;
  /** The function it stands in; empty when the trace does not say. */
  readonly name: string;
}

const FENCE = /^\s*(?:```|~~~)/;
const TRACES = collected(({ reports }) => reports?.traces);

/** `module.SomeError: why`, as an interpreter or a log prints it. */
const ERROR =
  /^(?:E\s+|\s*)(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception|Warning|Failure|Panic)\b\s*(?::|$)|^\s*(?:panic|fatal|error)\b.{0,20}:/;
/** One fact of a machine on a line: `numpy==1.18.5`, `- OS: Ubuntu 20.04`, `Python version: 3.8`, `GPU: available`. */
const PACKAGE = /^[-*]?\s*[\w.-]+(?:\[[\w,]+\])?\s*(?:==|>=|~=|@)\s*v?\d[\w.+-]*\s*$/;
const MACHINE_WORDS = anyOf([
  ..."OS os platform cuda cudnn gpu gpus driver browser version versions".split(" "),
  ..."distribution architecture processor machine kernel".split(" "),
  "operating system",
  ...collected(({ reports }) => reports?.tools),
]);
const FACT = new RegExp(
  String.raw`^[-*\u2022]?\s*\**(?:[\w ./()-]{0,30}\b)?${MACHINE_WORDS}\b[\w ./()-]{0,30}\**\s*[:=]\s*\S.{0,80}$`,
  "i",
);
const NUMBERED = /^[-*\u2022]?\s*\**[\w ./()-]{1,40}\**\s*(?:[:=]\s*)?v?\d+\.\d+(?:[-+.]\w+)*\s*$/;

/** What a form makes its users promise. */
const CHECKED =
  /^\s*(?:[-*]\s*)?\[[ xX]\]|^\s*(?:[-*]\s*)?I(?: have|'ve) (?:verified|checked|searched|read|included|tried|reviewed|confirmed)\b/;

/** More space than a table's columns stand apart: the patterns would divide it among their parts in every way. */
const WIDE_GAP = /\s{50}/;

const isOfMachine = (line: string): boolean =>
  !WIDE_GAP.test(line) && (PACKAGE.test(line) || FACT.test(line) || NUMBERED.test(line));

/** A longer line is data, and no pattern is tried on it. */
const LONGEST_LINE = 1000;

interface ReadFrame extends Frame {
  readonly format: TraceFormat;
}

/** The frame that a line of a trace is, in whichever language's format. */
function frameIn(line: string): ReadFrame | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  for (const format of TRACES) {
    const groups = format.frame?.exec(line)?.groups;
    if (!groups) continue;
    const name = groups.name ?? "";
    const path = groups.path!.replaceAll("\\", "/");
    return { format, name, path: format.pathOf?.(path, name) ?? path };
  }
  return undefined;
}

/** Takes a report apart into lines by what they are. The first line that says anything is the title. */
export function reportLines(text: string): ReportLine[] {
  const lines: ReportLine[] = [];
  let fenced = false;
  let afterFrame = false;
  for (const line of text.split("\n")) {
    if (FENCE.test(line)) {
      fenced = !fenced && !/```.*```/.test(line);
      continue;
    }
    if (line.trim() === "" || TRACES.some(({ head }) => head?.test(line)) || CHECKED.test(line)) continue;
    const frame = frameIn(line);
    const kind = ((): LineKind => {
      if (lines.length === 0 && !fenced) return "title";
      if (line.length > LONGEST_LINE) return fenced ? "code" : "prose";
      if (frame || (afterFrame && /^\s{2,}/.test(line))) return "frame";
      if (ERROR.test(line)) return "error";
      if (isOfMachine(line.trimStart())) return "environment";
      return fenced ? "code" : "prose";
    })();
    afterFrame = frame?.format.showsSource ?? false;
    lines.push({ kind, text: line });
  }
  return lines;
}

/** The frames of the traces in a text, innermost last. */
export function framesIn(lines: readonly ReportLine[]): Frame[] {
  const inward: Frame[] = [];
  const outward: Frame[] = [];
  for (const { kind, text } of lines) {
    const frame = kind === "frame" ? frameIn(text) : undefined;
    if (!frame) continue;
    const { format, path, name } = frame;
    (format.innermost === "first" ? outward : inward).push({ path, name });
  }
  return [...inward, ...outward.reverse()];
}

/** The words of a frame that say something: the folders before a file's name may be those of some machine. */
export function frameWords(line: string): string {
  const frame = frameIn(line);
  if (!frame?.format.showsSource) return line;
  return `${frame.path.slice(frame.path.lastIndexOf("/") + 1).replace(/\.\w+$/, "")} ${frame.name}`;
}
