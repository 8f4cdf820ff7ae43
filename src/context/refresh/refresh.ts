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
  /** Items the reader holds already: named in the text, not repeated. */
  readonly unchanged: readonly PackItem[];
  /** Items among `items` that replace what was sent before in another wording. */
  readonly changed: readonly PackItem[];
  /** What was sent and is no longer so. */
  readonly stale: readonly StaleRange[];
  /** New items worth less to this task than what is held besides: named, not sent. */
  readonly left: readonly PackItem[];
  /** Tokens of the pack that would have been sent without the ledger. */
  readonly plainTokens: number;
  /** True when naming what is held would have cost more than sending it: then this is the plain pack. */
  readonly plain: boolean;
  /** The ledger as the files are now, before this pack. */
  readonly settled: Ledger;
  /** What is recorded of this pack once its reader has it. */
  readonly sending: Sending;
  /** The ledger after this pack. */
  readonly ledger: Ledger;
}

/**
 * The pack for a task without what a reader holds already. The text never has more tokens than the plain pack for the
 * same task and budget: what is saved is saved, not spent on more. What the reader then has covers the task at least
 * as well as the plain pack, by the estimate that both are chosen by.
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
  const text = renderer.render(task, items, held);
  const tokens = (await repository.index.counter()).count(text);
  const plain = tokens >= pack.tokens;
  const sent = plain ? pack : { items, text, tokens };
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

/** The items to send, in the order of the plain pack, which keeps the pieces of one file together. */
function choose(
  pack: PackResult,
  { fresh, changed, unchanged }: Comparison,
  ledger: Ledger,
): { readonly items: readonly PackItem[]; readonly left: readonly PackItem[] } {
  const leftOut = leaveOut(pack.items, new Set(fresh), pack.worths(), holder(ledger));
  const bodies = fresh.filter((item) => item.level === "full" && !leftOut.has(item));
  const shown = new Set([...bodies, ...changed].map((item) => item.path));
  const known = new Set([...shown, ...unchanged.map((item) => item.path)]);
  const sent = new Set([...bodies, ...changed]);
  for (const item of fresh) {
    // Heads and imports are there for the bodies they enclose; a lone line makes a file known.
    if (item.level === "skeleton" && shown.has(item.path)) sent.add(item);
    if (item.level === "mention" && !known.has(item.path)) sent.add(item);
  }
  return { items: pack.items.filter((item) => sent.has(item)), left: [...leftOut] };
}

/** The files of a ledger whose content is not what it was, read again. */
async function touchedFiles(
  repository: Repository,
  ledger: Ledger,
): Promise<Map<string, PresentFile | undefined>> {
  return repository.reader.answer(async (view) => {
    const touched = new Map<string, PresentFile | undefined>();
    for (const [path, sent] of ledger.files) {
      const hash = view.corpus.files[view.corpus.fileAt(path)]?.hash;
      // What this repository does not answer from is not gone: another answer of the session may see to it.
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

/** Of a file that keeps changing the next pack will see what is still held. */
async function linesIfSettled(view: IndexView, path: string): Promise<readonly string[] | undefined> {
  try {
    return await view.lines(path);
  } catch (error) {
    if (error instanceof FoveaError && error.code === "changing-file") return undefined;
    throw error;
  }
}
