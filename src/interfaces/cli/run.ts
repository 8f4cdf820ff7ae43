import { Command, CommanderError, Option } from "commander";
import { errorChain, FoveaError, failure } from "../../shared/errors.js";
import { printable, printableText } from "../../shared/printable.js";
import { emitSpan, type TraceEvent, traced, traceLines } from "../../shared/trace.js";
import { version } from "../../shared/version.js";
import type { ProgressMessage } from "../progress-message.js";
import type { CommandEntry, CommandSpec, FlagValues, Terminal } from "./command.js";
import { commands } from "./commands/index.js";

const ABOUT =
  "Attention is quadratic. Look at less.\nPrice a context, measure its scaling, select the few tokens that matter.";

/** A flag of every command, accepted before or after its name. FOVEA_LOG=debug does the same. */
const VERBOSE = {
  flags: "-v, --verbose",
  description: "print on stderr what each stage did and how long it took, and the causes of an error",
};
const VERBOSE_NAMES: ReadonlySet<string> = new Set(VERBOSE.flags.split(", "));

/** As in shells: 128 plus the number of SIGINT. */
const INTERRUPTED = 130;
/** The signals that end a command, with its exit code. */
const SIGNALS = { SIGINT: INTERRUPTED, SIGTERM: 143, SIGHUP: 129 };
/** After a signal, a command has this long to end by itself. */
const PATIENCE_MILLISECONDS = 500;

/** Runs one command line. Returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted (143 and 129 by SIGTERM and SIGHUP). */
export async function runCli(argv: readonly string[], given = processTerminal()): Promise<number> {
  const terminal = guarded(given);
  const program = new Command("fovea")
    .description(ABOUT)
    .version(version, "-V, --version", "print the version")
    .option(VERBOSE.flags, VERBOSE.description)
    .helpCommand(false)
    // Otherwise `cost` takes a flag that it knows from `cost prices --json` before `prices` sees it.
    .enablePositionalOptions();
  const verbosity = new Verbosity(terminal);
  try {
    const names = argv.filter((each) => !VERBOSE_NAMES.has(each));
    await attach(program, commands, names, (command, spec) => describe(command, spec, verbosity));
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
    return report(error, terminal, verbosity.isOn);
  }
}

/** Prints stages and causes of errors on stderr when it is on. */
class Verbosity {
  isOn: boolean;

  constructor(private readonly terminal: Terminal) {
    this.isOn = terminal.env.FOVEA_LOG === "debug";
  }

  /** Runs a command. Prints its stages on stderr when this is on. */
  async run(work: (terminal: Terminal) => Promise<void> | void): Promise<void> {
    const { terminal } = this;
    if (!this.isOn) return work(terminal);
    const tell = (event: TraceEvent): void => printLines(terminal, traceLines(event));
    // A progress bar would overwrite the lines.
    const quiet: Terminal = Object.create(terminal, { progress: { value: false } });
    await traced(tell, async () => {
      const start = performance.now();
      await work(quiet);
      emitSpan("total", performance.now() - start, {});
    });
  }
}

const printLines = (terminal: Terminal, lines: readonly string[]): void =>
  terminal.err(lines.map((line) => `fovea: ${line}\n`).join(""));

/**
 * The last filter before the terminal. It escapes control characters except newline and tab, and characters
 * that hide or reverse text, in case a command did not. JSON keeps its meaning.
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

/**
 * Adds the commands of a list. Only the one that `names` starts with is loaded; the others are lines in the
 * help.
 */
async function attach(
  parent: Command,
  list: readonly CommandEntry[],
  names: readonly string[],
  describe: (command: Command, spec: CommandSpec) => void,
): Promise<void> {
  const [name, ...rest] = names;
  for (const entry of list) {
    const command = parent.command(entry.name).summary(entry.summary).description(entry.summary);
    if (entry.name !== name) continue;
    const { command: spec } = await entry.load();
    describe(command, spec);
    if (spec.subcommands) await attach(command, spec.subcommands, rest, describe);
  }
}

