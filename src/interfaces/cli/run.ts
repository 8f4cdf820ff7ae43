import { Command, CommanderError, Option } from "commander";
import { FoveaError, failure } from "../../shared/errors.js";
import { printable, printableText } from "../../shared/printable.js";
import { version } from "../../shared/version.js";
import type { CommandEntry, CommandSpec, FlagValues, Terminal } from "./command.js";
import { commands } from "./commands/index.js";

const ABOUT =
  "Attention is quadratic. Look at less.\nPrice a context, measure its scaling, select the few tokens that matter.";

/** As a shell says it: 128 and the number of SIGINT. */
const INTERRUPTED = 130;
/** The signals that end a command, with its exit code. */
const SIGNALS = { SIGINT: INTERRUPTED, SIGTERM: 143, SIGHUP: 129 };
/** How long a command may take to end by itself once it is asked to. */
const PATIENCE_MILLISECONDS = 500;

/** Runs one command line. Returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted (143 and 129 by SIGTERM and SIGHUP). */
export async function runCli(argv: readonly string[], given = processTerminal()): Promise<number> {
  const terminal = guarded(given);
  const program = new Command("fovea")
    .description(ABOUT)
    .version(version, "-V, --version", "print the version")
    .helpCommand(false)
    // Else a flag that `cost` knows is taken from `cost prices --json` before `prices` sees it.
    .enablePositionalOptions();
  try {
    await attach(program, commands, argv, terminal);
    for (const command of everyCommand(program))
      command.exitOverride().configureOutput({
        writeOut: terminal.out,
        writeErr: terminal.err,
        outputError: (text, write) => write(usageLine(command, text)),
      });
    if (argv.length === 0) {
      terminal.out(program.helpInformation());
      return 0;
    }
    await program.parseAsync([...argv], { from: "user" });
    return terminal.signal.aborted ? INTERRUPTED : 0;
  } catch (error) {
    return report(error, terminal);
  }
}

/**
 * The last to see what is printed: whatever a command forgot, no control character but newline and tab passes, and
 * nothing that hides or turns text. JSON keeps its meaning.
 */
const guarded = (terminal: Terminal): Terminal =>
  Object.create(terminal, {
    out: { value: (text: string) => terminal.out(printableText(text)) },
    err: { value: (text: string) => terminal.err(printableText(text)) },
    ...(terminal.handOver
      ? { handOver: { value: (text: string) => terminal.handOver!(printableText(text)) } }
      : {}),
    ...(terminal.ask ? { ask: { value: (question: string) => terminal.ask!(printableText(question)) } } : {}),
  }) as Terminal;

/** Adds the commands of a list; only the one that `argv` names is loaded, the others are a line in the help. */
async function attach(
  parent: Command,
  list: readonly CommandEntry[],
  argv: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const [name, ...rest] = argv;
  for (const entry of list) {
    const command = parent.command(entry.name).summary(entry.summary).description(entry.summary);
    if (entry.name !== name) continue;
    const { command: spec } = await entry.load();
    describe(command, spec, terminal);
    if (spec.subcommands) await attach(command, spec.subcommands, rest, terminal);
  }
}

function describe(command: Command, spec: CommandSpec, terminal: Terminal): void {
  command.description(spec.details ? `${spec.summary}\n\n${spec.details}` : spec.summary);
  command.showSuggestionAfterError().enablePositionalOptions().helpCommand(false);
  for (const argument of spec.args ?? []) command.argument(argument.name, argument.description);
  for (const flag of spec.flags ?? []) {
    const option = new Option(flag.flags, flag.description);
    if (flag.defaultValue !== undefined) option.default(flag.defaultValue);
    if (flag.choices) option.choices([...flag.choices]);
    command.addOption(option);
  }
  if (spec.examples?.length)
    command.addHelpText("after", `\nExamples:\n${spec.examples.map((line) => `  $ ${line}`).join("\n")}`);
  const run = spec.run;
  if (!run) return;
  command.allowExcessArguments(false);
  command.action(async (...received: unknown[]) => {
    const values = received.slice(0, spec.args?.length ?? 0).flat() as (string | undefined)[];
    await run(
      values.filter((value) => value !== undefined),
      command.opts() as FlagValues,
      terminal,
    );
  });
}

