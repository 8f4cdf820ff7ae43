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
const TRACE_HEAD = /^\s*(?:E\s+)?Traceback \(most recent call last\)|^\s*goroutine \d+ \[/;
/** Of Python, whose innermost frame stands last. */
const FRAME = /^\s*(?:E\s+)?File "([^"\n]+)", line \d+(?:, in ([\w.<>]+))?/;
/** Of JavaScript, Java and their kin, whose innermost stands first: `at load (src/a.js:3:7)`, `at a.B.c(B.java:3)`. */
const FRAME_AT =
  /^\s*at (?:async )?(?:([\w.$<>]+) ?\()?((?:[\w.@:\\/-]*[\\/])?[\w.-]+\.\w{1,5}):\d+(?::\d+)?\)?\s*$/;
/** `module.SomeError: why`, as an interpreter or a log prints it. */
const ERROR =
  /^(?:E\s+|\s*)(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception|Warning|Failure|Panic)\b\s*(?::|$)|^\s*(?:panic|fatal|error)\b.{0,20}:/;
/** One fact of a machine on a line: `numpy==1.18.5`, `- OS: Ubuntu 20.04`, `Python version: 3.8`, `GPU: available`. */
const PACKAGE = /^[-*]?\s*[\w.-]+(?:\[[\w,]+\])?\s*(?:==|>=|~=|@)\s*v?\d[\w.+-]*\s*$/;
const FACT =
  /^[-*\u2022]?\s*\**(?:[\w ./()-]{0,30}\b)?(?:OS|os|platform|operating system|python|pip|conda|cuda|cudnn|gpus?|driver|compiler|gcc|node|npm|browser|java|ruby|go|numpy|torch|version|versions|distribution|architecture|processor|machine|kernel)\b[\w ./()-]{0,30}\**\s*[:=]\s*\S.{0,80}$/i;
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
    if (line.trim() === "" || TRACE_HEAD.test(line) || CHECKED.test(line)) continue;
    const frame = line.length <= LONGEST_LINE && FRAME.test(line);
    const at = !frame && line.length <= LONGEST_LINE && FRAME_AT.test(line);
    const kind = ((): LineKind => {
      if (lines.length === 0 && !fenced) return "title";
      if (line.length > LONGEST_LINE) return fenced ? "code" : "prose";
      if (frame || at || (afterFrame && /^\s{2,}/.test(line))) return "frame";
      if (ERROR.test(line)) return "error";
      if (isOfMachine(line.trimStart())) return "environment";
      return fenced ? "code" : "prose";
    })();
    afterFrame = frame;
    lines.push({ kind, text: line });
  }
  return lines;
}

/** The frames of the traces in a text, innermost last. */
export function framesIn(lines: readonly ReportLine[]): Frame[] {
  const frames: Frame[] = [];
  const outward: Frame[] = [];
  for (const { kind, text } of lines) {
    if (kind !== "frame") continue;
    const last = FRAME.exec(text);
    if (last) frames.push({ path: last[1]!.replaceAll("\\", "/"), name: last[2] ?? "" });
    const first = last ? null : FRAME_AT.exec(text);
    if (first)
      outward.push({ path: javaPath(first[1] ?? "", first[2]!.replaceAll("\\", "/")), name: first[1] ?? "" });
  }
  return [...frames, ...outward.reverse()];
}

/** Of a frame only the file's name and the function say something: the folders are those of some machine. */
export function frameWords(line: string): string {
  const [, path = "", name = ""] = FRAME.exec(line) ?? [];
  return path === "" ? line : `${path.slice(path.search(/[^\\/]*$/)).replace(/\.\w+$/, "")} ${name}`;
}

/** `org.acme.Shelf.put` in `Shelf.java` lies at org/acme/Shelf.java. */
function javaPath(name: string, file: string): string {
  const parts = name.split(".");
  return file.includes("/") || parts.length < 3 ? file : [...parts.slice(0, -2), file].join("/");
}
