import type { FileNeed, FileScore } from "./candidates.js";
import type { Forms } from "./forms.js";
import type { PackFile } from "./item.js";
import { bridges, FilePlan, LEAST_LINES, type Showing } from "./plan.js";
import { isBlank } from "./statements.js";

/** All constants of the choice, so that a tuner can try others. */
export interface ChoiceParameters {
  /** Worth of a file of which the likeliest chunk is shown, beside that of its chunks: as if one more were sure to be needed. */
  readonly piece: number;
  /** Share of `piece` that an excerpt of the likeliest chunk has. */
  readonly excerptStands: number;
  /** A file that is needed with a lower probability has no such worth: a pack would scatter over unlikely files. */
  readonly unlikely: number;
  /** Share of a chunk's worth that an excerpt of it has. */
  readonly excerpt: number;
  /** A chunk of more lines may be shown by an excerpt. */
  readonly excerptFrom: number;
  /** Most lines of an excerpt, when the definition would fit. */
  readonly excerptLines: number;
  /** Largest share of the budget for the first search result. */
  readonly first: number;
}

export const choiceParameters: ChoiceParameters = {
  piece: 0.3,
  excerptStands: 0.8,
  unlikely: 0.01,
  excerpt: 0.4,
  excerptFrom: 40,
  excerptLines: 16,
  first: 0.88,
};

/**
 * Exponent of a chunk's chance, of its file's likeliest, in how far it stands for the file. A larger one brings better
 * pieces of fewer files: of packs of 1,000 tokens for 114 questions, 89 % have lines of a right file at 0.5, 90 % at 0.1.
 */
const STANDS = 0.1;
/** Tokens of the line before a piece, for estimates. */
const FRAME_TOKENS = 9;
/** Tokens of a file's heading and fence, for estimates. */
const FILE_TOKENS = 20;
/** Relevance (of all candidates' 1) below which a chunk is not worth its tokens. */
const FLOOR = 2e-5;

export type Form = "whole" | "excerpt";

/** A way to show more of a file. */
export interface Option {
  readonly chunk: number;
  readonly form: Form;
  readonly value: number;
  readonly tokens: number;
  /** Absent until the file is read; `tokens` is then a guess, hardly above the truth. */
  readonly showings?: readonly Showing[];
}

/** What is known and shown of one file while the pack is chosen. */
export interface FileState {
  readonly scored: FileScore;
  readonly need: FileNeed;
  /** Its chunks that are worth a place. */
  readonly likely: readonly number[];
  /** How far each chunk stands for the file, 0 to 1; 0 for those that are not likely. */
  readonly stands: Float64Array;
  /** Whether `tokens` was counted in the rendered text, or is a sum of estimates. */
  isCounted: boolean;
  file?: PackFile | "changing";
  forms?: Forms;
  plan?: FilePlan;
  /** Tokens of its part of the rendered pack. */
  tokens: number;
  readonly whole: Set<number>;
  readonly partly: Set<number>;
  /** Chunks that cannot be shown, or no further: copies, fragments, too large for the room. */
  readonly closed: Set<number>;
  /** Options whose lines are counted, for the present plan; by chunk, an excerpt by ~chunk. */
  readonly counted: Map<number, Option>;
  /** Tokens of the file's text over the width of its lines. */
  tokensPerWidth: number;
  best?: Option | undefined;
}

/** A file of which nothing is read or shown yet. */
export function newState(scored: FileScore, need: FileNeed): FileState {
  const likely = likelyChunks(scored, need);
  return {
    scored,
    need,
    likely,
    stands: standings(scored, need, likely),
    isCounted: true,
    tokens: 0,
    whole: new Set(),
    partly: new Set(),
    closed: new Set(),
    counted: new Map(),
    tokensPerWidth: 0,
  };
}

/** A file is there for its likeliest chunk. Another one stands for it somewhat less, and a line or two not at all. */
function standings({ chunks }: FileScore, need: FileNeed, likely: readonly number[]): Float64Array {
  const likeliest = likely.reduce((most, chunk) => Math.max(most, need.chunks[chunk]!), 0);
  const stands = new Float64Array(chunks.length);
  for (const chunk of likely) {
    const { startLine, endLine } = chunks[chunk]!;
    const chance = need.chunks[chunk]! / likeliest;
    const isCrumb = chance < 1 && endLine - startLine + 1 < LEAST_LINES;
    if (!isCrumb) stands[chunk] = chance ** STANDS;
  }
  return stands;
}

