import { qualifiedName } from "../indexing/outline.js";
import { Body, Copies } from "../text/copies.js";
import type { Candidate, FileNeed, FileScore } from "./choose.js";
import { Forms, holdsItsInnerChunks, isAnonymous, treeOf } from "./forms.js";
import type { ChunkPlace, LeftOut, PackFile, PackRequest } from "./item.js";
import { itemsOf } from "./items.js";
import type { LineCounter } from "./line-counter.js";
import { bridges, FilePlan, type Showing } from "./plan.js";
import { isBlank, type Lines } from "./statements.js";

/** All constants of the choice, so that a tuner can try others. */
export interface ChoiceParameters {
  /** Worth of the first real piece of a file, beside that of its chunk: as if one chunk were sure to be needed. */
  readonly piece: number;
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
  unlikely: 0.01,
  excerpt: 0.4,
  excerptFrom: 40,
  excerptLines: 16,
  first: 0.88,
};

/** Tokens of the line before a piece, for estimates. */
const FRAME_TOKENS = 9;
/** Tokens of a file's heading and fence, for estimates. */
const FILE_TOKENS = 20;
/** Share of the budget from which the tokens of each step are counted in the rendered text, not estimated. */
const NEAR = 0.85;
/** With fewer tokens left, nothing is worth trying. */
const LEAST_ROOM = 30;
/** Relevance (of all candidates' 1) below which a chunk is not worth its tokens. */
const FLOOR = 2e-5;
/** Files that are read for pieces for the last tokens. */
const MOST_TRIES = 40;

type Form = "whole" | "excerpt";

/** A way to show more of a file. */
interface Option {
  readonly chunk: number;
  readonly form: Form;
  readonly value: number;
  readonly tokens: number;
  /** Absent until the file is read; `tokens` is then a guess, hardly above the truth. */
  readonly showings?: readonly Showing[];
}

/** What is known and shown of one file while the pack is chosen. */
interface FileState {
  readonly scored: FileScore;
  readonly need: FileNeed;
  /** Its chunks that are worth a place. */
  readonly likely: readonly number[];
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

/** A step that can be taken back. */
interface Step {
  readonly state: FileState;
  readonly plan: FilePlan | undefined;
  readonly tokens: number;
  readonly whole: number[];
  readonly partly: number[];
}

/**
 * Chooses what a pack shows: the first search result, then step by step what adds most worth per token. The worth of
 * a pack is the sum over its files of the probability that the task needs the file, and over its chunks of the
 * probability that it needs the chunk, times the share that is shown. The order of the steps does not depend on the
 * budget: a larger one continues a smaller one. Where the budget ends, a definition is shown as far as it fits.
 */
export class Choice {
  private readonly states: FileState[];
  private readonly byFile: ReadonlyMap<number, FileState>;
  private readonly copies = new Copies<PackFile>();
  private readonly candidates: ReadonlyMap<string, Candidate>;
  private readonly steps: Step[] = [];
  /** Tokens of a pack without pieces. */
  private readonly base: number;
  private used: number;

  constructor(
    private readonly request: PackRequest,
    candidates: readonly Candidate[],
    private readonly lines: LineCounter,
    private readonly parameters = choiceParameters,
  ) {
    this.base = this.lines.count(request.render([]));
    this.used = this.base;
    this.states = request.files.map((scored, index) => ({
      scored,
      need: request.needs[index]!,
      likely: likelyChunks(scored, request.needs[index]!),
      isCounted: true,
      tokens: 0,
      whole: new Set(),
      partly: new Set(),
      closed: new Set(),
      counted: new Map(),
      tokensPerWidth: 0,
    }));
    this.byFile = new Map(this.states.map((state) => [state.scored.file, state]));
    this.candidates = new Map(candidates.map((candidate) => [keyOf(candidate), candidate]));
    for (const candidate of candidates) request.leftOut?.set(candidate, { reason: "budget-spent" });
  }

  private get room(): number {
    return this.request.budget - this.used;
  }

  /** The files with pieces: that of the first result, then the others, best first. */
  shown(): { readonly plan: FilePlan; readonly path: string }[] {
    const first = this.request.first?.file;
    const states = this.states.filter(({ plan }) => plan && !plan.empty);
    states.sort((a, b) => Number(b.scored.file === first) - Number(a.scored.file === first));
    return states.map(({ plan, file }) => ({ plan: plan!, path: (file as PackFile).path }));
  }

