import { FoveaError } from "../../shared/errors.js";
import type { PackItem } from "../pack/pack.js";
import { packId } from "../pack/pack-id.js";
import type { HeldNotes, Renderer, StaleRange } from "../render/renderer.js";
import type { IndexView } from "../repository/index-view.js";
import type { Repository } from "../repository/repository.js";
import type { PackResult } from "../repository/results.js";
import { leaveOut } from "./leave-out.js";
import {
  bringUpToDate,
  type Comparison,
  compare,
  holder,
  type Ledger,
  type PresentFile,
  record,
  type Sending,
} from "./ledger.js";

export interface RefreshResult extends PackResult {
  /** Items the reader holds already: listed in the text, not repeated. */
  readonly unchanged: readonly PackItem[];
  /** Items, also in `items`, that were sent before with another text. */
  readonly changed: readonly PackItem[];
  /** Ranges sent before whose text has changed or whose file no longer exists. */
  readonly stale: readonly StaleRange[];
  /** New items listed but not sent, because lines held already are worth more to this task. */
  readonly left: readonly PackItem[];
  /** Tokens of the pack that would have been sent without the ledger. */
  readonly plainTokens: number;
  /** True when listing held items would cost more tokens than sending them; then this is the plain pack. */
  readonly plain: boolean;
  /** The ledger compared with the current files, before this pack. */
  readonly settled: Ledger;
  /** The record of this pack, for `record` and `takeBack`. */
  readonly sending: Sending;
  /** The ledger after this pack. */
  readonly ledger: Ledger;
}

/**
 * Makes the pack for a task, without lines that the reader already holds. The text never has more tokens than
 * the plain pack for the same task and budget: saved tokens are not spent on more items. By the estimate that
 * chooses both, what the reader then holds covers the task at least as well as the plain pack.
 * @param budget most tokens of the pack.
 */
export async function refreshPack(
  repository: Repository,
  before: Ledger,
  task: string,
  budget: number,
  renderer: Renderer,
): Promise<RefreshResult> {
  const pack = await repository.pack(task, budget, renderer);
  const ledger = bringUpToDate(before, await touchedFiles(repository, before));
  const sorted = compare(ledger, pack.items);
  const { items, left } = choose(pack, sorted, ledger);
  const held: HeldNotes = { unchanged: sorted.unchanged, stale: sorted.stale, left };
  const holds = holder(ledger);
  // A file without a named definition is known when any of its lines is.
  const map = pack.map.filter(({ path, line }) =>
    line === undefined ? !ledger.files.has(path) : !holds(path, line),
  );
  const text = renderer.render(task, items, { held, map });
  const tokens = text === pack.text ? pack.tokens : (await repository.index.counter()).count(text);
  const plain = tokens >= pack.tokens;
  const sent = plain ? pack : { items, map, text, tokens };
  const told = plain ? NOTHING : held;
  const replaced = ledger.unannounced.filter((range) => !sorted.stale.includes(range));
  const sending: Sending = {
    items: sent.items,
    hashOf: pack.hashOf,
    announced: [...replaced, ...told.stale],
    tokens: sent.tokens,
    plainTokens: pack.tokens,
  };
  return {
    ...pack,
    ...told,
    items: sent.items,
    map: sent.map,
    text: sent.text,
    tokens: sent.tokens,
    packId: packId(sent.text),
    changed: sorted.changed,
    plainTokens: pack.tokens,
    plain,
    settled: ledger,
    sending,
    ledger: record(ledger, sending),
  };
}

const NOTHING: HeldNotes = { unchanged: [], stale: [], left: [] };

/** Chooses the items to send, in the order of the plain pack, which keeps the pieces of one file together. */
function choose(
  pack: PackResult,
  { fresh, changed, unchanged }: Comparison,
  ledger: Ledger,
): { readonly items: readonly PackItem[]; readonly left: readonly PackItem[] } {
  const leftOut = leaveOut(pack.items, new Set(fresh), pack.worths(), holder(ledger));
  const bodies = fresh.filter((item) => isBody(item) && !leftOut.has(item));
  const shown = new Set([...bodies, ...changed].map((item) => item.path));
  const known = new Set([...shown, ...unchanged.map((item) => item.path)]);
  const sent = new Set([...bodies, ...changed]);
  for (const item of fresh) {
    // Heads and imports are sent only with a body of their file; a mention only for a file not otherwise
    // named.
    if (item.level === "skeleton" && shown.has(item.path)) sent.add(item);
    if (item.level === "mention" && !known.has(item.path)) sent.add(item);
  }
  return { items: pack.items.filter((item) => sent.has(item)), left: [...leftOut] };
}

/** Whether a piece shows code of its own, not only a head or an import that another piece needs. */
const isBody = ({ level }: PackItem): boolean => level === "full" || level === "excerpt";

/** Reads the files of a ledger whose content changed. @returns undefined for a path no longer indexed. */
async function touchedFiles(
  repository: Repository,
  ledger: Ledger,
): Promise<Map<string, PresentFile | undefined>> {
  return repository.reader.answer(async (view) => {
    const touched = new Map<string, PresentFile | undefined>();
    for (const [path, sent] of ledger.files) {
      const hash = view.corpus.files[view.corpus.fileAt(path)]?.hash;
      // A path outside the scope was not deleted; an answer of another scope may check it.
      if (hash === sent.hash || !repository.scope.includes(path)) continue;
      if (hash === undefined) touched.set(path, undefined);
      else {
        const lines = await linesIfSettled(view, path);
        if (lines) touched.set(path, { hash, lines });
      }
    }
    return touched;
  });
}

/** @returns undefined for a file that keeps changing; the next pack checks it. */
async function linesIfSettled(view: IndexView, path: string): Promise<readonly string[] | undefined> {
  try {
    return await view.lines(path);
  } catch (error) {
    if (error instanceof FoveaError && error.code === "changing-file") return undefined;
    throw error;
  }
}
