import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { dirname } from "node:path";
import { platform, env as processEnv } from "node:process";
import { failure } from "../../shared/errors.js";
import { span } from "../../shared/trace.js";
import { findGit } from "./find-git.js";
import { findNamedRepository, type GitRepository } from "./find-repository.js";
import { type ParentBoundProcess, startParentBound } from "./parent-death.js";
import { userExcludes } from "./user-excludes.js";
import { makeGitView, type Needs, objectTrouble } from "./view.js";

/**
 * The only place that starts git. A repository's git configuration can name programs to run, and its author
 * is untrusted. So git never reads it: we give git a private GIT_DIR (`view.ts`) in its place. Git gets
 * nothing of the user's environment and configuration either. The settings below are a second line of
 * defence, in case a later version of git reads more than today's.
 */

/** Git failed, could not be started, or was ended. */
export class GitRefusal extends Error {
  constructor(
    /** Undefined when git could not be started or was ended. */
    readonly exitCode: number | undefined,
    readonly stderr: string,
    /** Whether a limit or the caller's signal ended git. */
    readonly ended = false,
  ) {
    super(stderr.trim().split("\n")[0] || "git failed");
    this.name = "GitRefusal";
  }
}

const NULL_DEVICE = platform === "win32" ? "NUL" : "/dev/null";

const SETTINGS = [
  "core.fsmonitor=false",
  `core.hooksPath=${NULL_DEVICE}`,
  `core.attributesFile=${NULL_DEVICE}`,
  "core.alternateRefsCommand=",
  "core.pager=cat",
  "core.quotePath=false",
  "core.sshCommand=false",
  "core.gitProxy=",
  "diff.external=",
  "log.showSignature=false",
  "protocol.allow=never",
  "safe.bareRepository=explicit",
  // Do not read attributes from a commit: it takes time, and there are no filters or drivers for them to
  // select.
  "attr.tree=refs/none",
].flatMap((setting) => ["-c", setting]);

const ENVIRONMENT: Readonly<Record<string, string>> = {
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_SYSTEM: NULL_DEVICE,
  GIT_CONFIG_GLOBAL: NULL_DEVICE,
  GIT_ATTR_NOSYSTEM: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_ALLOW_PROTOCOL: "none",
  GIT_PROTOCOL_FROM_USER: "0",
  GIT_ASKPASS: "false",
  SSH_ASKPASS: "false",
  GIT_SSH_COMMAND: "false",
  GIT_EDITOR: "false",
  GIT_SEQUENCE_EDITOR: "false",
  GIT_PAGER: "cat",
  PAGER: "cat",
};

/** The environment for git: of our own, only what the system needs to start a program. */
function environmentFor(git: string): Record<string, string> {
  const environment: Record<string, string> = { ...ENVIRONMENT };
  if (platform === "win32") {
    for (const name of ["SystemRoot", "windir", "SystemDrive", "TEMP", "TMP"])
      if (processEnv[name] !== undefined) environment[name] = processEnv[name];
    environment.PATH = dirname(git);
  } else {
    environment.PATH = [...new Set([dirname(git), "/usr/bin", "/bin"])].join(":");
    // Apple's /usr/bin/git is a stub that finds the real git by this variable.
    if (platform === "darwin" && processEnv.DEVELOPER_DIR !== undefined)
      environment.DEVELOPER_DIR = processEnv.DEVELOPER_DIR;
  }
  return environment;
}

export interface GitOptions {
  /** Which parts of the repository git can see. Default `files`. */
  readonly needs?: Needs;
  /** Time limit; git is killed after it. Default 4: listing files must not take longer. */
  readonly seconds?: number;
  readonly signal?: AbortSignal;
}

/** A running git. */
export interface GitProcess extends ChildProcessWithoutNullStreams {
  /** Kills git and every process that it started. */
  end(): void;
  /** Whether a limit, the caller's signal or `end` ended it. */
  readonly ended: () => boolean;
}

const LISTING_SECONDS = 4;
/** Enough for the names of two million files. A git index with more was made to exhaust memory. */
const MOST_OUTPUT_BYTES = 256 << 20;

/**
 * Starts git for a repository.
 * @throws GitRefusal when git is not installed or its private GIT_DIR cannot be created.
 */
export function startGit(
  repository: GitRepository,
  args: readonly string[],
  { needs = "files", seconds = LISTING_SECONDS, signal }: GitOptions = {},
): GitProcess {
  const git = findGit(repository.workTree ?? repository.common);
  if (git === undefined) throw new GitRefusal(undefined, "git is not installed");
  const view = viewOf(repository, needs);
  let bound: ParentBoundProcess;
  try {
    bound = startParentBound(git, [...SETTINGS, ...args], {
      cwd: needs === "files" ? repository.directory : view.folder,
      env: { ...environmentFor(git), ...view.env },
      folder: view.folder,
    });
  } catch (error) {
    view.remove();
    throw error;
  }
  const { child } = bound;
  let isEnded = false;
  const end = () => {
    isEnded = true;
    bound.kill();
  };
  const timer = setTimeout(end, seconds * 1000);
  timer.unref();
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted) end();
  let isCleanedUp = false;
  const cleanUp = () => {
    if (isCleanedUp) return;
    isCleanedUp = true;
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
    view.remove();
  };
  child.once("error", cleanUp);
  child.once("close", cleanUp);
  // A write to a process that has just ended emits this error. Callers learn of it from `close`.
  child.stdin.on("error", () => {});
  return Object.assign(child, { end, ended: () => isEnded });
}

