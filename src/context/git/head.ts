import { readInsideOrNothing } from "../files/open-inside.js";
import type { GitRepository } from "./find-repository.js";

/** Matches an object id, SHA-1 or SHA-256. */
export const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Matches a ref name under `refs/`; close to git's own rules. */
const REF = /^refs\/[^\0-\x20\x7f~^:?*[\\]+$/;
const MOST_LINKS = 5;
const MOST_REF_BYTES = 4 << 10;
const MOST_PACKED_BYTES = 64 << 20;

/**
 * Id of the commit that a checkout's HEAD points to, read from git's files without running git.
 * @returns "unknown" when the refs are stored in a reftable, which only git can read; undefined before the
 * first commit.
 */
export function headCommit({ gitFolder, common }: GitRepository): string | "unknown" | undefined {
  let text = readLine(gitFolder, "HEAD");
  for (let links = 0; links < MOST_LINKS && text !== undefined; links++) {
    if (OBJECT_ID.test(text)) return text;
    const name = /^ref:\s*(.+)$/.exec(text)?.[1];
    if (name === "refs/heads/.invalid") return "unknown";
    if (name === undefined || !REF.test(name)) return undefined;
    text = readLine(common, name) ?? packedRef(common, name);
  }
  return undefined;
}

const readLine = (folder: string, path: string): string | undefined =>
  readInsideOrNothing(folder, path, { mostBytes: MOST_REF_BYTES })?.toString("utf8").trim();

function packedRef(common: string, name: string): string | undefined {
  const packed = readInsideOrNothing(common, "packed-refs", { mostBytes: MOST_PACKED_BYTES });
  const at = packed?.indexOf(` ${name}\n`) ?? -1;
  if (!packed || at === -1) return undefined;
  const start = packed.lastIndexOf(10, at) + 1;
  return packed.toString("latin1", start, at);
}
