import { resolve } from "node:path";
import type { Terminal } from "./command.js";
import { writeOutput } from "./write-output.js";

/** Writes a report as JSON to the file of `--save`. @throws FoveaError `cannot-write`. */
export async function saveJson(file: string, value: unknown, terminal: Terminal): Promise<void> {
  const path = resolve(terminal.cwd, file);
  await writeOutput(path, `${JSON.stringify(value, null, 2)}\n`);
  terminal.err(`Report saved to ${path}\n`);
}