  async fill(): Promise<void> {
    await this.takeFirst();
    let tries = 0;
    while (this.room >= LEAST_ROOM && tries < MOST_TRIES) {
      const next = await this.next();
      if (!next) break;
      if (this.isCopy(next.state, next.option.chunk)) continue;
      if (!this.take(next.state, next.option)) tries++;
    }
    if (this.steps.length === 0) await this.showOneLine();
    this.tellTooLarge();
  }

  /** No budget of this size has room for a longer definition, whenever its turn comes. */
  private tellTooLarge(): void {
    const { leftOut, budget } = this.request;
    if (!leftOut) return;
    for (const [candidate, { reason }] of leftOut)
      if (reason === "budget-spent" && candidate.tokens > budget - this.base)
        leftOut.set(candidate, { reason: "too-large", tokens: candidate.tokens, room: this.room });
  }

  /** Shows the first search result: whole when it takes no more than its share, otherwise as much as that allows. */
  private async takeFirst(): Promise<void> {
    const { first, budget } = this.request;
    const state = first && this.byFile.get(first.file);
    if (!state || !(await this.load(state))) return;
    const showings = state.forms!.tree(first.chunk);
    const share = Math.min(this.room, Math.floor(this.parameters.first * budget));
    const inside = treeOf(state.scored.chunks, first.chunk);
    if (this.show(state, showings, share)) {
      for (const chunk of inside) this.addCopy(state, chunk);
      this.settle(state, "whole", inside);
      return;
    }
    const tokens = this.countWith(state, showings).tokens;
    this.tell(state, first.chunk, { reason: "too-large", tokens, room: share });
    if (inside.length === 1 || holdsItsInnerChunks(state.scored.chunks[first.chunk]!))
      this.takePart(state, first.chunk, share);
  }

  /** The option with most worth per token. */
  private async next(): Promise<{ readonly state: FileState; readonly option: Option } | undefined> {
    for (;;) {
      let best: FileState | undefined;
      let most = 0;
      for (const state of this.states) {
        state.best ??= this.bestOf(state);
        const density = state.best ? densityOf(state.best) : 0;
        if (density > most) {
          most = density;
          best = state;
        }
      }
      if (!best) return undefined;
      const option = best.best!;
      if (option.showings) return { state: best, option };
      best.best = undefined;
      if (!(await this.load(best))) continue;
      this.measure(best, option);
    }
  }

  private bestOf(state: FileState): Option | undefined {
    const { scored, need, whole, partly, closed, counted } = state;
    if (state.file === "changing") return undefined;
    const { piece, unlikely, excerpt, excerptFrom, excerptLines } = this.parameters;
    const isNew = whole.size + partly.size === 0;
    const ofFile = isNew ? piece * Math.max(0, need.needed - unlikely) : 0;
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
      offer(
        "whole",
        chunk,
        ofFile + worth * (isPart ? 1 - excerpt : 1),
        ownTokens * (1 - shownShare) + frame,
      );
      if (!isPart && lines > excerptFrom)
        offer("excerpt", chunk, ofFile + worth * excerpt, (ownTokens * excerptLines) / lines + frame);
    }
    return best;
  }

  /** Replaces the guessed cost of an option by the exact one; closes the chunk when it cannot be shown. */
  private measure(state: FileState, { chunk, form, value }: Option): void {
    const forms = state.forms!;
    if (forms.body(chunk).length === 0) {
      state.closed.add(chunk);
      this.tell(state, chunk, { reason: "fragment" });
      return;
    }
    const showings =
      form === "whole" ? forms.whole(chunk) : forms.part(chunk, this.naturalUnits(forms, chunk));
    const tokens = this.estimate(state, showings);
    state.counted.set(form === "whole" ? chunk : ~chunk, { chunk, form, value, tokens, showings });
  }

