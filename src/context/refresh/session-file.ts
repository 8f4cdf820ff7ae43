import { createHash } from "node:crypto";
import { lstatSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { usageError } from "../../shared/errors.js";
import { levels } from "../pack/plan.js";
import { plainFileIfAny, replacePlainFile } from "../state/plain-file.js";
import { makePrivateFolder } from "../state/private-folder.js";
import { emptyLedger, type Ledger } from "./ledger.js";

/**
 * Sessions on disk: one file each, replaced atomically, so that a crash leaves the old or the new one. When
 * there are too many, those written longest ago are deleted.
 */
export interface SessionStore {
  /**
   * Reads the ledger of a session.
   * @returns undefined when there is none of that name or its file is damaged: sending a text twice only
   * costs tokens, leaving it out because of a wrong byte could make the answer wrong.
   * @throws FoveaError `bad-session-name`.
   */
  read(name: string): Ledger | undefined;
  write(name: string, ledger: Ledger): void;
  names(): string[];
  /** Paths of the folder's entries that are not valid sessions. */
  damaged(): string[];
}

const KEPT_SESSIONS = 200;
const HASH_LENGTH = 12;
/**
 * Most bytes of a session file, about 200,000 sent lines. A larger session is not written and starts empty.
 */
const MOST_BYTES = 8_000_000;
/** A temporary file older than this was left by a process that was killed while writing. */
const ABANDONED_MILLISECONDS = 60_000;
const VERSION = 2;

const sessionSchema = z.object({
  files: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z.array(z.tuple([z.int().check(z.minimum(1)), z.nullable(z.string()), z.enum(levels), z.string()])),
    ]),
  ),
  unannounced: z.array(
    z.object({
      path: z.string(),
      startLine: z.int(),
      endLine: z.int(),
      symbol: z.exactOptional(z.string()),
      state: z.enum(["changed", "gone"]),
    }),
  ),
  tally: z.object({
    packs: z.int(),
    sentTokens: z.int(),
    plainTokens: z.int(),
    residentTokens: z.int(),
  }),
});

/** @returns the name. @throws FoveaError `bad-session-name` when it cannot be a file's name. */
export function checkSessionName(name: string): string {
  if (/^[\w][\w.-]{0,99}$/.test(name)) return name;
  throw usageError(
    "bad-session-name",
    `"${name.slice(0, 100)}" cannot name a session`,
    "Use up to 100 letters, digits, dots, dashes and underscores.",
  );
}

/** Opens the sessions in a folder. The folder is created when the first session is written. */
export function openSessions(folder: string): SessionStore {
  const fileOf = (name: string): string => join(folder, `${checkSessionName(name)}.json`);
  return {
    read: (name) => {
      const file = fileOf(name);
      const text = isFolder(folder) ? plainFileIfAny(file, MOST_BYTES) : undefined;
      return text === undefined ? undefined : decodeLedger(text, name);
    },
    write: (name, ledger) => {
      const file = fileOf(name);
      // Not a folder, for example a link to another place.
      if (!isFolder(folder)) rmSync(folder, { force: true });
      makePrivateFolder(folder);
      const text = encodeLedger(ledger, name);
      if (Buffer.byteLength(text) > MOST_BYTES) {
        // The older file is stale: it lists lines as held that have changed since.
        rmSync(file, { recursive: true, force: true });
        return;
      }
      replacePlainFile(file, text);
      dropOldest(folder);
    },
    names: () => list(folder).map(({ file }) => file.replace(/\.json$/, "")),
    damaged: () => {
      const stats = lstatSync(folder, { throwIfNoEntry: false });
      if (!stats) return [];
      if (!stats.isDirectory()) return [folder];
      return entries(folder)
        .filter((entry) => entry !== ".gitignore" && !isTemporary(folder, entry) && !isSession(folder, entry))
        .map((entry) => join(folder, entry));
    },
  };
}

const isFolder = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Whether the entry is a temporary file that another process may still be writing. */
const isTemporary = (folder: string, entry: string): boolean =>
  entry.endsWith(".tmp") &&
  Date.now() - (statSync(join(folder, entry), { throwIfNoEntry: false })?.mtimeMs ?? 0) <
    ABANDONED_MILLISECONDS;

function isSession(folder: string, entry: string): boolean {
  if (!entry.endsWith(".json")) return false;
  const text = plainFileIfAny(join(folder, entry), MOST_BYTES);
  return text !== undefined && decodeLedger(text, entry.replace(/\.json$/, "")) !== undefined;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Newest first. */
const list = (folder: string): { file: string; time: number }[] =>
  entries(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({ file, time: lstatSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time);

function dropOldest(folder: string): void {
  // Counting names is cheap; modification times are read only when there are too many.
  const all = entries(folder);
  if (all.length <= KEPT_SESSIONS * 1.2) return;
  const abandoned = all.filter((entry) => entry.endsWith(".tmp") && !isTemporary(folder, entry));
  const old = list(folder).slice(KEPT_SESSIONS);
  for (const entry of [...abandoned, ...old.map(({ file }) => file)])
    rmSync(join(folder, entry), { recursive: true, force: true });
}

/**
 * First line: format version and checksum of the name and the JSON, so a file copied to another name is
 * invalid.
 */
export function encodeLedger({ files, unannounced, tally }: Ledger, name: string): string {
  const data = JSON.stringify({
    files: [...files].map(([path, { hash, ranges }]) => [
      path,
      hash,
      ranges.map(({ startLine, symbol, level, lines }) => [startLine, symbol ?? null, level, lines.join("")]),
    ]),
    unannounced: [...unannounced],
    tally,
  } satisfies z.input<typeof sessionSchema>);
  return `${firstLine(name, data)}\n${data}`;
}

const firstLine = (name: string, data: string): string =>
  `fovea session ${VERSION} ${createHash("sha256").update(`${name}\n${data}`).digest("hex")}`;

/** @returns undefined when the text is not what `encodeLedger` writes for a session of this name. */
export function decodeLedger(text: string, name: string): Ledger | undefined {
  const end = text.indexOf("\n");
  const json = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== firstLine(name, json)) return undefined;
  // Another Fovea version may write other fields under the same format version.
  const { data } = sessionSchema.safeParse(JSON.parse(json));
  return data && ledgerOf(data);
}

const ledgerOf = (data: z.infer<typeof sessionSchema>): Ledger => ({
  ...emptyLedger,
  unannounced: data.unannounced,
  tally: data.tally,
  files: new Map(
    data.files.map(([path, hash, ranges]) => [
      path,
      {
        hash,
        ranges: ranges.map(([startLine, symbol, level, lines]) => ({
          startLine,
          ...(symbol === null ? {} : { symbol }),
          level,
          lines: lines.match(new RegExp(`.{${HASH_LENGTH}}`, "g")) ?? [],
        })),
      },
    ]),
  ),
});
