import { reportError, span } from "../../shared/trace.js";
import { redact } from "../secrets/redact.js";
import { findNamedRepository } from "./find-repository.js";
import { type GitProcess, GitRefusal, startGit } from "./run-git.js";
import { isPartial, objectTrouble } from "./view.js";

/** Change history of a repository's files. Paths are relative to the directory that was asked for. */
export interface History {
  /** Full id of the newest commit read; undefined without git or before the first commit. */
  readonly head?: string;
  /** Number of non-merge commits read, from the newest until a limit was reached. */
  readonly commits: number;
  /** Unix seconds of the newest and the oldest commit read; 0 when there are no commits. */
  readonly newestSeconds: number;
  readonly oldestSeconds: number;
  /** Files under their path at `head`; deleted files under their last path. */
  readonly files: readonly FileHistory[];
  /**
   * Pairs of files that changed in the same commit at least twice: [index in `files`, index in `files`,
   * weight]; the first index is the lower one. A commit of n files adds 1/(n − 1) to each of its pairs, so
   * each file gets 1 in all.
   */
  readonly pairs: readonly CoChange[];
  /** Old name → name at `head`. */
  readonly renames: Readonly<Record<string, string>>;
}

export type CoChange = readonly [first: number, second: number, weight: number];

export interface FileHistory {
  readonly path: string;
  /** Number of commits that changed the file. */
  readonly changes: number;
  /** Unix seconds of the newest commit that changed it. */
  readonly lastChangeSeconds: number;
  /** E-mail addresses of at most 5 authors, the most frequent first. */
  readonly authors: readonly string[];
}

export interface HistoryLimits {
  /** Most non-merge commits to read, from the newest. Default 2,000. */
  readonly maxCommits?: number;
  /**
   * Larger commits add no pairs: reformatting or moves do not show which files belong together. Default 30.
   */
  readonly maxFilesPerCommit?: number;
  /**
   * Reading stops after this time and returns the commits read so far. Rarely reached, except for one
   * directory of a very large repository. Default 2.
   */
  readonly maxSeconds?: number;
  readonly signal?: AbortSignal;
  /** Read the history of this commit instead of HEAD. */
  readonly commit?: string;
}

const NOTHING: History = {
  commits: 0,
  newestSeconds: 0,
  oldestSeconds: 0,
  files: [],
  pairs: [],
  renames: {},
};
/** Only the strongest pairs of each file are kept. */
const PAIRS_PER_FILE = 30;
const AUTHORS_PER_FILE = 5;
const HEADER = "\u0001";
const MOST_FIELD_BYTES = 1 << 20;

/**
 * Reads the recent history of the files below a directory with one `git log`.
 * @returns an empty history when there is no git, no repository or no commit; it does not throw for these.
 */
export const readHistory = (directory: string, limits: HistoryLimits = {}): Promise<History> =>
  span(
    "git",
    () => logOf(directory, limits),
    ({ commits, files }) => ({ command: "log", commits, files: files.length }),
  );

async function logOf(directory: string, limits: HistoryLimits): Promise<History> {
  const repository = findNamedRepository(directory);
  if (!repository || objectTrouble(repository.common) !== undefined) return NOTHING;
  const builder = new HistoryBuilder(limits.maxFilesPerCommit ?? 30);
  const { prefix } = repository;
  const args = [
    "log",
    "-z",
    "--no-merges",
    `--max-count=${limits.maxCommits ?? 2000}`,
    `--format=${HEADER}%H %ct %ae`,
    "--name-status",
    "--no-ext-diff",
    "--no-textconv",
    // Above 200 files in one commit (-l200), rename detection costs more time than it is worth. A partial
    // clone lacks contents, so only exact renames (100 %, by object id) can be detected.
    `--find-renames=${isPartial(repository) ? 100 : 60}%`,
    "-l200",
    ...(prefix ? [`--relative=${prefix}/`] : []),
    "--end-of-options",
    limits.commit ?? "HEAD",
    "--",
    ...(prefix ? [prefix] : []),
  ];
  let git: GitProcess;
  try {
    git = startGit(repository, args, {
      needs: limits.commit === undefined ? "objects" : "names",
      seconds: limits.maxSeconds ?? 2,
      ...(limits.signal ? { signal: limits.signal } : {}),
    });
  } catch (error) {
    if (!(error instanceof GitRefusal)) throw error;
    reportError(error);
    return NOTHING;
  }
  await new Promise<void>((resolve) => {
    git.stdin.end();
    git.stderr.resume();
    let rest: Buffer = Buffer.alloc(0);
    git.stdout.on("data", (chunk: Buffer) => {
      const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const whole = data.lastIndexOf(0) + 1;
      rest = data.subarray(whole);
      // No real path or author is this long. Going on would copy the rest again with each chunk.
      if (rest.length > MOST_FIELD_BYTES) git.end();
      if (whole > 0) builder.add(data.toString("utf8", 0, whole - 1).split("\0"));
    });
    git.once("error", () => resolve());
    git.once("close", () => resolve());
  });
  return builder.result();
}

