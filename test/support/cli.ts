import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

export const cliFile = join(import.meta.dirname, "../../dist/cli.js");

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called with the running process, to disturb it. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs the built `fovea` as a user would, in a process of its own. */
export function fovea(args: readonly string[], options: RunOptions): Promise<Outcome> {
  const { cwd, env = {}, input = "", onStart } = options;
  const child = spawn(process.execPath, [cliFile, ...args], { cwd, env: { ...process.env, ...env } });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  onStart?.(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve({ code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}

/** Runs a command with --json that must print a result, and reads it by a schema. Nothing found is exit code 1. */
export async function foveaJson<T>(
  args: readonly string[],
  schema: { parse(value: unknown): T },
  options: RunOptions,
): Promise<T> {
  const outcome = await fovea([...args, "--json"], options);
  if (outcome.out === "") throw new Error(`fovea ${args.join(" ")} exited ${outcome.code}: ${outcome.err}`);
  return schema.parse(JSON.parse(outcome.out));
}
