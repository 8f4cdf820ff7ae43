import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { dirname } from "node:path";
import { env as ours, platform } from "node:process";
import { failure } from "../../shared/errors.js";
import { findGit } from "./find-git.js";
import { findNamedRepository, type GitRepository } from "./find-repository.js";
import { startTethered, type Tethered } from "./lifeline.js";
import { userExcludes } from "./user-excludes.js";
import { makeGitView, type Needs, objectTrouble } from "./view.js";

/**
 * The one place that starts git. Whoever wrote a repository may have written its settings, and they name programs; so
 * git never sees them, but a folder of ours in place of the repository's (`view.ts`), and nothing of the user's
 * environment or configuration either. What is set here holds should a later git read more than this one.
 */

/** What git said when it refused. */
export class GitRefusal extends Error {
  constructor(
    /** Undefined when git is not installed, or was ended. */
    readonly exitCode: number | undefined,
    readonly stderr: string,
    /** Whether it was ended by a time limit or a signal. */
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
  // Attributes in the newest commit: they only choose among settings that there are none of, at a cost.
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

/** Of ours git gets what the system needs to start a program. */
function environmentFor(git: string): Record<string, string> {
  const environment: Record<string, string> = { ...ENVIRONMENT };
  if (platform === "win32") {
    for (const name of ["SystemRoot", "windir", "SystemDrive", "TEMP", "TMP"])
      if (ours[name] !== undefined) environment[name] = ours[name];
    environment.PATH = dirname(git);
  } else {
    environment.PATH = [...new Set([dirname(git), "/usr/bin", "/bin"])].join(":");
    // Where the command of Apple's tools finds the git that it stands for.
    if (platform === "darwin" && ours.DEVELOPER_DIR !== undefined)
      environment.DEVELOPER_DIR = ours.DEVELOPER_DIR;
  }
  return environment;
}

export interface GitOptions {
  /** What of the repository git is shown. Default `files`. */
  readonly needs?: Needs;
  /** Git is ended after this. Default 4, as listing must not hold up anything longer. */
  readonly seconds?: number;
  readonly signal?: AbortSignal;
}

/** A git that runs. */
export interface GitProcess extends ChildProcessWithoutNullStreams {
  /** Ends it with all that it started. */
  end(): void;
  /** Whether it was ended by a limit, a signal or `end`. */
  readonly ended: () => boolean;
}

const LISTING_SECONDS = 4;
/** The names of two million files. An index that says more was made to fill memory. */
const MOST_OUTPUT_BYTES = 256 << 20;

/**
 * Starts git for a repository.
 * @throws GitRefusal when git is not installed, or there is nowhere to make its view of the repository.
 */
export function startGit(
  repository: GitRepository,
  args: readonly string[],
  { needs = "files", seconds = LISTING_SECONDS, signal }: GitOptions = {},
): GitProcess {
  const git = findGit(repository.workTree ?? repository.common);
  if (git === undefined) throw new GitRefusal(undefined, "git is not installed");
  const view = viewOf(repository, needs);
  let tethered: Tethered;
  try {
    tethered = startTethered(git, [...SETTINGS, ...args], {
      cwd: needs === "files" ? repository.directory : view.folder,
      env: { ...environmentFor(git), ...view.env },
      folder: view.folder,
    });
  } catch (error) {
    view.remove();
    throw error;
  }
  const { child } = tethered;
  let isEnded = false;
  const end = () => {
    isEnded = true;
    tethered.kill();
  };
  const timer = setTimeout(end, seconds * 1000);
  timer.unref();
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted) end();
  let isOver = false;
  const over = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
    view.remove();
  };
  child.once("error", over);
  child.once("close", over);
  // A write to a process that has just ended fails here; `close` says so to those who wait.
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
 * Runs git to its end, with the folder that was asked for as its working directory.
 * @returns all of its standard output.
 * @throws GitRefusal when there is no git, it exits with anything but 0, or is ended.
 */
export async function runIn(
  repository: GitRepository,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const isListing = (options.needs ?? "files") === "files";
  const excludes = isListing ? await excludesFor(repository) : undefined;
  const settings = excludes === undefined ? [] : ["-c", `core.excludesFile=${excludes}`];
  return outputOf(startGit(repository, [...settings, ...args], options));
}

/** The file of what the user ignores in every repository, if there is one. */
export const excludesFor = (repository: GitRepository): Promise<string | undefined> =>
  userExcludes((key, home) => askUser(repository, key, home));

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
            length > MOST_OUTPUT_BYTES ? "git said too much" : "git took too long",
            true,
          ),
        );
      else if (code === 0) resolve(Buffer.concat(output));
      else reject(new GitRefusal(code ?? 1, stderr));
    });
  });
}

/**
 * A key of the user's own configuration with the files that it includes. The one call without a repository: in the
 * user's home, where git finds no settings but these, because it is told of a repository that there is none of.
 */
async function askUser(repository: GitRepository, key: string, home: string): Promise<string | undefined> {
  const git = findGit(repository.workTree ?? repository.common);
  if (git === undefined) return undefined;
  const env = environmentFor(git);
  for (const name of ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"]) {
    delete env[name];
    if (ours[name] !== undefined) env[name] = ours[name];
  }
  if (ours.XDG_CONFIG_HOME?.startsWith("/")) env.XDG_CONFIG_HOME = ours.XDG_CONFIG_HOME;
  env.HOME = home;
  env.GIT_DIR = NULL_DEVICE;
  const { child, kill } = startTethered(
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
 * Git for callers that cannot go on without it, in a repository that the user named.
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

/** @throws FoveaError `git-failed` where a folder is in no repository, or its objects lie elsewhere. */
export function requireRepository(folder: string, mend: string): GitRepository {
  const repository = findNamedRepository(folder);
  if (!repository) throw failure("git-failed", `git refused in ${folder}: not a git repository`, mend);
  const trouble = objectTrouble(repository.common);
  if (trouble !== undefined)
    throw failure(
      "git-failed",
      `the commits of ${folder} are not read: ${trouble}`,
      "Make it whole by itself: git repack -a -d, then delete .git/objects/info/alternates.",
    );
  return repository;
}

/** What a refusal is to the user. */
export function failureOf(error: GitRefusal, folder: string, mend: string): Error {
  if (error.stderr === "git is not installed")
    return failure("git-missing", "git is not installed", "Install git and try again.", error);
  return failure(
    "git-failed",
    `git refused in ${folder}: ${error.message.replace(/^fatal: /, "")}`,
    mend,
    error,
  );
}
