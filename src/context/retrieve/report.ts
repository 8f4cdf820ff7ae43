import { anyOf, collected } from "../languages/index.js";
import type { TraceFormat } from "../languages/language.js";

/** The kind of a report's line. The weight of its words depends on it. */
export type LineKind = "title" | "prose" | "code" | "frame" | "error" | "environment";

export interface ReportLine {
  readonly kind: LineKind;
  readonly text: string;
}

/** A frame of a stack trace. */
export interface Frame {
  /** Path as printed, with `/` as separator. */
  readonly path: string;
  /** Name of the function; empty when the trace does not give it. */
  readonly name: string;
}

const FENCE = /^\s*(?:```|~~~)/;
const TRACES = collected(({ reports }) => reports?.traces);

/** An error line as printed by an interpreter or a log: `module.SomeError: why`. */
const ERROR =
  /^(?:E\s+|\s*)(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception|Warning|Failure|Panic)\b\s*(?::|$)|^\s*(?:panic|fatal|error)\b.{0,20}:/;
// Lines about the environment: `numpy==1.18.5`, `- OS: Ubuntu 20.04`, `Python version: 3.8`, `GPU:
// available`.
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

const errorNames = anyOf(collected(({ reports }) => [...(reports?.errors ?? [])]));
const errorPackages = anyOf(collected(({ reports }) => reports?.errorPackages));
/** A name with the package of a project before it is that project's own. */
const runtimeError = (follows: string): RegExp =>
  new RegExp(
    String.raw`(?<![\w$.:\\/])(?:${errorPackages}\.(?:\w+\.)*)?${errorNames}(?=\s*(?:${follows}))`,
    "g",
  );
const WITH_MESSAGE = runtimeError(String.raw`:(?!:)|\[\w+\]:`);
const RAISED = runtimeError(String.raw`:(?!:)|\(|\[\w+\]|$`);

/**
 * A line without the names of errors that its runtime raised: they mention nothing of the repository.
 * @param isReport whether it is a line of a report. In a question only a name with a message after it is left out.
 */
export const withoutRuntimeErrors = (line: string, isReport: boolean): string =>
  line.length > LONGEST_LINE ? line : line.replace(isReport ? RAISED : WITH_MESSAGE, " ");

/** Check boxes and confirmations of an issue form. */
const CHECKED =
  /^\s*(?:[-*]\s*)?\[[ xX]\]|^\s*(?:[-*]\s*)?I(?: have|'ve) (?:verified|checked|searched|read|included|tried|reviewed|confirmed)\b/;

/** More spaces than between a table's columns. On such a line the patterns above would backtrack too much. */
const WIDE_GAP = /\s{50}/;

const isEnvironment = (line: string): boolean =>
  !WIDE_GAP.test(line) && (PACKAGE.test(line) || FACT.test(line) || NUMBERED.test(line));

/** Most characters of a line that patterns are tried on; a longer line is data. */
const LONGEST_LINE = 1000;

interface ReadFrame extends Frame {
  readonly format: TraceFormat;
}

/** Parses a line of a stack trace in any language's format. @returns undefined when it is not a frame. */
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

/**
 * Splits a report into lines with their kinds. The first line that is not blank or form text is the title.
 */
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
      if (isEnvironment(line.trimStart())) return "environment";
      return fenced ? "code" : "prose";
    })();
    afterFrame = frame?.format.showsSource ?? false;
    lines.push({ kind, text: line });
  }
  return lines;
}

/** The frames of all stack traces in a report, innermost last. */
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

/**
 * File name and function of a frame. The folders are dropped: they may be those of the reporter's machine.
 */
export function frameWords(line: string): string {
  const frame = frameIn(line);
  if (!frame?.format.showsSource) return line;
  return `${frame.path.slice(frame.path.lastIndexOf("/") + 1).replace(/\.\w+$/, "")} ${frame.name}`;
}
