import { createHash } from "node:crypto";
import { lstatSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { usageError } from "../../shared/errors.js";
import { plainFileIfAny, replacePlainFile } from "../state/plain-file.js";
import { makePrivateFolder } from "../state/private-folder.js";
import { emptyLedger, type Ledger } from "./ledger.js";

/**
 * Sessions on disk: one file each, replaced as a whole, so that a crash leaves the old or the new one. The sessions
 * used longest ago are dropped when there are many.
 */
export interface SessionStore {
  /**
   * The ledger of a session; undefined when there is none of that name, and when what lies there is not what was written
   * for it: to send a text twice costs tokens, to leave it out because of a wrong byte costs the answer.
   */
  read(name: string): Ledger | undefined;
  write(name: string, ledger: Ledger): void;
  names(): string[];
  /** Paths of what lies in the folder and is no session. */
  damaged(): string[];
}

const KEPT_SESSIONS = 200;
const HASH_LENGTH = 12;
/** Some 200,000 lines that were sent; a session that held more starts empty. */
const MOST_BYTES = 8_000_000;
/** A process that was killed while it wrote leaves its file, which nobody writes any more after this time. */
const LEFT_MILLISECONDS = 60_000;
const VERSION = 2;

const levels = ["full", "skeleton", "mention"] as const;
const sessionSchema = z.object({
  files: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z.array(z.tuple([z.int().min(1), z.string().nullable(), z.enum(levels), z.string()])),
    ]),
  ),
  unannounced: z.array(
    z.object({
      path: z.string(),
      startLine: z.int(),
      endLine: z.int(),
      symbol: z.string().exactOptional(),
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

/** @throws FoveaError `bad-session-name` for a name that could not be a file's. */
export function checkSessionName(name: string): string {
  if (/^[\w][\w.-]{0,99}$/.test(name)) return name;
  throw usageError(
    "bad-session-name",
    `"${name.slice(0, 100)}" cannot name a session`,
    "Use up to 100 letters, digits, dots, dashes and underscores.",
  );
}

/** Sessions kept in a folder, which is made when the first is written. */
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
      // A link would lead elsewhere.
      if (!isFolder(folder)) rmSync(folder, { force: true });
      makePrivateFolder(folder);
      const text = encodeLedger(ledger, name);
      if (Buffer.byteLength(text) > MOST_BYTES) {
        // The older one would say that lines are held which have changed since.
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

/** Whether another process may be writing it. */
const isTemporary = (folder: string, entry: string): boolean =>
  entry.endsWith(".tmp") &&
  Date.now() - (statSync(join(folder, entry), { throwIfNoEntry: false })?.mtimeMs ?? 0) < LEFT_MILLISECONDS;

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
  // Counting names is cheap; their times are asked for only when there are too many.
  const all = entries(folder);
  if (all.length <= KEPT_SESSIONS * 1.2) return;
  const left = all.filter((entry) => entry.endsWith(".tmp") && !isTemporary(folder, entry));
  const old = list(folder).slice(KEPT_SESSIONS);
  for (const entry of [...left, ...old.map(({ file }) => file)])
    rmSync(join(folder, entry), { recursive: true, force: true });
}

/** A line with the format and the sum of the rest, then JSON. The sum is over the name too: a copy is another session. */
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
  // Another version of Fovea may write other things under the same format.
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
