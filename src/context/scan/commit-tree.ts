import { resolve } from "node:path";
import { failure } from "../../shared/errors.js";
import { span } from "../../shared/trace.js";
import { isInnerName } from "../files/open-inside.js";
import { GitObjects } from "../git/objects.js";
import { requireGit } from "../git/run-git.js";
import { IgnoreRules } from "./ignore-rules.js";
import { MOST_RULE_FILE_BYTES } from "./rule-file.js";
import { isNeverListed, skipByName } from "./skip-by-name.js";
import type { Listing, ScanLimits, Skipped, Source, SourceFile } from "./source.js";

export interface CommitOptions extends ScanLimits {
  /** Lists only this directory of the commit; paths are relative to it. */
  readonly root?: string;
  /** An object reader shared between commits of one repository; the caller closes it. */
  readonly objects?: GitObjects;
}

const LINK = "120000";
const SUBMODULE = "commit";

/**
 * Opens the files of a commit as a source, read from the object store without a checkout.
 * @param commit anything git can resolve to a tree: an id, a tag, `HEAD~3`.
 * @throws FoveaError `git-failed` (from `list`) when there is no such repository, commit or directory.
 */
export function openCommit(repository: string, commit: string, options: CommitOptions = {}): Source {
  const root = resolve(repository);
  const objects = options.objects ?? new GitObjects(root);
  let blobs: ReadonlyMap<string, string> = new Map();
  let listing: Promise<Listing> | undefined;

  const list = (): Promise<Listing> => {
    listing ??= span(
      "scan",
      async () => {
        const entries = await listTree(root, commit, options);
        blobs = new Map(entries.map(({ path, stamp }) => [path, stamp]));
        return select(entries, await ignoreRules(entries, objects), options);
      },
      ({ files, skipped }) => ({ files: files.length, skipped: skipped.length }),
    );
    return listing;
  };

  return {
    root,
    list,
    async read(path) {
      await list();
      const id = blobs.get(path);
      if (id === undefined)
        throw failure(
          "unreadable-file",
          `${path} is not in ${commit}`,
          "List the files of the commit to see which exist.",
        );
      return objects.read(id);
    },
    async close() {
      if (!options.objects) await objects.close();
    },
  };
}

interface TreeEntry extends SourceFile {
  readonly link: boolean;
}

async function listTree(root: string, commit: string, options: CommitOptions): Promise<TreeEntry[]> {
  const directory = (options.root ?? "").replace(/^\.?\/|\/$/g, "").replace(/^\.$/, "");
  const output = await requireGit(
    root,
    [
      "ls-tree",
      "-r",
      "-z",
      "-l",
      "--full-tree",
      "--end-of-options",
      directory ? `${commit}:${directory}` : `${commit}^{tree}`,
    ],
    "Check the repository, the commit and the directory in it (a shallow clone has no old commits).",
    { needs: "names" },
  );
  const entries: TreeEntry[] = [];
  for (const line of output.toString("utf8").split("\0")) {
    // <mode> <kind> <id> <size, right-aligned>\t<path>
    const tab = line.indexOf("\t");
    if (tab === -1) continue;
    const [mode, kind, id, size] = line.slice(0, tab).split(/ +/);
    const path = line.slice(tab + 1);
    if (kind === SUBMODULE || !isInnerName(path)) continue;
    // Git prints BAD for a missing content. It could fetch it only with the repository's configuration, which
    // it lacks.
    if (!Number.isFinite(Number(size)))
      throw failure(
        "git-failed",
        `${root} lacks contents of ${commit}: it was cloned with a filter`,
        "Fetch them (git fetch --refetch --no-filter), or clone it without --filter.",
      );
    entries.push({ path, size: Number(size), stamp: id!, link: mode === LINK });
  }
  return entries;
}

async function ignoreRules(entries: readonly TreeEntry[], objects: GitObjects): Promise<IgnoreRules> {
  const rules = new IgnoreRules();
  for (const { path, stamp, size } of entries) {
    if (!/(?:^|\/)\.foveaignore$/.test(path) || size > MOST_RULE_FILE_BYTES) continue;
    const slash = path.lastIndexOf("/");
    rules.add(
      slash === -1 ? "" : path.slice(0, slash),
      Buffer.from(await objects.read(stamp)).toString("utf8"),
    );
  }
  return rules;
}

function select(entries: readonly TreeEntry[], rules: IgnoreRules, limits: ScanLimits): Listing {
  const files: SourceFile[] = [];
  const skipped: Skipped[] = [];
  for (const { path, size, stamp, link } of entries) {
    if (isNeverListed(path)) continue;
    const reason = rules.ignores(path) ? "ignored" : link ? "link" : skipByName(path, size, limits);
    if (reason) skipped.push({ path, reason });
    else files.push({ path, size, stamp });
  }
  const byPath = (a: { path: string }, b: { path: string }) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
  return { files: files.sort(byPath), skipped: skipped.sort(byPath) };
}
