import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { failure, usageError } from "../../shared/errors.js";
import { prepareDirectory } from "../store/sqlite/database-file.js";
import { emptyLedger, type Ledger } from "./ledger.js";

/**
 * Sessions on disk: one file each, replaced as a whole, so that a crash leaves the old or the new one. The sessions
 * used longest ago are dropped when there are many.
 */
export interface SessionStore {
  /** The ledger of a session, or undefined when there is none of that name. */
  read(name: string): Ledger | undefined;
  write(name: string, ledger: Ledger): void;
  names(): string[];
}

const KEPT_SESSIONS = 200;
const HASH_LENGTH = 12;
const VERSION = 1;

const levels = ["full", "skeleton", "mention"] as const;
const sessionSchema = z.object({
  version: z.literal(VERSION),
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
      let text: string;
      try {
        text = readFileSync(fileOf(name), "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
      return decodeLedger(text, fileOf(name));
    },
    write: (name, ledger) => {
      prepareDirectory(folder);
      const temporary = join(folder, `${checkSessionName(name)}.${randomBytes(4).toString("hex")}.tmp`);
      try {
        writeFileSync(temporary, encodeLedger(ledger), { mode: 0o600, flag: "wx" });
        renameSync(temporary, fileOf(name));
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
      dropOldest(folder);
    },
    names: () => list(folder).map(({ file }) => file.replace(/\.json$/, "")),
  };
}

/** Newest first. */
function list(folder: string): { file: string; time: number }[] {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch {
    return [];
  }
  return files
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({ file, time: statSync(join(folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time);
}

function dropOldest(folder: string): void {
  // Counting names is cheap; their times are asked for only when there are too many.
  if (readdirSync(folder).length <= KEPT_SESSIONS * 1.2) return;
  for (const { file } of list(folder).slice(KEPT_SESSIONS)) rmSync(join(folder, file), { force: true });
}

export function encodeLedger({ files, unannounced, tally }: Ledger): string {
  return JSON.stringify({
    version: VERSION,
    files: [...files].map(([path, { hash, ranges }]) => [
      path,
      hash,
      ranges.map(({ startLine, symbol, level, lines }) => [startLine, symbol ?? null, level, lines.join("")]),
    ]),
    unannounced: [...unannounced],
    tally,
  } satisfies z.input<typeof sessionSchema>);
}

/** @throws FoveaError `damaged-session` when the text is not what `encodeLedger` writes. */
export function decodeLedger(text: string, file: string): Ledger {
  let data: z.infer<typeof sessionSchema>;
  try {
    data = sessionSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw failure("damaged-session", `${file} is damaged`, "Delete it; the next pack starts anew.", cause);
  }
  return {
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
  };
}
