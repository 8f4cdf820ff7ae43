import type { TokenCounter } from "../../shared/tokens/count.js";
import { packId } from "../pack/pack-id.js";
import type { Renderer } from "../render/renderer.js";
import { record, type Sending } from "./ledger.js";
import type { RefreshResult } from "./refresh.js";

/** Likely files that a short answer names. */
const GUESSES = 5;

export interface ShortAnswerRequest {
  readonly task: string;
  /** Why the task is not answered, and what to try. */
  readonly statement: string;
  readonly budget: number;
  readonly renderer: Renderer;
  readonly counter: TokenCounter;
}

/**
 * The answer to a task that the repository does not answer, in place of its pack: a statement and a few likely files. Its
 * reader would pay for each wrong page, and takes what it is given for the answer. It sends no piece.
 * @returns undefined when not even the statement fits.
 */
export function shortAnswer(
  result: RefreshResult,
  { task, statement, budget, renderer, counter }: ShortAnswerRequest,
): RefreshResult | undefined {
  for (let guesses = Math.min(GUESSES, result.likely.length); guesses >= 0; guesses--) {
    const map = result.likely.slice(0, guesses);
    const text = renderer.render(task, [], { statement, map });
    const tokens = counter.count(text);
    if (tokens > budget) continue;
    const sending: Sending = { ...result.sending, items: [], announced: [], tokens, plainTokens: tokens };
    return {
      ...result,
      packId: packId(text),
      items: [],
      map,
      unchanged: [],
      changed: [],
      stale: [],
      left: [],
      text,
      tokens,
      plainTokens: tokens,
      sending,
      ledger: record(result.settled, sending),
    };
  }
  return undefined;
}
