import { type Level, levels } from "../../context/pack/plan.js";
import { skipWords } from "../../context/scan/skip-words.js";
import type { SkipReason } from "../../context/scan/source.js";
import type { LeftOutPiece, PackReasons, ShownPiece } from "../../context/why/pack-reasons.js";
import type { WhyQuestion } from "../../context/why/question.js";
import type { HeldLiteral, RankReason, Why } from "../../context/why/why.js";
import { printable } from "../../shared/printable.js";
import { formatInteger } from "../../shared/units.js";
import type { WhyReport } from "../schema/index.js";
import { alignColumns } from "../table.js";
import { judgementField, noMatch } from "./no-match.js";
import { type LeftOutRow, leftOutBecause, levelWords, signedShare } from "./why-words.js";

/** The report of `fovea why --json`. */
export function whyReport(why: Why, { path, line, task }: WhyQuestion): WhyReport {
  const asked = { path, ...(line === undefined ? {} : { line }), task };
  const answer = answerOf(why, path, line);
  switch (why.verdict) {
    case "in-pack":
    case "not-in-pack": {
      const { verdict, judgement, words, literals, rank, pack, changed, deleted } = why;
      const leftOut = pack.leftOut.map(flat);
      const copied = {
        words: { has: [...words.has], lacks: [...words.lacks] },
        literals: [...literals],
        rank: { ...rank, signals: [...rank.signals] },
      };
      return {
        ...asked,
        verdict,
        answer,
        changed,
        deleted,
        ...judgementField(judgement),
        ...copied,
        pack: { ...pack, pieces: [...pack.pieces], leftOut },
      };
    }
    case "not-a-candidate": {
      const { verdict, judgement, words, match, changed, deleted } = why;
      return {
        ...asked,
        verdict,
        answer,
        changed,
        deleted,
        ...judgementField(judgement),
        words: { has: [...words.has], lacks: [...words.lacks] },
        match,
      };
    }
    case "skipped":
      return { ...asked, ...why, answer };
    default:
      return { ...asked, verdict: why.verdict, answer };
  }
}

function flat({ why, ...piece }: LeftOutPiece): LeftOutRow {
  const { reason } = why;
  if (reason === "too-large") return { ...piece, reason, needs: why.tokens, room: why.room };
  return reason === "copy" ? { ...piece, reason, copyOf: why.of } : { ...piece, reason };
}

function answerOf(why: Why, path: string, line: number | undefined): string {
  const name = printable(path);
  switch (why.verdict) {
    case "not-in-repository":
      return `${name} is not in the repository.`;
    case "never-indexed":
      return `${name} is never indexed: version control and installed packages are not part of a project.`;
    case "not-indexed-yet":
      return `${name} is not indexed yet: it is new since the last update.`;
    case "outside-scope":
      return `${name} is indexed, but is outside the repository that --repo names.`;
    case "skipped":
      return `${name} is not indexed: ${skippedBecause(why)}.${why.text === undefined ? "" : ` It contains "${printable(why.text)}".`}`;
    case "not-a-candidate":
      if (why.words.has.length + why.words.lacks.length === 0)
        return `The task has no word to search for, so ${name} is not ranked.`;
      return why.match.score === 0
        ? `${name} contains no word of the task, so it is not ranked.`
        : `${name} is not ranked: its words match the task too little (score ${why.match.score.toFixed(2)}; the last file that is ranked for its words has ${why.match.leastScore.toFixed(2)}).`;
    case "in-pack":
      return `${name} ranks ${why.rank.place} of ${why.rank.candidates}${variant(why.rank)} and is in the pack: ${packed(why.pack, line)}.`;
    case "not-in-pack":
      return `${name} ranks ${why.rank.place} of ${why.rank.candidates}${variant(why.rank)} and ${line === undefined ? "" : `line ${line} of it `}is not in the pack${why.pack.mapped ? ", only in its map" : ""}: ${notPacked(why, line)}.`;
  }
}

function skippedBecause({
  reason,
  rule,
}: {
  readonly reason: SkipReason;
  readonly rule?: { source: string; line: number; pattern: string };
}): string {
  if (rule)
    return `the rule ${printable(rule.pattern)} in ${printable(rule.source)}, line ${rule.line}, ignores it`;
  return skipWords[reason];
}

function packed({ pieces, leftOut }: PackReasons, line: number | undefined): string {
  if (line !== undefined)
    return `line ${line} is in it${leftOut.length > 0 ? ", but its definition is not whole" : ""}`;
  const of = (level: Level): number => pieces.filter((piece) => piece.level === level).length;
  const whole = of("full");
  if (leftOut.length === 0) return "all of it";
  if (whole > 0)
    return `some of it whole, ${leftOut.length} ${leftOut.length === 1 ? "definition" : "definitions"} left out`;
  const part =
    of("excerpt") > 0
      ? "the head of a definition and the lines that match"
      : "only the line that declares a definition";
  return `${part}; ${leftOutBecause(flat(leftOut[0]!))}`;
}

const variant = ({ variantOf }: RankReason): string =>
  variantOf === undefined ? "" : `, like ${printable(variantOf)}, which is listed for both,`;

function notPacked(
  {
    rank: { variantOf },
    pack: { competes, competing, leftOut },
  }: { readonly rank: RankReason; readonly pack: PackReasons },
  line: number | undefined,
): string {
  if (!competes && variantOf !== undefined) return `${printable(variantOf)} competes for a place for both`;
  if (!competes) return `only the best ${competing} files compete for a place`;
  const [best] = leftOut;
  if (best) return leftOutBecause(flat(best));
  return line === undefined
    ? "it has no definition that could be packed"
    : "it belongs to no definition that could be packed";
}

