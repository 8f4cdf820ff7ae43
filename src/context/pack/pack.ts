import type { TokenCounter } from "../../shared/tokens/count.js";
import { span } from "../../shared/trace.js";
import { qualifiedName } from "../indexing/outline.js";
import type { Import } from "../parse/parsed.js";
import { Body, Copies } from "../text/copies.js";
import { byValue, type Candidate, type ChooseParameters, candidatesOf, type FileScore } from "./choose.js";
import { type MapLine, withMap } from "./map.js";
import { bestFirstAndLast, nearestToMiddle } from "./order.js";
import { FilePlan, type Level, ownRanges } from "./plan.js";

/** One piece of a pack: contiguous lines of a file, unchanged except that secrets are redacted. */
export interface PackItem {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string;
  readonly kind?: string;
  readonly level: Level;
  readonly tokens: number;
  readonly text: string;
  readonly why: string;
}

/** A file for the packer, secrets redacted. Loaded when the pack first needs a line of it. */
export interface PackFile {
  readonly path: string;
  readonly lines: readonly string[];
  readonly imports: readonly Import[];
  /** Whether it is generated or vendored. */
  readonly derived: boolean;
}

export interface PackRequest {
  /** Best first. */
  readonly files: readonly FileScore[];
  /** Most tokens of the rendered pack, headings and fences included. */
  readonly budget: number;
  readonly choice: ChooseParameters;
  readonly counter: TokenCounter;
  readonly load: (file: number) => Promise<PackFile | undefined>;
  readonly why: (file: number, chunk: number) => string;
  /** A line for each file that the closing map may name, best first. */
  readonly map: readonly MapLine[];
  /** Renders the pack; its tokens are counted. */
  readonly render: (items: readonly PackItem[], map?: readonly MapLine[]) => string;
  /** Filled with the reason for each candidate that was not packed, for `fovea why`. */
  readonly leftOut?: Map<Candidate, LeftOut>;
}

/** Why a candidate was not taken when its turn came. */
export type LeftOut =
  /** With the heads and imports it needs, it has more tokens than were left. */
  | { readonly reason: "too-large"; readonly tokens: number; readonly room: number }
  /** Pieces worth more per token had taken the budget. */
  | { readonly reason: "budget-spent" }
  /** A near-identical definition was taken before it. */
  | { readonly reason: "copy"; readonly of: string }
  /** Its file changed while the pack was made. */
  | { readonly reason: "changing" };

export interface Packed {
  readonly items: readonly PackItem[];
  /** The closing map: likely files without a line in the pack. */
  readonly map: readonly MapLine[];
  readonly text: string;
  readonly tokens: number;
  /** All candidates with a relevance above 0, packed or not. */
  readonly candidates: readonly Candidate[];
}

/** Tokens of the fence and line numbers of a separate piece; measured on packs of several repositories. */
const ITEM_OVERHEAD = 30;
/**
 * Number of filling rounds: most pieces share a fence and cost less than estimated, so each round leaves
 * room.
 */
const ROUNDS = 3;

/**
 * Packs chunks under a token budget: some whole, some as their head, some as one line. A definition is never
 * cut in the middle, and no line is repeated. The rendered text never exceeds the budget.
 */
export function packContext(asked: PackRequest): Promise<Packed> {
  const render = (items: readonly PackItem[], map: readonly MapLine[] = []): string =>
    span(
      "render",
      () => asked.render(items, map),
      (text) => ({ pieces: items.length, bytes: Buffer.byteLength(text) }),
    );
  return span(
    "pack",
    () => withMap({ ...asked, render }, (budget) => fill({ ...asked, render, budget })),
    ({ items, tokens, candidates }) => ({ pieces: items.length, tokens, candidates: candidates.length }),
  );
}