/** What is wrong with a command line as one line, like every other error: the fault, a guess at what was meant, the help. */
function usageLine(command: Command, text: string): string {
  const [fault = "", ...guesses] = text
    .replace(/^error: /, "")
    .trim()
    .split("\n");
  const guess = guesses.map((line) => ` ${line.replace(/^\(|\)$/g, "")}`).join("");
  return `fovea: ${fault.replace(/\.$/, "")}.${guess} \`${path(command)} --help\` shows what there is.\n`;
}

const path = (command: Command): string =>
  command.parent ? `${path(command.parent)} ${command.name()}` : command.name();

function* everyCommand(command: Command): Generator<Command> {
  yield command;
  for (const child of command.commands) yield* everyCommand(child);
}

/** The one place where an error becomes a line and an exit code. */
function report(error: unknown, terminal: Terminal): number {
  if (terminal.signal.aborted) return INTERRUPTED;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof FoveaError) {
    // A list of what was found ends with its own line.
    const end = error.message.includes("\n") ? "\n" : ". ";
    terminal.err(`fovea: ${error.message}${end}${error.mend}\n`);
    return error.kind === "usage" ? 2 : 1;
  }
  const facts = error as NodeJS.ErrnoException;
  if (facts?.code === "EPIPE") return 0;
  if (facts?.code === "ENOSPC") {
    terminal.err(
      `fovea: the disk is full${facts.path ? ` (${printable(facts.path)})` : ""}. Free some space and run the command again; the index is unharmed.\n`,
    );
    return 1;
  }
  if (facts?.code === "EACCES" || facts?.code === "EPERM") {
    terminal.err(
      `fovea: permission denied: ${printable(facts.path ?? facts.message)}. Check the owner and mode of that path.\n`,
    );
    return 1;
  }
  const text = error instanceof Error ? error.message : String(error);
  terminal.err(
    `fovea: unexpected error: ${printable(text)}. Please report it; FOVEA_DEBUG=1 shows where it came from.\n`,
  );
  if (terminal.env.FOVEA_DEBUG && error instanceof Error) terminal.err(`${error.stack}\n`);
  return 1;
}

/** Asks on the terminal. Ctrl-D answers nothing; Ctrl-C does too, and interrupts. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.once("SIGINT", () => {
      process.emit("SIGINT");
      lines.close();
    });
    lines.once("close", () => resolve(""));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw failure("no-current-folder", "the current folder is gone", "Change to one that exists.", cause);
  }
}

function processTerminal(): Terminal {
  const interrupt = new AbortController();
  // The first one asks; a second does not wait, and neither does the user: what is being written is a transaction.
  const stop = (code: number) => () => {
    if (interrupt.signal.aborted) process.exit(code);
    process.once("exit", () => {
      process.exitCode = code;
    });
    interrupt.abort();
    setTimeout(() => process.exit(code), PATIENCE_MILLISECONDS).unref();
  };
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, stop(code));
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that closes the pipe (`| head`) has what it wanted.
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(`fovea: the output cannot be written: ${error.message}. Check where it goes.\n`);
    process.exit(1);
  });
  // Nobody is left to tell: the exit code still says what came of it.
  process.stderr.on("error", () => {});
  return {
    out: (text) => void process.stdout.write(text),
    handOver: (text) =>
      new Promise((resolve, reject) =>
        process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
      ),
    err: (text) => void process.stderr.write(text),
    progress: process.stderr.isTTY === true,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
    readInput,
    columns: process.stdout.columns ?? 100,
    get cwd() {
      return currentFolder();
    },
    env: process.env,
    signal: interrupt.signal,
  };
}
