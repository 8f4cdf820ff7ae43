/** The contract of a command. A new command is one file that exports one of these, and one line in the list. */

/** Where a command reads and writes. Results go to `out`; progress, logs and errors to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** As `out`; resolves when whoever reads stdout has taken it all. Where it is absent, `out` is as good. */
  readonly handOver?: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** True when stderr is a terminal, so that a progress bar makes sense. */
  readonly progress: boolean;
  readonly columns: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks a question on the terminal and gives the answer; absent when nobody sits at one. */
  readonly ask?: (question: string) => Promise<string>;
  /** All of stdin. */
  readonly readInput: () => Promise<string>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** One flag, in the syntax of commander: `--budget <tokens>`, `--json`, `-k, --limit <n>`. */
export interface Flag {
  readonly flags: string;
  readonly description: string;
  readonly defaultValue?: string | boolean;
  readonly choices?: readonly string[];
}

export interface Argument {
  /** `<path>` required, `[path]` optional, `[path...]` any number. */
  readonly name: string;
  readonly description: string;
}

export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;

export interface CommandSpec {
  readonly summary: string;
  readonly details?: string;
  readonly args?: readonly Argument[];
  readonly flags?: readonly Flag[];
  readonly examples?: readonly string[];
  readonly subcommands?: readonly CommandEntry[];
  /** Positional values come in the order of `args`; a variadic argument takes all that is left. */
  readonly run?: (values: readonly string[], flags: FlagValues, terminal: Terminal) => Promise<void> | void;
}

/** A line in a list of commands: the module is loaded only when its command runs or prints its help. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CommandSpec }>;
}

/** The value of a flag that takes one, or undefined when it was not given. */
export function flagText(flags: FlagValues, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

/** Whether an answer to `Terminal.ask` is a yes. */
export const isYes = (answer: string): boolean => /^\s*y(?:es)?\s*$/i.test(answer);
