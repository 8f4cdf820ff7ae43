import type { PackItem } from "../../context/pack/pack.js";
import type { Ledger } from "../../context/refresh/ledger.js";
import { type RefreshResult, refreshPack } from "../../context/refresh/refresh.js";
import { shortAnswer } from "../../context/refresh/short-answer.js";
import type { Renderer, StaleRange } from "../../context/render/renderer.js";
import type { Repository } from "../../context/repository/repository.js";
import { findUnindexed, type UnindexedText } from "../../context/repository/unindexed.js";
import type { Correction } from "../../context/retrieve/correct.js";
import type { PackReport } from "../schema/index.js";
import { correctionsField } from "./corrections.js";
import { judgementField, statementOf } from "./no-match.js";
import { priceOf } from "./pack-price.js";
import { unindexedField } from "./unindexed-note.js";

export interface PackQuestion {
  readonly task: string;
  /** Most tokens of the rendered pack. */
  readonly budget: number;
  readonly renderer: Renderer;
  /** What its reader holds. */
  readonly ledger: Ledger;
  /** Makes the pack although there is no confident match. */
  readonly anyway: boolean;
}

export interface PackAnswer {
  /** The pack, or the short answer in its place. */
  readonly packed: RefreshResult;
  /** Whether it says why the task is not answered, in place of a pack. */
  readonly isShort: boolean;
  readonly corrections: readonly Correction[];
  readonly unindexed: UnindexedText | undefined;
}

/** Makes what `fovea pack` hands over. */
export async function answerTask(
  repository: Repository,
  { task, budget, renderer, ledger, anyway }: PackQuestion,
): Promise<PackAnswer> {
  const full = await refreshPack(repository, ledger, task, budget, renderer);
  const short =
    full.answered || anyway || !full.matched
      ? undefined
      : shortAnswer(full, {
          task,
          statement: statementOf(full, "For the pack all the same: --anyway"),
          budget,
          renderer,
          counter: await repository.index.counter(),
        });
  const packed = short ?? full;
  const paths = [...packed.items, ...packed.unchanged].map(({ path }) => path);
  return {
    packed,
    isShort: short !== undefined,
    corrections: await repository.corrections(task),
    unindexed: await findUnindexed(repository, task, paths),
  };
}

/** The prices in a report: of the pack, and of sending everything. */
export const pricesOf = ({ tokens, everythingTokens }: RefreshResult): PackReport["price"] => ({
  pack: priceOf(tokens),
  everything: priceOf(everythingTokens),
});

/** The report of `fovea pack --json`. */
export function packReport({ packed, corrections, unindexed }: PackAnswer, budget: number): PackReport {
  const { packId, tokens, items, map, text } = packed;
  return {
    packId,
    budget,
    tokens,
    ...judgementField(packed),
    ...correctionsField(corrections),
    items: [...items],
    map: [...map],
    ...unindexedField(unindexed),
    price: pricesOf(packed),
    text,
    held: held(packed),
  };
}

function held({
  unchanged,
  changed,
  stale,
  left,
  tokens,
  plainTokens,
  ledger,
}: RefreshResult): PackReport["held"] {
  const place = ({ path, startLine, endLine, symbol }: StaleRange | PackItem) => ({
    path,
    startLine,
    endLine,
    ...(symbol === undefined ? {} : { symbol }),
  });
  return {
    unchanged: unchanged.map(place),
    changed: changed.map(place),
    stale: stale.map((range) => ({ ...place(range), state: range.state })),
    left: left.map(place),
    savedTokens: plainTokens - tokens,
    sessionSentTokens: ledger.tally.sentTokens,
    sessionSavedTokens: ledger.tally.plainTokens - ledger.tally.sentTokens,
    residentTokens: ledger.tally.residentTokens,
  };
}