async function fill(request: PackRequest): Promise<Omit<Packed, "map">> {
  const loaded = new Map<number, PackFile | undefined>();
  const load = async (file: number): Promise<PackFile | undefined> => {
    if (!loaded.has(file)) loaded.set(file, await request.load(file));
    return loaded.get(file);
  };
  const plans = new Map<number, FilePlan>();
  const chunksOf = new Map(request.files.map((file) => [file.file, file.chunks]));
  const rank = new Map(request.files.map((file, index) => [file.file, index]));
  const copies = new Copies<PackFile>();
  let estimate = request.counter.count(request.render([]));
  const order = byValue(candidatesOf(request.files, request.choice), ITEM_OVERHEAD);
  const taken = new Set<Candidate>();
  const { leftOut } = request;
  for (const candidate of order) leftOut?.set(candidate, { reason: "budget-spent" });
  for (let round = 0; round < ROUNDS; round++) {
    const before = taken.size;
    for (const candidate of order) {
      const room = request.budget - estimate;
      if (room < ITEM_OVERHEAD) break;
      if (taken.has(candidate)) continue;
      const tokens = candidate.tokens + ITEM_OVERHEAD;
      if (tokens > room) {
        leftOut?.set(candidate, { reason: "too-large", tokens, room });
        continue;
      }
      const file = await load(candidate.file);
      if (!file) {
        leftOut?.set(candidate, { reason: "changing" });
        continue;
      }
      const chunks = chunksOf.get(candidate.file)!;
      const { startLine, endLine } = chunks[candidate.chunk]!;
      const body = new Body(
        candidate.file,
        qualifiedName(chunks, candidate.chunk),
        file.lines.slice(startLine - 1, endLine),
      );
      const shown = copies.firstLike(body);
      // Include a source although its generated copy is packed already: the task will change the source.
      if (shown && (file.derived || !shown.derived)) {
        leftOut?.set(candidate, { reason: "copy", of: shown.path });
        continue;
      }
      const plan = (plans.get(candidate.file) ?? new FilePlan(candidate.file, chunks)).copy();
      const cost = addChunk(plan, candidate.chunk, file, request.counter);
      if (cost > room) {
        leftOut?.set(candidate, { reason: "too-large", tokens: cost, room });
        continue;
      }
      leftOut?.delete(candidate);
      copies.add(body, file);
      plans.set(candidate.file, plan);
      taken.add(candidate);
      estimate += cost;
    }
    if (taken.size === before) break;
    estimate = request.counter.count(request.render(inOrder(request, plans, rank, loaded)));
  }
  return { ...withinBudget(request, plans, rank, loaded), candidates: order };
}

/**
 * Adds a whole chunk, the heads of the enclosing definitions and the imports it uses. @returns the tokens
 * added.
 */
function addChunk(plan: FilePlan, index: number, file: PackFile, counter: TokenCounter): number {
  let cost = ITEM_OVERHEAD;
  const show = (from: number, to: number, level: Level, chunk: number): void => {
    const fresh: string[] = [];
    for (let line = from; line <= Math.min(to, file.lines.length); line++)
      if (!plan.has(line)) fresh.push(file.lines[line - 1]!);
    if (fresh.length > 0) cost += counter.count(`${fresh.join("\n")}\n`);
    plan.show(from, Math.min(to, file.lines.length), level, chunk);
  };
  for (const [from, to] of ownRanges(plan.chunks, index)) show(from, to, "full", index);
  for (let at = plan.chunks[index]!.parent; at >= 0; at = plan.chunks[at]!.parent) {
    const parent = plan.chunks[at]!;
    show(parent.startLine, parent.headEndLine, "skeleton", at);
  }
  const body = ownRanges(plan.chunks, index)
    .flatMap(([from, to]) => file.lines.slice(from - 1, to))
    .join("\n");
  for (const item of file.imports) {
    const used = item.names.some(({ name, alias }) => mentions(body, alias ?? name));
    if (used && item.line <= file.lines.length)
      show(item.line, statementEnd(file.lines, item.line), "skeleton", 0);
  }
  return cost;
}

