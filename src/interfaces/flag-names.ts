import type { Flag } from "./cli/command.js";

/** How a flag is written, taken from its syntax. */
export interface FlagName {
  /** `kv-dtype`, without its dashes. */
  readonly long: string;
  /** `kvDtype`, under which its value is in `FlagValues`. */
  readonly key: string;
  /** `name` of `--kv-dtype <name>`; undefined for a flag that takes no value. */
  readonly takes: string | undefined;
}

/** The name of a flag: `-k, --limit <n>` is `limit`. */
export function flagName({ flags }: Pick<Flag, "flags">): FlagName {
  const match = /--([a-z][a-z-]*)(?:\s+[<[]([^>\]]+)[>\]])?\s*$/.exec(flags);
  if (match === null) throw new Error(`not the syntax of a flag: ${flags}`);
  const [, long = "", takes] = match;
  return { long, key: long.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), takes };
}
