import { existsSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import * as z from "zod/mini";
import { failure, usageError } from "../shared/errors.js";
import { refuseBare } from "./refuse-bare.js";
import { readPlainFile, replacePlainFile } from "./state/plain-file.js";
import { isStateOf, MEMBERS_FILE, makeStateFolder, stateFolder } from "./state/state-folder.js";

/** A repository of a workspace. A workspace is a folder whose index holds several repositories. */
export interface MemberPath {
  /** First segment of its files' paths in the index, and its name for `--repo`. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
}

/** Most bytes of the members file, about 10,000 repositories. */
const MOST_BYTES = 4_000_000;

const membersSchema = z.object({
  repositories: z
    .array(z.object({ name: z.string().check(z.regex(/^[^/\\]+$/)), path: z.string() }))
    .check(z.minLength(2)),
});

/** The members file, in the user's cache. A file supplied by a repository is not trusted. */
function fileIfAny(root: string): string | undefined {
  const state = stateFolder(root);
  const file = join(state, MEMBERS_FILE);
  return existsSync(file) && isStateOf(state, root) ? file : undefined;
}

/** Whether `root` is a workspace, even when its members file is damaged. */
export const isWorkspace = (root: string): boolean => fileIfAny(root) !== undefined;

/**
 * Reads the repositories of the workspace at `root`. @returns undefined when it is not a workspace.
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
 * Makes `root` a workspace of these folders, each named by its last path segment. Called only by the command
 * line.
 * @throws FoveaError `bare-repository`; `not-a-workspace` when `root` has an index of its own files or is inside one of the
 * folders.
 */
export function writeMembers(
  root: string,
  paths: readonly string[],
  hasIndex: boolean,
): readonly MemberPath[] {
  for (const path of paths) refuseBare(path);
  const inside = paths.find((path) => `${root}${sep}`.startsWith(`${path}${sep}`));
  if (inside !== undefined || (hasIndex && !readMembers(root)))
    throw usageError(
      "not-a-workspace",
      inside === undefined ? `${root} has an index of its own files` : `${root} is inside ${inside}`,
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