/** Most lines of an import statement; of a longer one only the first line is shown. */
const LONGEST_IMPORT = 12;

/**
 * The last line of a statement that may open brackets on its first line; `first` when it is too long.
 * 1-based.
 */
export function statementEnd(lines: readonly string[], first: number): number {
  let open = 0;
  for (let line = first; line < first + LONGEST_IMPORT && line <= lines.length; line++) {
    for (const mark of lines[line - 1]!.match(/[({[\])}]/g) ?? []) open += "({[".includes(mark) ? 1 : -1;
    if (open <= 0) return line;
  }
  return first;
}

const mentions = (body: string, name: string): boolean => {
  if (!/^\w+$/.test(name)) return false;
  for (let at = body.indexOf(name); at >= 0; at = body.indexOf(name, at + 1))
    if (!/\w/.test(body[at - 1] ?? " ") && !/\w/.test(body[at + name.length] ?? " ")) return true;
  return false;
};

/** Renders, counts exactly, and drops the least valuable pieces until the text fits the budget. */
function withinBudget(
  request: PackRequest,
  plans: ReadonlyMap<number, FilePlan>,
  rank: ReadonlyMap<number, number>,
  loaded: ReadonlyMap<number, PackFile | undefined>,
): Omit<Packed, "candidates" | "map"> {
  let items = inOrder(request, plans, rank, loaded);
  for (;;) {
    const text = request.render(items);
    const tokens = request.counter.count(text);
    if (tokens <= request.budget) return { items, text, tokens };
    if (items.length === 0) return { items, text: "", tokens: 0 };
    items = dropLeast(items, tokens - request.budget);
  }
}

const inOrder = (
  request: PackRequest,
  plans: ReadonlyMap<number, FilePlan>,
  rank: ReadonlyMap<number, number>,
  loaded: ReadonlyMap<number, PackFile | undefined>,
): PackItem[] => {
  const ranked = [...plans.values()]
    .filter((plan) => !plan.empty)
    .sort((a, b) => rank.get(a.file)! - rank.get(b.file)!);
  return bestFirstAndLast(ranked).flatMap((plan) => itemsOf(plan, loaded.get(plan.file)!, request));
};

/**
 * Drops pieces of at least `excess` tokens: mentions first, then heads, then whole definitions, each from the
 * middle of the pack's order.
 */
function dropLeast(items: readonly PackItem[], excess: number): PackItem[] {
  const order: Level[] = ["mention", "skeleton", "full"];
  const level = order.find((wanted) => items.some((item) => item.level === wanted))!;
  const kept = [...items];
  for (let freed = 0; freed < excess; ) {
    const least = nearestToMiddle(kept, (item) => item.level === level);
    if (least < 0) break;
    freed += kept[least]!.tokens;
    kept.splice(least, 1);
  }
  return kept;
}

function itemsOf(plan: FilePlan, file: PackFile, request: PackRequest): PackItem[] {
  const items: PackItem[] = [];
  const ranges = [...plan.ranges()];
  for (const [index, { startLine, endLine: last, level, chunk }] of ranges.entries()) {
    // Include blank lines up to the next piece: they cost few tokens, and both pieces then share one fence.
    const next = ranges[index + 1]?.startLine ?? last + 1;
    const joins = file.lines.slice(last, next - 1).every((line) => line.trim() === "");
    const endLine = joins ? next - 1 : last;
    const text = file.lines.slice(startLine - 1, endLine).join("\n");
    const symbol = qualifiedName(plan.chunks, chunk);
    items.push({
      path: file.path,
      startLine,
      endLine,
      ...(symbol ? { symbol } : {}),
      kind: plan.chunks[chunk]!.kind,
      level,
      tokens: request.counter.count(text),
      text,
      why: request.why(plan.file, chunk),
    });
  }
  return items;
}
