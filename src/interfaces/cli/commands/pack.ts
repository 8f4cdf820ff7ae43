import { setTimeout as sleep } from "node:timers/promises";
import { continueFrom } from "../../../context/refresh/continue.js";
import type { Ledger } from "../../../context/refresh/ledger.js";
import { openSessions, type SessionStore } from "../../../context/refresh/session-file.js";
import { defaultRenderer, renderers } from "../../../context/render/index.js";
import { sessionsFolder } from "../../../context/state/state-folder.js";
import { FoveaError, failure, usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { reportError } from "../../../shared/trace.js";
import { formatDollars, formatInteger, formatSeconds, parseCount } from "../../../shared/units.js";
import { correctionsLine } from "../../answers/corrections.js";
import { noMatch } from "../../answers/no-match.js";
import { answerTask, packReport, pricesOf } from "../../answers/pack-report.js";
import { budgetTooSmall, NOTHING_MATCHED, percentOf } from "../../answers/pack-words.js";
import { unindexedNote } from "../../answers/unindexed-note.js";
import { type CommandSpec, flagText, type Terminal, taskFrom } from "../command.js";
import { encodingFlag, repositoryFlags, withRepository } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "the context for a task within a token budget, cited and priced",
  details:
    "Chooses which definitions to send whole, which as their head and which as one line. Prints the pack on stdout, and its price beside the price of sending everything on stderr. When the repository does not seem to hold the answer, prints why and a few likely files instead. The exit code is 1 when nothing is found.",
  args: [{ name: "<task...>", description: "the task in plain words; - reads it from stdin" }],
  flags: [
    {
      flags: "-b, --budget <tokens>",
      description: "most tokens of the rendered pack",
      defaultValue: "8000",
    },
    {
      flags: "--format <name>",
      description: "output format of the pack",
      defaultValue: defaultRenderer.name,
      choices: renderers.map((renderer) => renderer.name),
    },
    {
      flags: "--since <id>",
      description: "send only what is new or changed since that pack (its packId) or session",
    },
    {
      flags: "--session <name>",
      description: "record under this name what was sent, and send only what is new or changed since",
    },
    { flags: "--anyway", description: "make the pack although there is no confident match" },
    ...repositoryFlags,
    encodingFlag,
    { flags: "--json", description: "print items, text and price as JSON" },
  ],
  examples: [
    'fovea pack "retry uploads that fail with 503" --budget 6k',
    "gh issue view 12 | fovea pack - --format xml",
    'fovea pack "now the tests for it" --session upload-retry',
  ],
  run: async (words, flags, terminal) => {
    const task = await taskFrom(words, terminal);
    if (task.trim() === "")
      throw usageError(
        "empty-task",
        "the task is empty",
        'Describe the task: fovea pack "add a --verbose flag".',
      );
    const budget = parseCount(flagText(flags, "budget")!, "--budget");
    const renderer = renderers.find((each) => each.name === flags.format)!;
    const names = { since: flagText(flags, "since"), session: flagText(flags, "session") };
    const { answer, sessions, before } = await withRepository(flags, terminal, async (repository) => {
      const sessions = openSessions(sessionsFolder(repository.source.root));
      const before = continueFrom(sessions, names);
      const question = { task, budget, renderer, ledger: before.ledger, anyway: flags.anyway === true };
      return { answer: await answerTask(repository, question), sessions, before };
    });
    const { packed, isShort, corrections, unindexed } = answer;
    const isNamed = names.since !== undefined || names.session !== undefined;
    /** Only what stdout has accepted counts as held by the reader. */
    const print = async (text: string): Promise<void> => {
      await handOver(text, terminal, isNamed);
      remember(sessions, [packed.packId, ...before.sessions], packed.ledger, terminal);
    };
    if (!flags.json) {
      terminal.err(correctionsLine(corrections));
      if (unindexed) terminal.err(`fovea: ${unindexedNote(unindexed)}.\n`);
      if (packed.matched && !packed.answered) terminal.err(`fovea: ${noMatch(packed)}.\n`);
    }
    if (packed.changing.length > 0)
      terminal.err(
        `fovea: left out, because they changed after they were indexed: ${packed.changing.map((path) => JSON.stringify(path)).join(", ")}.\n`,
      );
    const nothing = !isShort && packed.items.length + packed.unchanged.length === 0;
    if (flags.json) await print(`${JSON.stringify(packReport(answer, budget))}\n`);
    if (nothing) throw nothingPacked(packed.matched, budget);
    if (flags.json) return;
    await print(packed.text);
    if (packed.unchanged.length + packed.stale.length + packed.left.length > 0)
      terminal.err(
        `${packed.unchanged.length} pieces already held, ${packed.changed.length} changed, ${packed.stale.length} stale, ${packed.left.length} left out; ${formatInteger(packed.plainTokens - packed.tokens)} tokens saved.\n`,
      );
    const price = pricesOf(packed);
    terminal.err(
      `${formatInteger(packed.tokens)} of ${formatInteger(budget)} tokens, ${packed.items.length} pieces: ${formatDollars(price.pack.dollars)} a request as ${price.pack.model} input, ` +
        `prefill ${formatSeconds(price.pack.prefillSeconds)} modelled (${price.pack.prefillModel}).\n` +
        `Everything: ${formatInteger(packed.everythingTokens)} tokens, ${formatDollars(price.everything.dollars)}, prefill ${formatSeconds(price.everything.prefillSeconds)} modelled. The pack is ${percentOf(packed.tokens, packed.everythingTokens)} % of it.\n`,
    );
  },
};

const nothingPacked = (matched: boolean, budget: number): FoveaError =>
  matched
    ? failure("budget-too-small", budgetTooSmall(budget)[0], "Raise --budget.")
    : failure("nothing-matched", ...NOTHING_MATCHED);

const READER_MILLISECONDS = 25;

/**
 * Writes a text to stdout, its last character 25 ms later: a reader that takes only the beginning, such as
 * `head`, has closed the pipe by then, so the last write fails.
 */
async function handOver(text: string, terminal: Terminal, wait: boolean): Promise<void> {
  if (!terminal.handOver) {
    terminal.out(text);
    return;
  }
  await terminal.handOver(text.slice(0, -1));
  if (wait) await sleep(READER_MILLISECONDS);
  await terminal.handOver(text.slice(-1));
}

/** Records what the pack sent. A failure is only a warning, since the pack itself is good. */
function remember(
  sessions: SessionStore,
  names: readonly string[],
  ledger: Ledger,
  terminal: Terminal,
): void {
  try {
    for (const name of names) sessions.write(name, ledger);
  } catch (error) {
    if (error instanceof FoveaError && error.kind === "usage") throw error;
    reportError(error);
    terminal.err(
      `fovea: this pack cannot be remembered for --since: ${printable((error as Error).message)}\n`,
    );
  }
}
