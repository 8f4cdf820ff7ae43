/** One line of a pack's closing map: a file of which the pack shows nothing, likely needed all the same. */
export interface MapLine {
  readonly path: string;
  /** Its definition or section that matches best; absent when no named one matches. */
  readonly symbol?: string;
  /** First line of that definition. */
  readonly line?: number;
  /** The rarest words of the task in the file; without one, the strongest signals that ranked it. */
  readonly why: string;
}

/** The largest share of a budget that the map takes. */
const MOST_SHARE = 0.06;
/** A map of fewer lines is not worth its heading, unless these are all the files there are. */
const LEAST_LINES = 3;

/** Chooses the lines of a pack's closing map: the best files that have no line in the pack. */
export class ClosingMap {
  /** Tokens to keep free for the map while pieces are chosen. */
  readonly reserved: number;
  private readonly share: number;
  private readonly tokensOfLine: number;

  /**
   * @param files a line for each file that may be named, best first.
   * @param tokensOf tokens that these lines add to a rendered pack.
   */
  constructor(
    private readonly files: readonly MapLine[],
    budget: number,
    private readonly tokensOf: (lines: readonly MapLine[]) => number,
  ) {
    this.share = Math.floor(MOST_SHARE * budget);
    const all = tokensOf(files);
    this.tokensOfLine = Math.max(1, all / files.length);
    if (all <= this.share) this.reserved = all;
    else this.reserved = tokensOf(files.slice(0, LEAST_LINES)) <= this.share ? this.share : 0;
  }

  /** The lines for the files that are not packed, as many as fit into the map's share and into `room`. */
  linesFor(packed: ReadonlySet<string>, room: number): readonly MapLine[] {
    const left = this.files.filter(({ path }) => !packed.has(path));
    const lines = left.slice(0, this.fitting(left, Math.min(this.share, room)));
    return lines.length < Math.min(LEAST_LINES, left.length) ? [] : lines;
  }

  /** How many of these lines fit. Each trial is rendered and counted, so the first is near the answer. */
  private fitting(files: readonly MapLine[], tokens: number): number {
    let fits = 0;
    let over = files.length + 1;
    let next = Math.floor(tokens / this.tokensOfLine);
    while (over - fits > 1) {
      const trial = Math.min(over - 1, Math.max(fits + 1, next));
      const taken = this.tokensOf(files.slice(0, trial));
      if (taken <= tokens) fits = trial;
      else over = trial;
      next = trial + Math.floor((tokens - taken) / this.tokensOfLine);
    }
    return fits;
  }
}

interface MapRequest<Item> {
  /** A line for each file that the map may name, best first. */
  readonly map: readonly MapLine[];
  readonly budget: number;
  readonly counter: { count(text: string): number };
  readonly render: (items: readonly Item[], map: readonly MapLine[]) => string;
}

interface Filled<Item> {
  readonly items: readonly Item[];
  readonly text: string;
  readonly tokens: number;
}

/** Fills a budget with pieces but for the room of the closing map, then adds the map. */
export async function withMap<Item extends { readonly path: string }, Result extends Filled<Item>>(
  { map: files, budget, counter, render }: MapRequest<Item>,
  fill: (budget: number) => Promise<Result>,
): Promise<Result & { readonly map: readonly MapLine[] }> {
  const bare = counter.count(render([], []));
  const map = new ClosingMap(files, budget, (lines) =>
    lines.length === 0 ? 0 : counter.count(render([], lines)) - bare,
  );
  const filled = await fill(budget - map.reserved);
  if (filled.items.length === 0) return { ...(await fill(budget)), map: [] };
  const packed = new Set(filled.items.map(({ path }) => path));
  let lines = map.linesFor(packed, budget - filled.tokens);
  for (; lines.length > 0; lines = lines.slice(0, -1)) {
    const text = render(filled.items, lines);
    const tokens = counter.count(text);
    // The whole may have a token or two more than its parts.
    if (tokens <= budget) return { ...filled, map: lines, text, tokens };
  }
  return { ...filled, map: [] };
}