/** Rows per table. Longer lists hide what matters; --json has everything. */
const MOST_LISTED = 8;
const MOST_NAMED = 3;

/** The report of `fovea why` as text: the answer first, then the evidence for it. */
export function whyText(why: Why, { path, line }: WhyQuestion): string {
  const parts = [answerOf(why, path, line)];
  if ("changed" in why && why.changed)
    parts.push(
      `The file ${why.deleted ? "was deleted" : "has changed"} since it was indexed; this describes the indexed content.`,
    );
  if ("words" in why && why.words.has.length + why.words.lacks.length > 0) {
    const { has, lacks } = why.words;
    parts.push(`Words of the task in it: ${listed(has)}. Not in it: ${listed(lacks)}.`);
  }
  if ("literals" in why && why.literals.length > 0)
    parts.push(`Texts of the task in it: ${listed(why.literals.map(heldText))}.`);
  if ("judgement" in why && !why.judgement.answered && why.judgement.confidence > 0)
    parts.push(`For the task there is ${noMatch(why.judgement)}; \`fovea pack\` needs --anyway.`);
  if ("rank" in why) parts.push(signalTable(why.rank), pieceTable(why.pack, line));
  return `${parts.join("\n\n")}\n`;
}

const heldText = ({ text, share }: HeldLiteral): string =>
  `"${text}"${share < 1 ? ` (${Math.round(100 * share)} %)` : ""}`;

const listed = (words: readonly string[]): string => {
  const more = words.length > 2 * MOST_LISTED ? ` and ${words.length - 2 * MOST_LISTED} more` : "";
  return words.length === 0
    ? "none"
    : words
        .slice(0, 2 * MOST_LISTED)
        .map(printable)
        .join(", ") + more;
};

function signalTable({ place, score, first, signals }: RankReason): string {
  const isFirst = place === 1;
  const head = isFirst
    ? `Score ${score.toFixed(2)}, because:`
    : `Score ${score.toFixed(2)}; the first, ${printable(first.path)}, has ${first.score.toFixed(2)}. Where they differ most:`;
  const rows = signals
    .slice(0, MOST_LISTED)
    .map(({ name, why, share, firstShare }) => [
      signedShare(share),
      ...(isFirst ? [] : [signedShare(firstShare)]),
      name,
      why,
    ]);
  const titles = isFirst ? ["score", "signal", ""] : ["it", "first", "signal", ""];
  const words = titles.flatMap((_, column) => (column >= titles.length - 2 ? [column] : []));
  return `${head}\n${alignColumns([titles, ...rows], words)}`;
}

/** Which pieces of the file are in the pack and which are not, one row per level and per reason. */
function pieceTable(pack: PackReasons, line: number | undefined): string {
  const around = line === undefined ? "of this file" : `of the definition around line ${line}`;
  const head = `Pack of ${formatInteger(pack.tokens)} of ${formatInteger(pack.budget)} tokens, ${around}:`;
  const rows = levels
    .map((level) => [levelWords[level], ranges(pack.pieces.filter((piece) => piece.level === level))])
    .filter(([, where]) => where !== "");
  const byReason = new Map<string, LeftOutPiece[]>();
  for (const piece of pack.leftOut) {
    const because = groupOf(piece);
    byReason.set(because, [...(byReason.get(because) ?? []), piece]);
  }
  const left = [...byReason].map(([because, pieces]) => ["left out", `${because}: ${named(pieces)}`]);
  if (rows.length + left.length === 0) return `${head} nothing competes for a place.`;
  const shown = left.slice(0, MOST_LISTED);
  const more = left.length > shown.length ? `\nand ${left.length - shown.length} more; --json lists all` : "";
  return `${head}\n${alignColumns([...rows, ...shown], 2)}${more}`;
}

/** The reason under which a piece is listed. All that did not fit share a row; `named` adds their tokens. */
const groupOf = (piece: LeftOutPiece): string =>
  piece.why.reason === "too-large" ? "did not fit when its turn came" : leftOutBecause(flat(piece));

/** Line ranges of pieces. Adjacent ranges are joined. */
function ranges(pieces: readonly ShownPiece[]): string {
  const joined: { startLine: number; endLine: number }[] = [];
  for (const { startLine, endLine } of pieces) {
    const last = joined.at(-1);
    if (last && startLine <= last.endLine + 1) last.endLine = Math.max(last.endLine, endLine);
    else joined.push({ startLine, endLine });
  }
  if (joined.length === 0) return "";
  const shown = joined.slice(0, 2 * MOST_LISTED).map(({ startLine, endLine }) => range(startLine, endLine));
  const more = joined.length > shown.length ? ` and ${joined.length - shown.length} more` : "";
  const isOneLine = joined.length === 1 && joined[0]!.startLine === joined[0]!.endLine;
  return `${isOneLine ? "line" : "lines"} ${shown.join(", ")}${more}`;
}

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}-${to}`);

function named(pieces: readonly LeftOutPiece[]): string {
  const shown = pieces.slice(0, MOST_NAMED).map(({ startLine, endLine, symbol, why }) => {
    const name = symbol ? ` ${printable(symbol)}` : "";
    const needs =
      why.reason === "too-large"
        ? ` (needs ${formatInteger(why.tokens)} tokens, ${formatInteger(why.room)} were free)`
        : "";
    return `${startLine === endLine ? "line" : "lines"} ${range(startLine, endLine)}${name}${needs}`;
  });
  const more = pieces.length > shown.length ? ` and ${pieces.length - shown.length} more` : "";
  return shown.join(", ") + more;
}