/** The option of a file with most worth per token. */
export function bestOptionOf(state: FileState, parameters: ChoiceParameters): Option | undefined {
  const { scored, need, stands, whole, partly, closed, counted } = state;
  if (state.file === "changing") return undefined;
  const { piece, unlikely, excerptStands, excerpt, excerptFrom, excerptLines } = parameters;
  const isNew = whole.size + partly.size === 0;
  const ofFile = piece * Math.max(0, need.needed - unlikely);
  let held = 0;
  for (const chunk of whole) held = Math.max(held, stands[chunk]!);
  for (const chunk of partly) held = Math.max(held, excerptStands * stands[chunk]!);
  const more = (chunk: number, share: number): number => ofFile * Math.max(0, share * stands[chunk]! - held);
  const frame = FRAME_TOKENS + (isNew ? FILE_TOKENS : 0);
  let best: Option | undefined;
  let most = 0;
  const offer = (form: Form, chunk: number, value: number, guess: number): void => {
    const option = counted.get(form === "whole" ? chunk : ~chunk);
    const density = value / Math.max(1, option?.tokens ?? guess);
    if (density <= most) return;
    most = density;
    best = option ?? { chunk, form, value, tokens: guess };
  };
  for (const chunk of state.likely) {
    if (whole.has(chunk) || closed.has(chunk)) continue;
    const worth = need.chunks[chunk]! * need.needed;
    const { ownTokens, startLine, endLine } = scored.chunks[chunk]!;
    const lines = endLine - startLine + 1;
    const isPart = partly.has(chunk);
    const shownShare = isPart ? Math.min(1, excerptLines / lines) : 0;
    const all = more(chunk, 1) + worth * (isPart ? 1 - excerpt : 1);
    offer("whole", chunk, all, ownTokens * (1 - shownShare) + frame);
    if (isPart || lines <= excerptFrom) continue;
    const part = more(chunk, excerptStands) + worth * excerpt;
    offer("excerpt", chunk, part, (ownTokens * excerptLines) / lines + frame);
  }
  return best;
}

/** Tokens that lines add to a file's part of the pack: theirs, and those of the frames around new pieces. */
export function estimate(state: FileState, showings: readonly Showing[]): number {
  const { plan } = state;
  const { lines } = state.file as PackFile;
  const fresh = new Set<number>();
  let width = 0;
  for (const { lines: range } of showings)
    for (let line = range[0]; line <= Math.min(range[1], lines.length); line++) {
      if (plan?.has(line) || fresh.has(line) || isBlank(lines[line - 1])) continue;
      fresh.add(line);
      width += widthOf(lines[line - 1]!);
    }
  const frames = FRAME_TOKENS * newPieces(lines, fresh, plan) + (plan ? 0 : FILE_TOKENS);
  return Math.max(1, width * state.tokensPerWidth + frames);
}

/** Units of an excerpt when there is room: the head and the best places, up to a number of lines. */
export function naturalUnits(forms: Forms, chunk: number, excerptLines: number): number {
  const units = forms.excerpt(chunk);
  let lines = 0;
  let count = 0;
  while (count < units.length && (count < 2 || lines < excerptLines)) {
    for (const [from, to] of units[count]!) lines += to - from + 1;
    if (count > 0 && lines > excerptLines * 1.25) break;
    count++;
  }
  return Math.max(1, count);
}

/** The plan of a file with further lines. */
export function planWith({ plan, scored, file }: FileState, showings: readonly Showing[]): FilePlan {
  const next = plan?.copy() ?? new FilePlan(scored.file, scored.chunks, (file as PackFile).lines);
  next.show(showings);
  return next;
}

/** Characters of a line without its indentation, which few tokens hold, and two for the line break and that. */
const widthOf = (line: string): number => line.trim().length + 2;

export function tokensPerWidth(lines: readonly string[], chunks: FileScore["chunks"]): number {
  const tokens = chunks.reduce((sum, { ownTokens }) => sum + ownTokens, 0);
  const width = lines.reduce((sum, line) => sum + (isBlank(line) ? 0 : widthOf(line)), 0);
  return width === 0 ? 1 : tokens / width;
}

const likelyChunks = ({ chunks }: FileScore, need: FileNeed): number[] =>
  [...chunks.keys()].filter(
    (chunk) => chunks[chunk]!.ownTokens > 0 && need.chunks[chunk]! * need.needed > FLOOR,
  );

export const densityOf = ({ value, tokens }: Option): number => value / Math.max(tokens, 1);

/** Number of separate pieces that new lines add to those shown; below 0 when they join pieces. */
function newPieces(lines: readonly string[], fresh: ReadonlySet<number>, plan: FilePlan | undefined): number {
  let pieces = 0;
  const isShown = (line: number): boolean => fresh.has(line) || (plan?.has(line) ?? false);
  for (const line of fresh) {
    const before = neighbour(lines, line, -1, isShown);
    if (before === undefined) pieces++;
    const after = neighbour(lines, line, 1, isShown);
    if (after !== undefined && !fresh.has(after)) pieces--;
  }
  return pieces;
}

/** The shown line next to a line that it shares a piece with. */
function neighbour(
  lines: readonly string[],
  line: number,
  step: 1 | -1,
  isShown: (line: number) => boolean,
): number | undefined {
  for (let at = line + step; at >= 1 && at <= lines.length && Math.abs(at - line) < 8; at += step)
    if (isShown(at)) return bridges(lines, Math.min(at, line), Math.max(at, line)) ? at : undefined;
  return undefined;
}