interface FileRecord {
  readonly index: number;
  readonly path: string;
  changes: number;
  readonly lastChangeSeconds: number;
  readonly authors: Map<string, number>;
  /** Number of the last commit counted for this file, from 1 for the newest. */
  commit: number;
}

/** Builds a history from the NUL-separated fields of `git log -z --name-status`, added as they arrive. */
class HistoryBuilder {
  private head: string | undefined;
  private commits = 0;
  private newest = 0;
  private oldest = 0;
  private seconds = 0;
  private author = "";
  private readonly files = new Map<string, FileRecord>();
  /** Path in older commits → path at the head; filled from the newest commit backwards. */
  private readonly renames = new Map<string, string>();
  private touched: FileRecord[] = [];
  private readonly pairs = new Map<number, { count: number; weight: number }>();
  private status: string | undefined;
  private from: string | undefined;

  constructor(private readonly maxFilesPerCommit: number) {}

  add(fields: readonly string[]): void {
    for (const field of fields) {
      if (field.startsWith(HEADER)) this.beginCommit(field.slice(1));
      else if (this.status === undefined) this.status = field.trim() || undefined;
      else if (this.status[0] === "R" && this.from === undefined) this.from = field;
      else {
        this.change(field);
        this.status = undefined;
        this.from = undefined;
      }
    }
  }

  private beginCommit(header: string): void {
    this.endCommit();
    const [id, seconds, ...author] = header.split(" ");
    this.head ??= id;
    this.commits++;
    this.seconds = Number(seconds);
    this.newest = Math.max(this.newest, this.seconds);
    this.oldest = this.oldest === 0 ? this.seconds : Math.min(this.oldest, this.seconds);
    this.author = author.join(" ");
  }

  private change(path: string): void {
    const now = this.renames.get(path) ?? path;
    let file = this.files.get(now);
    if (!file) {
      file = {
        index: this.files.size,
        path: now,
        changes: 0,
        lastChangeSeconds: this.seconds,
        authors: new Map(),
        commit: 0,
      };
      this.files.set(now, file);
    }
    // A commit that moves a file over another names that path twice: count it once.
    if (file.commit !== this.commits) {
      file.commit = this.commits;
      file.changes++;
      file.authors.set(this.author, (file.authors.get(this.author) ?? 0) + 1);
      this.touched.push(file);
    }
    // A newer commit may have used the old name again: that is another file, which keeps its own history.
    if (this.from !== undefined && !this.files.has(this.from)) this.renames.set(this.from, now);
  }

  private endCommit(): void {
    const { touched } = this;
    this.touched = [];
    if (touched.length < 2 || touched.length > this.maxFilesPerCommit) return;
    const weight = 1 / (touched.length - 1);
    for (const a of touched)
      for (const b of touched) {
        if (a.index >= b.index) continue;
        const key = a.index * 2 ** 26 + b.index;
        const pair = this.pairs.get(key);
        if (pair) {
          pair.count++;
          pair.weight += weight;
        } else this.pairs.set(key, { count: 1, weight });
      }
  }

  result(): History {
    this.endCommit();
    if (this.commits === 0 || this.head === undefined) return NOTHING;
    return {
      head: this.head,
      commits: this.commits,
      newestSeconds: this.newest,
      oldestSeconds: this.oldest,
      files: [...this.files.values()].map(({ path, changes, lastChangeSeconds, authors }) => ({
        path: redact(path),
        changes,
        lastChangeSeconds,
        authors: [...authors]
          .sort((a, b) => b[1] - a[1])
          .slice(0, AUTHORS_PER_FILE)
          .map(([author]) => author),
      })),
      pairs: strongest(this.pairs),
      // Paths that contain a secret are not indexed and must not be stored here either.
      renames: Object.fromEntries([...this.renames].map(([from, to]) => [redact(from), redact(to)])),
    };
  }
}

function strongest(pairs: ReadonlyMap<number, { count: number; weight: number }>): CoChange[] {
  const repeated: CoChange[] = [];
  for (const [key, { count, weight }] of pairs)
    if (count > 1)
      repeated.push([Math.floor(key / 2 ** 26), key % 2 ** 26, Math.round(weight * 1000) / 1000]);
  repeated.sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
  const kept = new Map<number, number>();
  // Keep a pair when it is among the strongest pairs of either file.
  return repeated.filter(([first, second]) => {
    const places = [kept.get(first) ?? 0, kept.get(second) ?? 0] as const;
    if (places[0] >= PAIRS_PER_FILE && places[1] >= PAIRS_PER_FILE) return false;
    kept.set(first, places[0] + 1);
    kept.set(second, places[1] + 1);
    return true;
  });
}
