import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { failure } from "../../shared/errors.js";

/** What git said when it refused. */
export class GitRefusal extends Error {
  constructor(
    /** Undefined when git is not installed. */
    readonly exitCode: number | undefined,
    readonly stderr: string,
  ) {
    super(stderr.trim().split("\n")[0] || "git failed");
    this.name = "GitRefusal";
  }
}

// A repository's own settings may name programs (`core.fsmonitor`, `gpg.program`): a tree that was merely unpacked
// must not run them because someone indexed it.
const SAFE_SETTINGS = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "log.showSignature=false",
  "-c",
  "core.quotePath=false",
];

/** Git in a directory, whatever repository the calling process (a hook, say) was told to work on. */
export function spawnGit(cwd: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
  };
  for (const name of ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"])
    delete env[name];
  return spawn("git", [...SAFE_SETTINGS, ...args], { cwd, env, windowsHide: true });
}

/**
 * Runs git to its end.
 * @returns all of its standard output.
 * @throws GitRefusal when git is missing or exits with anything but 0.
 */
export function runGit(cwd: string, args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const git = spawnGit(cwd, args);
    const output: Buffer[] = [];
    let stderr = "";
    git.stdin.end();
    git.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    git.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 4000) stderr += chunk.toString();
    });
    git.on("error", (error) => reject(new GitRefusal(undefined, error.message)));
    git.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new GitRefusal(code ?? 1, stderr));
    });
  });
}

/** `runGit` for callers that cannot go on without it. @throws FoveaError `git-failed`. */
export async function requireGit(cwd: string, args: readonly string[], mend: string): Promise<Buffer> {
  try {
    return await runGit(cwd, args);
  } catch (error) {
    if (!(error instanceof GitRefusal)) throw error;
    if (error.exitCode === undefined)
      throw failure("git-missing", "git is not installed", "Install git and try again.", error);
    throw failure(
      "git-failed",
      `git refused in ${cwd}: ${error.message.replace(/^fatal: /, "")}`,
      mend,
      error,
    );
  }
}
