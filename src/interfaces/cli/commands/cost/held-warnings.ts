import type { Terminal } from "../../command.js";

/** A terminal whose stderr waits, so that no warning stands before the error of a later flag. */
export interface HeldWarnings {
  readonly terminal: Terminal;
  /** Writes what waits, each line once. From then on lines are written as they come. */
  readonly tell: () => void;
}

export function heldWarnings(terminal: Terminal): HeldWarnings {
  const waiting = new Set<string>();
  let holds = true;
  return {
    // The fields of a terminal may be its prototype's: no spread.
    terminal: Object.create(terminal, {
      err: { value: (line: string): void => (holds ? void waiting.add(line) : terminal.err(line)) },
    }) as Terminal,
    tell: () => {
      holds = false;
      for (const line of waiting) terminal.err(line);
      waiting.clear();
    },
  };
}
