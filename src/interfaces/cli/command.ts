/**
 * The contract of a command. To add one, export a `CommandSpec` from a file in `commands/`, and list it in
 * `commands/index.ts`.
 */

/** Where a command reads and writes. Results go to `out`; progress, logs and errors to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** As `out`, but resolves when the reader of stdout has taken everything. When absent, use `out`. */
  readonly handOver?: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** True when stderr is a terminal, so that a progress bar makes sense. */
  readonly progress: boolean;
  /** Gets the progress in place of the bar. Present when another process of Fovea shows it. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly columns: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Asks a question on the terminal and returns the answer. Absent when stdin or stderr is not a terminal.
   */
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
  /** Positional values come in the order of `args`; a variadic argument takes all remaining ones. */
  readonly run?: (values: readonly string[], flags: FlagValues, terminal: Terminal) => Promise<void> | void;
}

/** An entry in a list of commands. The module is loaded only when its command runs or prints its help. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CommandSpec }>;
}

/** The value of a flag, or undefined when it was not given. */
export function flagText(flags: FlagValues, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

/** The task that positional values give: their words, or all of stdin for a lone `-`. */
export const taskFrom = async (words: readonly string[], terminal: Terminal): Promise<string> =>
  words.length === 1 && words[0] === "-" ? terminal.readInput() : words.join(" ");

/** Whether an answer to `Terminal.ask` is a yes. */
export const isYes = (answer: string): boolean => /^\s*y(?:es)?\s*$/i.test(answer);