  /** Tokens that lines add to a file's part of the pack: theirs, and those of the frames around new pieces. */
  private estimate(state: FileState, showings: readonly Showing[]): number {
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
  private naturalUnits(forms: Forms, chunk: number): number {
    const units = forms.excerpt(chunk);
    let lines = 0;
    let count = 0;
    while (count < units.length && (count < 2 || lines < this.parameters.excerptLines)) {
      for (const [from, to] of units[count]!) lines += to - from + 1;
      if (count > 0 && lines > this.parameters.excerptLines * 1.25) break;
      count++;
    }
    return Math.max(1, count);
  }

  /** Whether a chunk repeats one that is shown. */
  private isCopy(state: FileState, chunk: number): boolean {
    if (state.partly.has(chunk)) return false;
    const file = state.file as PackFile;
    const shown = this.copies.firstLike(this.bodyOf(state, chunk));
    // Include a source although its generated copy is packed already: the task will change the source.
    if (!shown || (!file.derived && shown.derived)) return false;
    this.tell(state, chunk, { reason: "copy", of: shown.path });
    state.closed.add(chunk);
    state.best = undefined;
    return true;
  }

  /** Takes an option, or as much of it as fits. @returns false when nothing of it does. */
  private take(state: FileState, option: Option): boolean {
    const { chunk, form, showings } = option;
    const isNew = !state.partly.has(chunk);
    if (option.tokens <= this.room * 1.1 && this.show(state, showings!, this.room)) {
      if (isNew) this.addCopy(state, chunk);
      const { chunks } = state.scored;
      const withInner = form === "whole" && holdsItsInnerChunks(chunks[chunk]!);
      this.settle(state, form, withInner ? treeOf(chunks, chunk) : [chunk]);
      return true;
    }
    if (form === "whole")
      this.tell(state, chunk, { reason: "too-large", tokens: option.tokens, room: this.room });
    return this.takePart(state, chunk, this.room);
  }

  /** Shows the largest excerpt of a chunk that fits, and nothing more of it later. */
  private takePart(state: FileState, chunk: number, most: number): boolean {
    state.closed.add(chunk);
    state.best = undefined;
    const forms = state.forms!;
    const units = forms.excerpt(chunk).length;
    // A head alone says less than a line of the map.
    const least = isAnonymous(state.scored.chunks[chunk]!) ? 1 : 2;
    const isNew = !state.partly.has(chunk);
    this.countAll();
    let fits: readonly Showing[] | undefined;
    for (let low = least, high = units; low <= high; ) {
      const middle = (low + high) >> 1;
      const showings = forms.part(chunk, middle);
      if (this.countWith(state, showings).tokens - state.tokens <= Math.min(most, this.room)) {
        fits = showings;
        low = middle + 1;
      } else high = middle - 1;
    }
    if (!fits || (!isNew && fits.every(({ lines }) => this.isShown(state, lines)))) return false;
    this.show(state, fits, most);
    if (isNew) this.addCopy(state, chunk);
    this.settle(state, "excerpt", [chunk]);
    return true;
  }

  private isShown({ plan, file }: FileState, [from, to]: Lines): boolean {
    const { lines } = file as PackFile;
    for (let line = from; line <= Math.min(to, lines.length); line++)
      if (!plan?.has(line) && !isBlank(lines[line - 1])) return false;
    return true;
  }

  /** For a budget in which no piece fits: the line that declares the best definition whose line does. */
  private async showOneLine(): Promise<void> {
    const ranked = this.states
      .slice(0, 8)
      .flatMap((state) =>
        state.scored.chunks.flatMap((chunk, index) =>
          isAnonymous(chunk) ? [] : [{ state, index, chance: state.need.needed * state.need.chunks[index]! }],
        ),
      );
    ranked.sort((a, b) => b.chance - a.chance);
    for (const { state, index } of ranked.slice(0, MOST_TRIES)) {
      if (!(await this.load(state))) continue;
      if (!this.show(state, state.forms!.mention(index), this.room)) continue;
      this.settle(state, "excerpt", []);
      return;
    }
  }

  /** Adds lines to a file's plan, when the rendered pack then has at most `most` tokens more. */
  private show(state: FileState, showings: readonly Showing[], most: number): boolean {
    // Far from the limit an estimate will do: rendering every step would take most of the time.
    const estimate = this.estimate(state, showings);
    const isFar = 1.25 * estimate < most && this.used + 1.25 * estimate < NEAR * this.request.budget;
    if (!isFar) this.countAll();
    const { plan, tokens } = isFar
      ? { plan: planWith(state, showings), tokens: state.tokens + estimate }
      : this.countWith(state, showings);
    // Counting may have shown that less room is left than was thought.
    if (tokens - state.tokens > Math.min(most, this.room)) return false;
    this.steps.push({ state, plan: state.plan, tokens: state.tokens, whole: [], partly: [] });
    this.used += tokens - state.tokens;
    state.plan = plan;
    state.tokens = tokens;
    state.isCounted = !isFar;
    state.counted.clear();
    state.best = undefined;
    return true;
  }

  /** Replaces the estimates of all files by counts. */
  private countAll(): void {
    for (const state of this.states) {
      if (state.isCounted) continue;
      const tokens = this.countSection(state.plan!, (state.file as PackFile).path);
      this.used += tokens - state.tokens;
      state.tokens = tokens;
      state.isCounted = true;
    }
  }

  private countWith(state: FileState, showings: readonly Showing[]): { plan: FilePlan; tokens: number } {
    const plan = planWith(state, showings);
    return { plan, tokens: this.countSection(plan, (state.file as PackFile).path) };
  }

  private countSection(plan: FilePlan, path: string): number {
    return this.lines.count(this.request.render(itemsOf(plan, path))) - this.base;
  }

  /** Records which chunks the last step shows. */
  private settle(state: FileState, form: Form, chunks: readonly number[]): void {
    const { whole, partly } = this.steps.at(-1)!;
    for (const chunk of chunks) {
      const [all, step] = form === "whole" ? [state.whole, whole] : [state.partly, partly];
      if (all.has(chunk)) continue;
      all.add(chunk);
      step.push(chunk);
      const candidate = this.candidates.get(keyOf({ file: state.scored.file, chunk }));
      if (form === "whole" && candidate) this.request.leftOut?.delete(candidate);
    }
  }

  /** Takes back the last step. @returns false when there is none. */
  undo(): boolean {
    const step = this.steps.pop();
    if (!step) return false;
    const { state, plan, tokens, whole, partly } = step;
    this.used -= state.tokens - tokens;
    for (const chunk of whole) {
      state.whole.delete(chunk);
      this.tell(state, chunk, { reason: "budget-spent" });
    }
    for (const chunk of partly) state.partly.delete(chunk);
    state.tokens = tokens;
    if (plan) state.plan = plan;
    else delete state.plan;
    state.isCounted = !plan;
    return true;
  }

  private async load(state: FileState): Promise<boolean> {
    if (state.file === undefined) {
      const file = await this.request.load(state.scored.file);
      state.file = file ?? "changing";
      if (file) state.tokensPerWidth = tokensPerWidth(file.lines, state.scored.chunks);
      if (file) state.forms = new Forms(file, state.scored.chunks, this.request.matcher);
      else for (const chunk of state.scored.chunks.keys()) this.tell(state, chunk, { reason: "changing" });
    }
    return state.file !== "changing";
  }

  private bodyOf(state: FileState, chunk: number): Body {
    const { file, chunks } = state.scored;
    const { startLine, endLine } = chunks[chunk]!;
    const lines = (state.file as PackFile).lines.slice(startLine - 1, endLine);
    return new Body(file, qualifiedName(chunks, chunk), lines);
  }

  private addCopy(state: FileState, chunk: number): void {
    this.copies.add(this.bodyOf(state, chunk), state.file as PackFile);
  }

  private tell(state: FileState, chunk: number, reason: LeftOut): void {
    const candidate = this.candidates.get(keyOf({ file: state.scored.file, chunk }));
    if (candidate) this.request.leftOut?.set(candidate, reason);
  }
}

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

function planWith({ plan, scored, file }: FileState, showings: readonly Showing[]): FilePlan {
  const next = plan?.copy() ?? new FilePlan(scored.file, scored.chunks, (file as PackFile).lines);
  next.show(showings);
  return next;
}

/** Characters of a line without its indentation, which few tokens hold, and two for the line break and that. */
const widthOf = (line: string): number => line.trim().length + 2;

function tokensPerWidth(lines: readonly string[], chunks: FileScore["chunks"]): number {
  const tokens = chunks.reduce((sum, { ownTokens }) => sum + ownTokens, 0);
  const width = lines.reduce((sum, line) => sum + (isBlank(line) ? 0 : widthOf(line)), 0);
  return width === 0 ? 1 : tokens / width;
}

const likelyChunks = ({ chunks }: FileScore, need: FileNeed): number[] =>
  [...chunks.keys()].filter(
    (chunk) => chunks[chunk]!.ownTokens > 0 && need.chunks[chunk]! * need.needed > FLOOR,
  );

const densityOf = ({ value, tokens }: Option): number => value / Math.max(tokens, 1);

const keyOf = ({ file, chunk }: ChunkPlace): string => `${file}:${chunk}`;
