import { findNamedRepository, type GitRepository } from "../../context/git/find-repository.js";
import {
  failureOf,
  type GitProcess,
  GitRefusal,
  requireGit,
  requireRepository,
  startGit,
} from "../../context/git/run-git.js";
import { failure } from "../../shared/errors.js";
import type { EditedLines, EvaluationCase } from "./case.js";
import { isSourcePath, taskOf, whyNoTask } from "./commit-task.js";
import { type UnusedCommitReason, unusedCommitReasons } from "./unused-commit.js";

export interface GitCaseOptions {
  /** The most cases to return, newest first. */
  readonly limit: number;
  /** Only commits after this date, in any form that git accepts: `2024-01-01`, `6 months ago`. */
  readonly since?: string;
  readonly signal?: AbortSignal;
}

export interface GitCases {
  readonly cases: readonly EvaluationCase[];
  /** Number of commits read. */
  readonly commits: number;
  /** Number of commits that made no case, by reason. */
  readonly leftOut: Readonly<Record<UnusedCommitReason, number>>;
}

interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly changes: readonly Change[];
}

interface Change {
  /** Path before the commit. */
  readonly path: string;
  readonly status: string;
  /** False when only white space changed. */
  readonly real: boolean;
}

const START = "\u0001";
const END = "\u0002";
/** A commit that changes more source files is a bulk edit, not a task. */
const MOST_FILES = 10;
/** The most commits to read. */
const MOST_COMMITS = 20_000;

/**
 * Makes cases from a repository's own history, newest first. A commit's message is the task. The source files
 * that it changed, without new ones, are the answer. Its parent is the tree to search. Makes no case of
 * merges, commits that change no source file or more than ten, changes of white space only, version bumps,
 * formatting, dependency updates, reverts and messages of fewer than three words.
 * @param directory a repository, or a folder in one. Of a folder only its own files count; paths are relative
 * to it.
 * @throws FoveaError `git-failed`, `git-missing`; `no-cases` when nothing in the history makes a case.
 */
export async function casesFromGit(directory: string, options: GitCaseOptions): Promise<GitCases> {
  const repository = requireRepository(directory, "Run it in a git repository, or give --cases.");
  const leftOut = Object.fromEntries(unusedCommitReasons.map((reason) => [reason, 0])) as Record<
    UnusedCommitReason,
    number
  >;
  const cases: EvaluationCase[] = [];
  let commits = 0;
  for await (const commit of eachCommit(repository, options)) {
    commits++;
    const reason = whyNoCase(commit);
    if (reason) leftOut[reason]++;
    else cases.push(caseOf(directory, repository.prefix, commit));
    if (cases.length >= options.limit || commits >= MOST_COMMITS || options.signal?.aborted) break;
  }
  if (cases.length === 0)
    throw failure(
      "no-cases",
      `no commit of ${directory} makes a case (${commits} read: ${
        unusedCommitReasons
          .filter((one) => leftOut[one] > 0)
          .map((one) => `${leftOut[one]} ${one}`)
          .join(", ") || "none found"
      })`,
      "Take an earlier --since, fetch the whole history (git fetch --unshallow), or write cases to a file for --cases.",
    );
  return { cases: await withEdits(directory, cases), commits, leftOut };
}

/** The most commits to read for examples. */
const MOST_FOR_EXAMPLES = 300;

/**
 * The first lines of the newest commits that would make a case, newest first: real tasks of the repository, in the words
 * of its authors. Without git or a history there are none.
 */
export async function recentTasks(directory: string, limit: number, signal?: AbortSignal): Promise<string[]> {
  const repository = findNamedRepository(directory);
  if (!repository) return [];
  const tasks = new Set<string>();
  let commits = 0;
  try {
    for await (const commit of eachCommit(repository, { limit, ...(signal ? { signal } : {}) })) {
      if (!whyNoCase(commit)) tasks.add(taskOf(commit.message).split("\n", 1)[0]!.trim());
      tasks.delete("");
      if (tasks.size >= limit || ++commits >= MOST_FOR_EXAMPLES) break;
    }
  } catch {
    // Without git, or with a damaged history: what was read so far.
  }
  return [...tasks];
}

const goldOf = ({ changes }: Commit): string[] => [
  ...new Set(
    changes
      .filter(({ path, status, real }) => real && status !== "A" && status !== "C" && isSourcePath(path))
      .map(({ path }) => path),
  ),
];

function whyNoCase(commit: Commit): UnusedCommitReason | undefined {
  if (commit.parents.length > 1) return "merge";
  if (commit.parents.length === 0) return "no-parent";
  const touched = commit.changes.filter(({ path }) => isSourcePath(path));
  if (touched.length === 0) return "no-source-file";
  if (!touched.some(({ real }) => real)) return "white-space";
  const gold = goldOf(commit);
  if (gold.length === 0) return "only-new-files";
  if (gold.length > MOST_FILES) return "too-many-files";
  return whyNoTask(commit.message);
}

function caseOf(repository: string, root: string, commit: Commit): EvaluationCase {
  const gold = goldOf(commit);
  const inRoot = root === "" ? gold : gold.map((path) => `${root}/${path}`);
  return {
    id: commit.id.slice(0, 12),
    repository,
    commit: commit.parents[0]!,
    ...(root ? { root } : {}),
    query: taskOf(commit.message),
    targets: inRoot.map((path) => ({ path })),
    labels: { files: gold.length === 1 ? "1" : gold.length <= 3 ? "2-3" : "4-10" },
  };
}

