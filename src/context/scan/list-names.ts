import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reportError } from "../../shared/trace.js";
import { lstatOrNothing } from "../files/stats.js";
import { findRepository, type GitRepository } from "../git/find-repository.js";
import { excludesFor, GitRefusal, runIn } from "../git/run-git.js";
import { ignoresCase, readExclude } from "../git/view.js";
import { IgnoreRules } from "./ignore-rules.js";
import { readRuleFile } from "./rule-file.js";
import { walkDirectory } from "./walk.js";

/** Time limit for git in one listing, nested repositories included. Git takes 10 ms for 3,000 files. */
const GIT_SECONDS = 4;
/** Additional time limit for git to list tracked files, which needs only its index and no ignore file. */
const TRACKED_SECONDS = 2;
/** After a timeout, the tree is listed without git for this long, so that not every answer waits. */
const SLOW_MILLISECONDS = 300_000;

/** When to try git again (`performance.now()`), by directory of a repository whose listing timed out. */
const slowUntil = new Map<string, number>();

/**
 * Lists the files of a tree and of the repositories nested in it, in bounded time whatever the ignore files
 * contain.
 */
export class NameLister {
  private readonly start = performance.now();

  /**
   * @param git false walks the directory instead of running git.
   * @param gitSeconds time limit for git. Tests use less.
   */
  constructor(
    private readonly git: boolean,
    private readonly gitSeconds = GIT_SECONDS,
  ) {}

  /** Paths under a root, unsorted, possibly repeated; a path that ends in a slash is a nested repository. */
  async names(root: string): Promise<string[]> {
    const repository = this.git ? findRepository(root) : undefined;
    if (!repository) return walkDirectory(root);
    const seconds = this.gitSeconds - this.spentSeconds();
    const isSlow =
      (slowUntil.get(repository.directory) ?? 0) > performance.now() || hasSpecialIgnoreFile(repository);
    if (seconds <= 0 || isSlow) return this.walk(repository);
    try {
      const output = await runIn(
        repository,
        ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        {
          seconds,
        },
      );
      if (output.length > 0) return namesIn(output);
      // No output: an empty repository, or an ignored directory that the caller named explicitly.
      return walkDirectory(root);
    } catch (error) {
      // Git is not installed or cannot read the repository.
      if (!(error instanceof GitRefusal)) throw error;
      reportError(error);
      if (!error.ended) return walkDirectory(root);
      slowUntil.set(repository.directory, performance.now() + SLOW_MILLISECONDS);
      return this.walk(repository);
    }
  }

  private spentSeconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  /**
   * The same list by our own walk, whose pattern matching takes bounded time; git lists only the tracked
   * files.
   */
  private async walk(repository: GitRepository): Promise<string[]> {
    const rules = new IgnoreRules({ ignoreCase: ignoresCase(repository) });
    rules.addLast(readExclude(repository.common));
    const excludes = await excludesFor(repository);
    if (excludes !== undefined) rules.addLast(readOrEmpty(excludes));
    const { directory, workTree, prefix } = repository;
    // Ignore files of the folders above; the walk reads the directory's own.
    const above = prefix === "" ? [] : prefix.split("/");
    for (let depth = 0; depth < above.length; depth++) {
      const folder = above.slice(0, depth).join("/");
      const file = folder === "" ? ".gitignore" : `${folder}/.gitignore`;
      const text = readRuleFile(workTree ?? directory, file);
      if (text !== undefined) rules.add(folder, text);
    }
    return [...(await this.tracked(repository)), ...walkDirectory(directory, { rules, prefix, asGit: true })];
  }

  private async tracked(repository: GitRepository): Promise<string[]> {
    const seconds = this.gitSeconds + TRACKED_SECONDS - this.spentSeconds();
    if (seconds <= 0) return [];
    try {
      return namesIn(await runIn(repository, ["ls-files", "-z", "--cached"], { seconds }));
    } catch (error) {
      if (!(error instanceof GitRefusal)) throw error;
      reportError(error);
      return [];
    }
  }
}

/** Whether `.gitignore` is a pipe or a device, on which git would block. */
function hasSpecialIgnoreFile({ directory }: GitRepository): boolean {
  const stats = lstatOrNothing(join(directory, ".gitignore"));
  return stats !== undefined && !stats.isFile() && !stats.isSymbolicLink() && !stats.isDirectory();
}

const namesIn = (output: Buffer): string[] => output.toString("utf8").split("\0").filter(Boolean);

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