function describe(command: Command, spec: CommandSpec, verbosity: Verbosity): void {
  command.description(spec.details ? `${spec.summary}\n\n${spec.details}` : spec.summary);
  command.showSuggestionAfterError().enablePositionalOptions().helpCommand(false);
  for (const argument of spec.args ?? []) command.argument(argument.name, argument.description);
  for (const flag of spec.flags ?? []) {
    const option = new Option(flag.flags, flag.description);
    if (flag.defaultValue !== undefined) option.default(flag.defaultValue);
    if (flag.choices) option.choices([...flag.choices]);
    command.addOption(option);
  }
  command.option(VERBOSE.flags, VERBOSE.description);
  if (spec.examples?.length)
    command.addHelpText("after", `\nExamples:\n${spec.examples.map((line) => `  $ ${line}`).join("\n")}`);
  const run = spec.run;
  if (!run) return;
  command.allowExcessArguments(false);
  command.action(async (...received: unknown[]) => {
    const values = received.slice(0, spec.args?.length ?? 0).flat() as (string | undefined)[];
    const given = values.filter((value) => value !== undefined);
    verbosity.isOn ||= command.optsWithGlobals().verbose === true;
    const flags: FlagValues = { ...command.opts(), verbose: verbosity.isOn };
    await verbosity.run((terminal) => run(given, flags, terminal));
  });
}

/**
 * Formats a usage error as one line, like every other error: the fault, a suggestion, and the command's
 * --help.
 */
function usageLine(command: Command, text: string): string {
  const [fault = "", ...guesses] = text
    .replace(/^error: /, "")
    .trim()
    .split("\n");
  const guess = guesses.map((line) => ` ${line.replace(/^\(|\)$/g, "")}`).join("");
  return `fovea: ${fault.replace(/\.$/, "")}.${guess} \`${path(command)} --help\` shows the usage.\n`;
}

const path = (command: Command): string =>
  command.parent ? `${path(command.parent)} ${command.name()}` : command.name();

function* everyCommand(command: Command): Generator<Command> {
  yield command;
  for (const child of command.commands) yield* everyCommand(child);
}

/** The one place where an error becomes a line and an exit code. */
function report(error: unknown, terminal: Terminal, isVerbose: boolean): number {
  if (terminal.signal.aborted) return INTERRUPTED;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const code = reportInShort(error, terminal, isVerbose);
  if (isVerbose && (error as NodeJS.ErrnoException)?.code !== "EPIPE")
    printLines(terminal, errorChain(error));
  return code;
}

function reportInShort(error: unknown, terminal: Terminal, isVerbose: boolean): number {
  if (error instanceof FoveaError) {
    // A message with a list ends on the list's last line.
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
    `fovea: unexpected error: ${printable(text)}. ${isVerbose ? "Please report it with the lines below" : "Run it with --verbose to see the cause, and please report it"}.\n`,
  );
  return 1;
}

/** Asks on the terminal. Ctrl-D and Ctrl-C give an empty answer; Ctrl-C also interrupts the command. */
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
    throw failure(
      "no-current-folder",
      "the current folder no longer exists",
      "Change to one that exists.",
      cause,
    );
  }
}

const sendProgress: NonNullable<Terminal["onProgress"]> = ({ done, total }) => {
  const message: ProgressMessage = { type: "fovea-progress", done, total };
  // The parent may have ended; that ends this process too.
  process.send?.(message, undefined, undefined, () => {});
};

function processTerminal(): Terminal {
  const interrupt = new AbortController();
  // The first signal asks the command to stop. A second one exits at once, which is safe: every write is a
  // transaction.
  const stop = (code: number) => () => {
    if (interrupt.signal.aborted) process.exit(code);
    process.once("exit", () => {
      process.exitCode = code;
    });
    interrupt.abort();
    setTimeout(() => process.exit(code), PATIENCE_MILLISECONDS).unref();
  };
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, stop(code));
  // A process that started this one over a channel has ended: nobody waits for the result.
  process.once("disconnect", stop(INTERRUPTED));
  // To listen to it keeps the process alive; this ends that.
  process.channel?.unref();
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that closes the pipe early, such as `| head`, is no error.
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(`fovea: the output cannot be written: ${error.message}. Check where it goes.\n`);
    process.exit(1);
  });
  // Errors of stderr cannot be reported anywhere. The exit code still tells the outcome.
  process.stderr.on("error", () => {});
  return {
    out: (text) => void process.stdout.write(text),
    handOver: (text) =>
      new Promise((resolve, reject) =>
        process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
      ),
    err: (text) => void process.stderr.write(text),
    progress: process.stderr.isTTY === true,
    ...(process.send ? { onProgress: sendProgress } : {}),
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