function viewOf(repository: GitRepository, needs: Needs) {
  try {
    return makeGitView(repository, needs);
  } catch (error) {
    throw new GitRefusal(undefined, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Runs git to completion.
 * @returns its whole standard output.
 * @throws GitRefusal when git is not installed, exits with a code other than 0, or is ended by a limit or the
 * signal.
 */
export async function runIn(
  repository: GitRepository,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const isListing = (options.needs ?? "files") === "files";
  const excludes = isListing ? await excludesFor(repository) : undefined;
  const settings = excludes === undefined ? [] : ["-c", `core.excludesFile=${excludes}`];
  return span(
    "git",
    () => outputOf(startGit(repository, [...settings, ...args], options)),
    ({ length }) => ({ command: args[0] ?? "", bytes: length }),
  );
}

/** Path of the user's global ignore file (`core.excludesFile`), or undefined when there is none. */
export const excludesFor = (repository: GitRepository): Promise<string | undefined> =>
  userExcludes((key, home) => readUserSetting(repository, key, home));

function outputOf(git: GitProcess): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    let length = 0;
    let stderr = "";
    git.stdin.end();
    git.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > MOST_OUTPUT_BYTES) git.end();
      else output.push(chunk);
    });
    git.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 4000) stderr += chunk.toString();
    });
    git.on("error", (error) => reject(new GitRefusal(undefined, error.message)));
    git.on("close", (code) => {
      if (git.ended())
        reject(
          new GitRefusal(
            undefined,
            length > MOST_OUTPUT_BYTES ? "git wrote too much output" : "git took too long",
            true,
          ),
        );
      else if (code === 0) resolve(Buffer.concat(output));
      else reject(new GitRefusal(code ?? 1, stderr));
    });
  });
}

/**
 * Reads a setting from the user's own git configuration and the files that it includes. GIT_DIR is set to the
 * null device, so git finds no repository and reads no other configuration.
 */
async function readUserSetting(
  repository: GitRepository,
  key: string,
  home: string,
): Promise<string | undefined> {
  const git = findGit(repository.workTree ?? repository.common);
  if (git === undefined) return undefined;
  const env = environmentFor(git);
  for (const name of ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"]) {
    delete env[name];
    if (processEnv[name] !== undefined) env[name] = processEnv[name];
  }
  if (processEnv.XDG_CONFIG_HOME?.startsWith("/")) env.XDG_CONFIG_HOME = processEnv.XDG_CONFIG_HOME;
  env.HOME = home;
  env.GIT_DIR = NULL_DEVICE;
  const { child, kill } = startParentBound(
    git,
    ["config", "--global", "--includes", "--type=path", "--get", key],
    {
      cwd: "/",
      env,
      folder: "",
    },
  );
  const timer = setTimeout(kill, LISTING_SECONDS * 1000);
  let text = "";
  child.stdin.on("error", () => {});
  child.stdin.end();
  child.stderr.resume();
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const code = await new Promise((resolve) => {
    child.once("error", resolve);
    child.once("close", resolve);
  });
  clearTimeout(timer);
  return code === 0 ? text.replace(/\r?\n$/, "") : undefined;
}

/**
 * Runs git in a repository that the user named, for callers that cannot continue without it. Git sees the
 * repository's objects by default; time limit 60 s.
 * @returns its whole standard output.
 * @throws FoveaError `git-missing`, `git-failed`.
 */
export async function requireGit(
  folder: string,
  args: readonly string[],
  mend: string,
  options: GitOptions = {},
): Promise<Buffer> {
  const repository = requireRepository(folder, mend);
  try {
    return await runIn(repository, args, { needs: "objects", seconds: 60, ...options });
  } catch (error) {
    if (!(error instanceof GitRefusal)) throw error;
    throw failureOf(error, folder, mend);
  }
}

/**
 * Finds the repository of a folder that the user named.
 * @throws FoveaError `git-failed` when the folder is in no repository, or the repository's objects cannot be
 * used.
 */
export function requireRepository(folder: string, mend: string): GitRepository {
  const repository = findNamedRepository(folder);
  if (!repository) throw failure("git-failed", `git failed in ${folder}: not a git repository`, mend);
  const trouble = objectTrouble(repository.common);
  if (trouble !== undefined)
    throw failure(
      "git-failed",
      `the commits of ${folder} cannot be read: ${trouble}`,
      "Make the repository self-contained: git repack -a -d, then delete .git/objects/info/alternates.",
    );
  return repository;
}

/** The error to show to the user for a refusal: `git-missing` or `git-failed`. */
export function failureOf(error: GitRefusal, folder: string, mend: string): Error {
  if (error.stderr === "git is not installed")
    return failure("git-missing", "git is not installed", "Install git and try again.", error);
  return failure(
    "git-failed",
    `git failed in ${folder}: ${error.message.replace(/^fatal: /, "")}`,
    mend,
    error,
  );
}