/** Git processes that run at the same time. */
const DIFFS_AT_ONCE = 4;

/** Adds to each case the lines that its commit changed, by old line numbers. Runs one `git diff` per case. */
async function withEdits(directory: string, cases: readonly EvaluationCase[]): Promise<EvaluationCase[]> {
  const result: EvaluationCase[] = [];
  for (let at = 0; at < cases.length; at += DIFFS_AT_ONCE)
    result.push(
      ...(await Promise.all(cases.slice(at, at + DIFFS_AT_ONCE).map((one) => withEdit(directory, one)))),
    );
  return result;
}

async function withEdit(directory: string, one: EvaluationCase): Promise<EvaluationCase> {
  const gold = one.targets.map(({ path }) => path);
  const text = (
    await requireGit(
      directory,
      [
        "diff",
        "-U0",
        "-w",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--find-renames=60%",
        "--end-of-options",
        one.commit!,
        one.id,
        "--",
      ],
      "Fetch the repository's whole history and try again.",
    )
  ).toString("utf8");
  return { ...one, edits: editedLines(text).filter(({ path }) => gold.includes(path)) };
}

/**
 * The changed lines of a zero-context diff, by the old file's line numbers. An insertion is between two of
 * them.
 */
export function editedLines(diff: string): EditedLines[] {
  const spans: EditedLines[] = [];
  let path: string | undefined;
  for (const line of diff.split("\n")) {
    if (line.startsWith("diff --git ")) path = undefined;
    else if (path === undefined && line.startsWith("--- a/"))
      path = line.slice("--- a/".length).replace(/\t$/, "");
    else if (path !== undefined) {
      const hunk = /^@@ -(\d+)(?:,(\d+))? \+\d+/.exec(line);
      if (!hunk) continue;
      const start = Math.max(1, Number(hunk[1]));
      const length = hunk[2] === undefined ? 1 : Number(hunk[2]);
      if (length === 0) spans.push({ path, startLine: start, endLine: start + 1, insertion: true });
      else spans.push({ path, startLine: start, endLine: start + length - 1 });
    }
  }
  return spans;
}

/** A longer commit is skipped, because its text would be copied again with each chunk of output. */
const MOST_COMMIT_CHARACTERS = 8 << 20;
/** Time limit of `git log`. A large history takes about 20 seconds, and the caller usually stops earlier. */
const HISTORY_SECONDS = 300;

/** Reads commits, newest first, until the caller stops. */
async function* eachCommit(
  repository: GitRepository,
  { since, signal }: GitCaseOptions,
): AsyncGenerator<Commit> {
  const { prefix } = repository;
  const args = [
    "log",
    "-z",
    ...(prefix ? [`--relative=${prefix}/`] : []),
    "--raw",
    "--numstat",
    "-w",
    "--no-ext-diff",
    "--no-textconv",
    "--find-renames=60%",
    "-l200",
    "--full-history",
    `--format=${START}%H %P%n%B${END}`,
    ...(since === undefined ? [] : [`--since=${since}`]),
    "HEAD",
    "--",
    ...(prefix ? [prefix] : []),
  ];
  let git: GitProcess;
  try {
    git = startGit(repository, args, {
      needs: "objects",
      seconds: HISTORY_SECONDS,
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof GitRefusal)
      throw failureOf(error, repository.directory, "Check the repository and git, and try again.");
    throw error;
  }
  git.stdin.end();
  git.stderr.resume();
  try {
    let rest = "";
    let isTooLong = false;
    git.stdout.setEncoding("utf8");
    for await (const chunk of git.stdout as AsyncIterable<string>) {
      const parts = (rest + chunk).split(START);
      rest = parts.pop()!;
      if (isTooLong && parts.length > 0) {
        // The end of the skipped commit.
        parts.shift();
        isTooLong = false;
      }
      for (const part of parts) if (part.includes(END)) yield parseCommit(part);
      isTooLong ||= rest.length > MOST_COMMIT_CHARACTERS;
      if (isTooLong) rest = "";
    }
    if (rest.includes(END)) yield parseCommit(rest);
  } finally {
    git.end();
  }
}

function parseCommit(text: string): Commit {
  const end = text.indexOf(END);
  const newline = text.indexOf("\n");
  const [id = "", ...parents] = text.slice(0, newline).trim().split(" ");
  const fields = text.slice(end + 1).split("\0");
  const changes = new Map<string, { status: string; real: boolean }>();
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at]!.replace(/^\n/, "");
    if (field.startsWith(":")) {
      // :<modes> <ids> <status>, then the path. A rename or copy has the new path after it.
      const status = field.split(" ").pop()![0]!;
      const path = fields[++at] ?? "";
      if (status === "R" || status === "C") at++;
      changes.set(path, { status, real: false });
      continue;
    }
    const stat = /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(field);
    if (!stat) continue;
    let path = stat[3]!;
    if (path === "") {
      path = fields[at + 1] ?? "";
      at += 2;
    }
    const change = changes.get(path);
    if (change) change.real = stat[1] !== "0" || stat[2] !== "0";
  }
  return {
    id,
    parents: parents.filter((parent) => parent !== ""),
    message: text.slice(newline + 1, end),
    changes: [...changes].map(([path, change]) => ({ path, ...change })),
  };
}
