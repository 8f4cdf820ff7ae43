import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lstatOrNothing } from "../files/stats.js";
import { findRepository, type GitRepository } from "../git/find-repository.js";
import { excludesFor, GitRefusal, runIn } from "../git/run-git.js";
import { ignoresCase, readExclude } from "../git/view.js";
import { IgnoreRules } from "./ignore-rules.js";
import { readRuleFile } from "./rule-file.js";
import { walkDirectory } from "./walk.js";

/** All that git may take for one listing, repositories inside the tree included: it takes 10 ms for 3,000 files. */
const GIT_SECONDS = 4;
/** What git may take on top of that to name tracked files, for which it reads its index and no ignore file. */
const TRACKED_SECONDS = 2;
/** How long a tree that held git up is listed without it, so that not every answer waits. */
const SLOW_MILLISECONDS = 300_000;

const slow = new Map<string, number>();

/** Names the files of a tree and of the repositories inside it, in a time that no ignore file can stretch. */
export class NameLister {
  private readonly start = performance.now();

  /**
   * @param git false walks the directory instead of asking git.
   * @param gitSeconds what git may take for the listing. A test takes less.
   */
  constructor(
    private readonly git: boolean,
    private readonly gitSeconds = GIT_SECONDS,
  ) {}

  /** Names under a root, unsorted, perhaps with repeats; a path that ends in a slash is a repository inside this one. */
  async names(root: string): Promise<string[]> {
    const repository = this.git ? findRepository(root) : undefined;
    if (!repository) return walkDirectory(root);
    const seconds = this.gitSeconds - this.spentSeconds();
    const isSlow = (slow.get(repository.directory) ?? 0) > performance.now() || hasStrangeRules(repository);
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
      // Nothing: an empty repository, or a directory that its repository ignores and the caller asked for by name.
      return walkDirectory(root);
    } catch (error) {
      // No git, or a repository that it cannot read.
      if (!(error instanceof GitRefusal)) throw error;
      if (!error.ended) return walkDirectory(root);
      slow.set(repository.directory, performance.now() + SLOW_MILLISECONDS);
      return this.walk(repository);
    }
  }

  private spentSeconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  /** The same names by a walk of our own, whose patterns take a time that is known; git is asked only what it tracks. */
  private async walk(repository: GitRepository): Promise<string[]> {
    const rules = new IgnoreRules({ ignoreCase: ignoresCase(repository) });
    rules.addLast(readExclude(repository.common));
    const excludes = await excludesFor(repository);
    if (excludes !== undefined) rules.addLast(readOrEmpty(excludes));
    const { directory, workTree, prefix } = repository;
    // Of the folders above; its own is met on the way.
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
      if (error instanceof GitRefusal) return [];
      throw error;
    }
  }
}

/** Whether git would wait for a pipe, or read a device, in the first place where it looks for rules. */
function hasStrangeRules({ directory }: GitRepository): boolean {
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
