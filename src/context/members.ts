import { existsSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import * as z from "zod";
import { failure, usageError } from "../shared/errors.js";
import { readPlainFile, replacePlainFile } from "./state/plain-file.js";
import { isStateOf, MEMBERS_FILE, makeStateFolder, stateFolder } from "./state/state-folder.js";

/** The repositories of a workspace: a folder whose index holds several of them. */
export interface MemberPath {
  /** First segment of its files' paths in the index, and how `--repo` names it. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/** Some 10,000 repositories. */
const MOST_BYTES = 4_000_000;

const membersSchema = z.object({
  repositories: z.array(z.object({ name: z.string().regex(/^[^/\\]+$/), path: z.string() })).min(2),
});

/** In the user's cache, like all state: what a repository says of others is not believed. */
function fileIfAny(root: string): string | undefined {
  const state = stateFolder(root);
  const file = join(state, MEMBERS_FILE);
  return existsSync(file) && isStateOf(state, root) ? file : undefined;
}

/** Whether `root` is a workspace, be its file sound or not. */
export const isWorkspace = (root: string): boolean => fileIfAny(root) !== undefined;

/**
 * The repositories of the workspace at `root`; undefined when it is an ordinary repository.
 * @throws FoveaError `damaged-workspace`.
 */
export function readMembers(root: string): readonly MemberPath[] | undefined {
  const file = fileIfAny(root);
  if (file === undefined) return undefined;
  try {
    const text = readPlainFile(file, { mostBytes: MOST_BYTES });
    const { repositories } = membersSchema.parse(JSON.parse(text));
    return repositories.map(({ name, path }) => ({ name, path: resolve(root, path) }));
  } catch (cause) {
    throw failure(
      "damaged-workspace",
      `${file} is damaged`,
      "Name its repositories again: fovea index a b c.",
      cause,
    );
  }
}

/**
 * Makes `root` a workspace of these folders, named by their last segment. Only the command line does.
 * @throws FoveaError `not-a-workspace` when `root` has files of its own in an index, or lies in one of the folders.
 */
export function writeMembers(
  root: string,
  paths: readonly string[],
  hasIndex: boolean,
): readonly MemberPath[] {
  const inside = paths.find((path) => `${root}${sep}`.startsWith(`${path}${sep}`));
  if (inside !== undefined || (hasIndex && !readMembers(root)))
    throw usageError(
      "not-a-workspace",
      inside === undefined ? `${root} has an index of its own files` : `${root} lies in ${inside}`,
      "Run the command in a folder that holds the repositories, or in an empty one; fovea forget makes this one so.",
    );
  const members: MemberPath[] = [];
  for (const path of new Set(paths)) {
    const base = basename(path) || "root";
    const taken = (name: string): boolean => members.some((member) => member.name === name);
    let name = base;
    for (let count = 2; taken(name); count++) name = `${base}-${count}`;
    members.push({ name, path });
  }
  const repositories = members.map(({ name, path }) => ({
    name,
    path: relative(root, path).split(sep).join("/"),
  }));
  const file = join(makeStateFolder(root), MEMBERS_FILE);
  replacePlainFile(file, `${JSON.stringify({ repositories }, null, 2)}\n`);
  return members;
}
