import { readOrNothing } from "../indexing/content.js";
import { documentExtensions } from "../parse/documents/extensions.js";
import { readableText } from "../parse/documents/index.js";
import { extensionOf, isLockFile } from "../scan/skip-by-name.js";
import type { SkipReason } from "../scan/source.js";
import { redact } from "../secrets/redact.js";
import type { Snapshot } from "../store/contract.js";
import { decodeText } from "../text/decode.js";
import type { Repository } from "./repository.js";

/** A file with the text of a search that the index does not have. */
export interface UnindexedFile {
  readonly path: string;
  /** Where the text stands, or why the file is not indexed: `lock file`, `minified`, `notebook output`, … */
  readonly what: string;
}

export interface UnindexedText {
  /** The text that was looked for, as written. */
  readonly text: string;
  /** At most `MOST_FOUND`. */
  readonly files: readonly UnindexedFile[];
  /** False when a limit ended the search, so that more files may have it. */
  readonly complete: boolean;
}

/** Limits of one search: files named, files and bytes read, bytes of one file, and time. */
const MOST_FOUND = 10;
const MOST_FILES = 2000;
const MOST_BYTES = 64 << 20;
const MOST_FILE_BYTES = 16 << 20;
const MOST_MILLISECONDS = 700;
const SHORTEST_TEXT = 3;
const LONGEST_TEXT = 200;

/** Files that hold text although they are not indexed, in words. Files with secrets are never searched. */
const SEARCHED: Readonly<Partial<Record<SkipReason, string>>> = {
  "generated-lock": "written by a tool",
  minified: "minified",
  "too-large": "too large",
  "too-slow": "too slow to parse",
  "too-much-memory": "too large to parse",
  unparsable: "cannot be parsed",
};

/** The text that a query names literally: in quotes, or one word. */
export function literalOf(query: string): string | undefined {
  const quoted = /"([^"\n]+)"|`([^`\n]+)`|(?<!\w)'([^'\n]+)'(?!\w)/.exec(query);
  const text = (quoted?.[1] ?? quoted?.[2] ?? quoted?.[3] ?? query).trim();
  if (text.length < SHORTEST_TEXT || text.length > LONGEST_TEXT) return undefined;
  return quoted || !/\s/.test(text) ? text : undefined;
}

/**
 * Looks for a literal text in files that are not indexed: lock files, minified and large files, and outputs of
 * notebooks. Meant for a search whose results lack the text.
 * @param found paths of the results; when one of these files has the text, nothing is looked for.
 * @returns undefined when the query names no literal text, the results have it, or no file does.
 */
export async function findUnindexed(
  repository: Repository,
  query: string,
  found: readonly string[],
): Promise<UnindexedText | undefined> {
  const { source } = repository;
  const text = literalOf(query) ?? (found.length === 0 ? query.trim().slice(0, LONGEST_TEXT) : undefined);
  if (text === undefined || !source.absolutePath || !source.rootOf) return undefined;
  if (await stands(repository, text, found)) return undefined;
  const needles = needlesOf(text);
  const files: UnindexedFile[] = [];
  const started = performance.now();
  let bytes = 0;
  let read = 0;
  let complete = true;
  for (const { path, what } of await candidates(repository)) {
    if (read >= MOST_FILES || bytes >= MOST_BYTES || performance.now() - started > MOST_MILLISECONDS) {
      complete = false;
      break;
    }
    read++;
    const place = { absolute: source.absolutePath(path), root: source.rootOf(path) };
    const content = readOrNothing(place, { mostBytes: MOST_FILE_BYTES });
    if (!content) continue;
    bytes += content.length;
    if (!needles.some((needle) => content.includes(needle))) continue;
    // Cells of a notebook are indexed: only its outputs are not.
    if (what === OUTPUT && (await textOf(path, content)).includes(text)) continue;
    if (files.length === MOST_FOUND) {
      complete = false;
      break;
    }
    files.push({ path: redact(path), what });
  }
  return files.length === 0 ? undefined : { text, files, complete };
}

/** The text as it is written, and as in a string of JSON. */
const needlesOf = (text: string): readonly Buffer[] =>
  [...new Set([text, JSON.stringify(text).slice(1, -1)])].map((each) => Buffer.from(each));

/** The text that a query names literally, when a file that is not indexed has it. Only kinds are read that a search reads. */
export async function unindexedTextIn(
  repository: Repository,
  query: string,
  path: string,
): Promise<string | undefined> {
  const { source } = repository;
  const text = literalOf(query);
  if (text === undefined || !source.absolutePath || !source.rootOf) return undefined;
  if (!(await candidates(repository)).some((file) => file.path === path)) return undefined;
  const place = { absolute: source.absolutePath(path), root: source.rootOf(path) };
  const content = readOrNothing(place, { mostBytes: MOST_FILE_BYTES });
  return content && needlesOf(text).some((needle) => content.includes(needle)) ? text : undefined;
}

const OUTPUT = "notebook output";

const textOf = (path: string, content: Uint8Array): Promise<string> =>
  readableText(path, content).catch(() => decodeText(content));

/** Whether the text, in any case, is in one of these indexed files. */
function stands(repository: Repository, text: string, paths: readonly string[]): Promise<boolean> {
  const wanted = text.toLowerCase();
  return repository.reader.answer(async (view) => {
    for (const path of new Set(paths))
      if ((await view.rawLines(path)).some((line) => line.toLowerCase().includes(wanted))) return true;
    return false;
  });
}

/** A search as one types asks again and again: the files of a state of the index are listed at most this often. */
const LISTED_MILLISECONDS = 3000;

const listed = new WeakMap<
  Repository,
  { readonly snapshot: Snapshot; readonly at: number; readonly files: UnindexedFile[] }
>();

/** Skipped files that hold text, and the notebooks of the index. */
async function candidates(repository: Repository): Promise<readonly UnindexedFile[]> {
  const snapshot = await repository.store.snapshot();
  const known = listed.get(repository);
  const isKnown = known?.snapshot === snapshot && performance.now() - known.at < LISTED_MILLISECONDS;
  if (isKnown) return known.files;
  const files = await listCandidates(repository);
  listed.set(repository, { snapshot, at: performance.now(), files });
  return files;
}

async function listCandidates(repository: Repository): Promise<UnindexedFile[]> {
  const { listing, snapshot } = await repository.index.plan();
  const skipped = [...listing.skipped, ...snapshot.skipped].flatMap(({ path, reason }) => {
    const what = reason === "generated-lock" && isLockFile(path) ? "lock file" : SEARCHED[reason];
    return what === undefined ? [] : [{ path, what }];
  });
  const notebooks: readonly string[] = documentExtensions.notebook;
  const outputs = listing.files.flatMap(({ path }) =>
    notebooks.includes(extensionOf(path)) ? [{ path, what: OUTPUT }] : [],
  );
  const known = new Map([...outputs, ...skipped].map((file) => [file.path, file]));
  return [...known.values()]
    .filter(({ path }) => repository.scope.includes(path))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}
