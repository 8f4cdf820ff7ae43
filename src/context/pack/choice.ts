import { qualifiedName } from "../indexing/outline.js";
import { Body, Copies } from "../text/copies.js";
import type { Candidate } from "./candidates.js";
import {
  bestOptionOf,
  choiceParameters,
  densityOf,
  estimate,
  type FileState,
  type Form,
  naturalUnits,
  newState,
  type Option,
  planWith,
} from "./file-state.js";
import { holdsItsInnerChunks, isAnonymous, treeOf } from "./forms.js";
import type { ChunkPlace, LeftOut, PackFile } from "./item.js";
import { itemsOf } from "./items.js";
import type { LineCounter } from "./line-counter.js";
import type { FilePlan, Showing } from "./plan.js";
import type { PackRequest } from "./request.js";
import { isBlank, type Lines } from "./statements.js";

/** Share of the budget from which the tokens of each step are counted in the rendered text, not estimated. */
const NEAR = 0.85;
/** With fewer tokens left, nothing is worth trying. */
const LEAST_ROOM = 30;
/** Files that are read for pieces for the last tokens. */
const MOST_TRIES = 40;

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
  private readonly lines: LineCounter;
  /** Tokens of a pack without pieces. */
  private readonly base: number;
  private used: number;

  constructor(
    private readonly request: PackRequest,
    candidates: readonly Candidate[],
    private readonly parameters = choiceParameters,
  ) {
    this.lines = request.memory.lines;
    this.base = this.lines.count(request.render([]));
    this.used = this.base;
    this.states = request.files.map((scored, index) => newState(scored, request.needs[index]!));
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

  /** The number of a file that is shown. */
  fileOf(path: string): number | undefined {
    return this.states.find(({ file }) => file !== "changing" && file?.path === path)?.scored.file;
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
    // The forms are shared by packs of all budgets: in each the first result is shown with all inside it.
    state.forms!.withInner(first.chunk);
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
    this.takePart(state, first.chunk, share);
  }

  /** The option with most worth per token. */
  private async next(): Promise<{ readonly state: FileState; readonly option: Option } | undefined> {
    for (;;) {
      let best: FileState | undefined;
      let most = 0;
      for (const state of this.states) {
        state.best ??= bestOptionOf(state, this.parameters);
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

  /** Replaces the guessed cost of an option by the exact one; closes the chunk when it cannot be shown. */
  private measure(state: FileState, { chunk, form, value }: Option): void {
    const forms = state.forms!;
    if (forms.body(chunk).length === 0) {
      state.closed.add(chunk);
      this.tell(state, chunk, { reason: "fragment" });
      return;
    }
    const showings =
      form === "whole"
        ? forms.whole(chunk)
        : forms.part(chunk, naturalUnits(forms, chunk, this.parameters.excerptLines));
    const tokens = estimate(state, showings);
    state.counted.set(form === "whole" ? chunk : ~chunk, { chunk, form, value, tokens, showings });
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
    const guess = estimate(state, showings);
    const isFar = 1.25 * guess < most && this.used + 1.25 * guess < NEAR * this.request.budget;
    if (!isFar) this.countAll();
    const { plan, tokens } = isFar
      ? { plan: planWith(state, showings), tokens: state.tokens + guess }
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
      if (file) Object.assign(state, this.request.memory.materialOf(state.scored, file));
      else state.file = "changing";
      if (!file)
        for (const chunk of state.scored.chunks.keys()) this.tell(state, chunk, { reason: "changing" });
    }
    return state.file !== "changing";
  }

  private bodyOf(state: FileState, chunk: number): Body {
    return this.request.memory.bodyOf(state.forms!, chunk, () => {
      const { file, chunks } = state.scored;
      const { startLine, endLine } = chunks[chunk]!;
      const lines = (state.file as PackFile).lines.slice(startLine - 1, endLine);
      return new Body(file, qualifiedName(chunks, chunk), lines);
    });
  }

  private addCopy(state: FileState, chunk: number): void {
    this.copies.add(this.bodyOf(state, chunk), state.file as PackFile);
  }

  private tell(state: FileState, chunk: number, reason: LeftOut): void {
    const candidate = this.candidates.get(keyOf({ file: state.scored.file, chunk }));
    if (candidate) this.request.leftOut?.set(candidate, reason);
  }
}

const keyOf = ({ file, chunk }: ChunkPlace): string => `${file}:${chunk}`;
