import { env as processEnvironment } from "node:process";
import { releaseClosedConnections } from "../../src/context/store/sqlite/release.js";
import { runCli } from "../../src/interfaces/cli/run.js";
import type { Outcome } from "./cli.js";

export interface HereOptions {
  readonly cwd: string;
  /** Added to the environment of this process while the command runs. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stdin holds. */
  readonly input?: string;
  readonly answer?: (question: string) => string;
  /** In place of what records stdout. */
  readonly write?: (text: string) => void;
}

/** Runs a command line in this thread, with a terminal that records: many times faster than a process of its own. */
export async function runHere(args: readonly string[], options: HereOptions): Promise<Outcome> {
  const { cwd, env = {}, input = "", answer, write } = options;
  let out = "";
  let err = "";
  const restore = setEnvironment(env);
  try {
    const code = await runCli(args, {
      out:
        write ??
        ((text) => {
          out += text;
        }),
      err: (text) => {
        err += text;
      },
      progress: false,
      readInput: async () => input,
      columns: 100,
      cwd,
      env,
      signal: new AbortController().signal,
      ...(answer ? { ask: async (question: string) => answer(question) } : {}),
    });
    // As the end of a process would: a test may damage or delete the files next.
    await releaseClosedConnections();
    return { code, signal: null, out, err };
  } finally {
    restore();
  }
}

/** As `foveaJson`, in this thread. */
export async function jsonHere<T>(
  args: readonly string[],
  schema: { parse(value: unknown): T },
  options: HereOptions,
): Promise<T> {
  const { code, out, err } = await runHere([...args, "--json"], options);
  if (out === "") throw new Error(`fovea ${args.join(" ")} exited ${code}: ${err}`);
  return schema.parse(JSON.parse(out));
}

/** What a library reads from the environment it reads there, not from the terminal. */
function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, processEnvironment[name]] as const);
  Object.assign(processEnvironment, variables);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) delete processEnvironment[name];
      else processEnvironment[name] = value;
  };
}
