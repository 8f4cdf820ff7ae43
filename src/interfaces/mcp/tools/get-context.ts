import * as z from "zod";
import { charge, forgetSent, type Ledger, receiptOf } from "../../../context/refresh/ledger.js";
import { type RefreshResult, refreshPack } from "../../../context/refresh/refresh.js";
import { checkSessionName } from "../../../context/refresh/session-file.js";
import { shortAnswer } from "../../../context/refresh/short-answer.js";
import { markdown } from "../../../context/render/markdown.js";
import type { Renderer } from "../../../context/render/renderer.js";
import type { Repository } from "../../../context/repository/repository.js";
import { findUnindexed } from "../../../context/repository/unindexed.js";
import { failure } from "../../../shared/errors.js";
import type { TokenCounter } from "../../../shared/tokens/count.js";
import { correctionsField, correctionsLine } from "../../answers/corrections.js";
import { noMatch, statementOf } from "../../answers/no-match.js";
import { unindexedNote } from "../../answers/unindexed-note.js";
import { defineTool } from "../tool.js";

const MOST_TASK_CHARACTERS = 20_000;
const LEAST_BUDGET = 300;
/** Tokens for ids and counts beside the pack. Measured: 50 to 68. */
const FACTS_TOKENS = 76;
/** Corrected words that an answer names. */
const MOST_CORRECTIONS = 5;
/** Tokens for the line that names files which are changing. */
const CHANGING_TOKENS = 60;

/** Share of the budget for the reasons of a doubt. */
const MOST_WARNING = 0.2;

/** Renders the pack as a JSON string, as in the structured answer, so that the budget holds there too. */
const quoted: Renderer = { name: "quoted", render: (...pack) => JSON.stringify(markdown.render(...pack)) };

export const getContext = defineTool({
  name: "get_context",
  description:
    "The code and docs that matter for a task, cited by file and line, within a token budget. Later calls send only what is new or changed.",
  input: z.strictObject({
    task: z.string().min(1).max(MOST_TASK_CHARACTERS).describe("Plain words; names, paths, errors help"),
    budget: z.int().min(LEAST_BUDGET).max(1_000_000).default(8000).describe("Most tokens of the answer"),
    session: z.string().optional().describe("Continue this one"),
    anyway: z.boolean().optional().describe("Pack even without a confident match"),
    resend: z.boolean().optional().describe("Your context was compacted: send held pieces again"),
  }),
  output: z.strictObject({
    text: z.string(),
    packId: z.string(),
    session: z.string(),
    tokens: z.int(),
    savedTokens: z.int().describe("In this session"),
    residentTokens: z.int().describe("Sent so far, in your window"),
    confidence: z.number(),
    answered: z.boolean(),
    corrections: z.array(z.strictObject({ from: z.string(), to: z.string() })).optional(),
  }),
  run: async ({ task, budget, session: named, anyway, resend }, call) => {
    const session = checkSessionName(named ?? call.connection.session);
    call.connection.session = session;
    const service = await call.service();
    const repository = await service.ready(call);
    return service.inSession(session, call.delivery, async (before) => {
      call.signal.throwIfAborted();
      const held = resend ? forgetSent(before) : before;
      const corrections = (await repository.corrections(task)).slice(0, MOST_CORRECTIONS);
      const said = correctionsLine(corrections);
      const field = correctionsField(corrections);
      const counter = await repository.index.counter();
      const correcting = corrections.length > 0 ? counter.count(JSON.stringify([said, field])) : 0;
      const first = await packWithNote(repository, held, task, budget - correcting);
      const warning = anyway ? warningOf(first.result, counter, budget) : "";
      const warned = warning === "" ? 0 : counter.count(JSON.stringify(warning));
      const packed =
        warned === 0 ? first : await packWithNote(repository, held, task, budget - correcting - warned);
      const short =
        packed.result.answered || anyway || !packed.result.matched
          ? undefined
          : shortAnswer(packed.result, {
              task,
              statement: statementOf(packed.result, "For a pack all the same: anyway"),
              budget: budget - correcting - packed.facts,
              renderer: quoted,
              counter,
            });
      const result = short ?? packed.result;
      const note = packed.note + said;
      const around = packed.facts + correcting + warned;
      if (!short) await refuseNothing(result, repository, task, budget);
      const text = warning + (JSON.parse(result.text) as string) + note;
      const { sentTokens, plainTokens, residentTokens } = charge(result.ledger, around).tally;
      const structured = {
        text,
        packId: result.packId,
        session,
        tokens: result.tokens + around,
        savedTokens: plainTokens - sentTokens,
        residentTokens,
        confidence: Math.round(result.confidence * 100) / 100,
        answered: result.answered,
        ...field,
      };
      const facts = `\nSession ${session}, pack ${result.packId}: ${structured.tokens} tokens; ${structured.savedTokens} saved, ${residentTokens} resident in all.\n`;
      return {
        ledger: result.settled,
        receipt: receiptOf(result.sending, around),
        value: { structured, text: text + facts },
      };
    });
  },
});

