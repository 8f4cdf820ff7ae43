import { usageError } from "../../shared/errors.js";

/** When and how a conversation that has grown long is replaced by a summary of it. */
export interface Compaction {
  /** A turn whose input would be longer is preceded by a compaction. */
  readonly atTokens: number;
  /** The input of that turn afterwards: system and tools, and the summary. */
  readonly toTokens: number;
}

/** A loop of requests to a model, in which each sends the whole conversation so far. */
export interface AgentLoop {
  /** Turns of the loop, that is requests to the model, compactions not counted. */
  readonly turns: number;
  /** Instructions and descriptions of tools, at the head of each request. */
  readonly systemTokens: number;
  /** What the user writes: once, or before each turn of a chat. */
  readonly userTokens: number;
  /** What tools return between two turns. */
  readonly readTokens: number;
  /** Visible output of a turn: text and tool calls. It stays in the conversation. */
  readonly outputTokens: number;
  /** Reasoning of a turn, billed as output. */
  readonly reasoningTokens: number;
  /** Whether the reasoning of past turns is sent again. */
  readonly keepsReasoning: boolean;
  /** A person writes before each turn. */
  readonly chat: boolean;
  /** Seconds between the answer to one request and the next one. */
  readonly gapSeconds: number;
  readonly compaction?: Compaction;
}

/** One request to the model. */
export interface AgentRequest {
  /** Counted from 1. A compaction belongs to the turn that it precedes. */
  readonly turn: number;
  readonly purpose: "turn" | "compaction";
  readonly inputTokens: number;
  /** Visible output and reasoning. */
  readonly outputTokens: number;
  /** Leading tokens of the input that the request before had as its input. */
  readonly sharedInput: number;
  /** The same, with the tokens that the request before generated. */
  readonly sharedSequence: number;
  /** Seconds since the answer to the request before. */
  readonly idleSeconds: number;
}

/** @throws FoveaError `compaction-too-small`, `compaction-too-large`. */
function checkCompaction({ systemTokens, compaction }: AgentLoop): void {
  if (!compaction) return;
  if (compaction.toTokens <= systemTokens)
    throw usageError(
      "compaction-too-small",
      `a compaction to ${compaction.toTokens} tokens leaves no room for a summary after ${systemTokens} tokens of system and tools`,
      "Raise --compact-to, or lower --system.",
    );
  if (compaction.toTokens >= compaction.atTokens)
    throw usageError(
      "compaction-too-large",
      `a compaction to ${compaction.toTokens} tokens is not shorter than its limit of ${compaction.atTokens}`,
      "Lower --compact-to, or raise --compact-at.",
    );
}

/**
 * The requests of a loop, in order. Turn k sends system, user and all that came since:
 * P(1) = system + user, P(k + 1) = P(k) + output + kept reasoning + read (+ user in a chat).
 * A compaction sends P(k) and generates the summary; the turn then sends system and summary.
 * @throws FoveaError `compaction-too-small`, `compaction-too-large`.
 */
export function requestsOf(loop: AgentLoop): AgentRequest[] {
  checkCompaction(loop);
  const { turns, systemTokens, userTokens, readTokens, outputTokens, reasoningTokens, compaction } = loop;
  const generated = outputTokens + reasoningTokens;
  const kept = outputTokens + (loop.keepsReasoning ? reasoningTokens : 0);
  // Generated tokens are a prefix of the next input only when all of them are sent again.
  const continues = kept === generated;
  const added = kept + readTokens + (loop.chat ? userTokens : 0);
  const requests: AgentRequest[] = [];
  let input = systemTokens + userTokens;
  let sharedInput = 0;
  let sharedSequence = 0;
  for (let turn = 1; turn <= turns; turn++) {
    let idleSeconds = turn === 1 ? 0 : loop.gapSeconds;
    if (compaction && input > compaction.atTokens) {
      const summary = compaction.toTokens - systemTokens;
      requests.push({
        turn,
        purpose: "compaction",
        inputTokens: input,
        outputTokens: summary,
        sharedInput,
        sharedSequence,
        idleSeconds,
      });
      input = compaction.toTokens;
      sharedInput = systemTokens;
      sharedSequence = systemTokens;
      idleSeconds = 0;
    }
    requests.push({
      turn,
      purpose: "turn",
      inputTokens: input,
      outputTokens: generated,
      sharedInput,
      sharedSequence,
      idleSeconds,
    });
    sharedInput = input;
    sharedSequence = continues ? input + generated : input;
    input += added;
  }
  return requests;
}