/** The line above a pack that was asked for anyway: a model that reads the text only must see the doubt. */
function warningOf(result: RefreshResult, counter: TokenCounter, budget: number): string {
  if (result.answered || !result.matched) return "";
  const full = `N${noMatch(result).slice(1)}.\n\n`;
  return counter.count(JSON.stringify(full)) <= budget * MOST_WARNING
    ? full
    : `N${noMatch({ confidence: result.confidence }).slice(1)}.\n\n`;
}

/** Makes a pack, and a note when files were left out of it because they are changing. */
async function packWithNote(repository: Repository, held: Ledger, task: string, budget: number) {
  const pack = (facts: number) => refreshPack(repository, held, task, budget - facts, quoted);
  const result = await pack(FACTS_TOKENS);
  if (result.changing.length === 0) return { result, note: "", facts: FACTS_TOKENS };
  const facts = FACTS_TOKENS + CHANGING_TOKENS;
  const again = await pack(facts);
  const count = Math.max(again.changing.length, 1);
  const [path = ""] = again.changing.length > 0 ? again.changing : result.changing;
  const left = `Left out because ${count === 1 ? "it is" : "they are"} changing:`;
  const note = `\n${left} ${JSON.stringify(path)}${count > 1 ? ` and ${count - 1} more` : ""}. Ask again.\n`;
  const counter = await repository.index.counter();
  if (counter.count(JSON.stringify(note)) <= CHANGING_TOKENS) return { result: again, note, facts };
  return { result: again, note: `\n${left} ${count} of the files. Ask again.\n`, facts };
}

/**
 * Throws when the answer has no piece, so that an empty answer is not taken for a result.
 * @throws FoveaError `changing-file`, `nothing-matched`, `budget-too-small`.
 */
async function refuseNothing(
  result: RefreshResult,
  repository: Repository,
  task: string,
  budget: number,
): Promise<void> {
  if (result.items.length + result.unchanged.length > 0) return;
  if (result.changing.length > 0)
    throw failure(
      "changing-file",
      `${result.changing.length} relevant files are changing, and could not be indexed again`,
      "Ask again in a moment, or run fovea index.",
    );
  const unindexed = result.matched ? undefined : await findUnindexed(repository, task, []);
  if (!result.matched)
    throw failure(
      "nothing-matched",
      `no indexed file of ${repository.source.root} contains a word of this task${unindexed ? `; ${unindexedNote(unindexed)}` : ""}`,
      "Name a symbol, a path, an error message or other words of the code.",
    );
  throw failure(
    "budget-too-small",
    `no relevant piece fits in ${budget} tokens`,
    `Ask again with a budget of ${Math.max(2000, budget * 2)} or more.`,
  );
}
