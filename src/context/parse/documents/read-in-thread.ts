import { createHash } from "node:crypto";
import { failure } from "../../../shared/errors.js";
import { LimitedThread, ThreadEnded, type ThreadLimits } from "../limited-thread.js";
import type { ReadReply, ReadRequest } from "./read-worker.js";

/** How long the thread waits for the next document. */
const IDLE_MILLISECONDS = 5000;
/** Contents that exceeded their limits, by SHA-256, so that each costs its time once. */
const refused = new Map<string, string>();
const MOST_REMEMBERED = 1000;

let thread: LimitedThread<ReadRequest, ReadReply> | undefined;
let idle: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * What a document parser reads out of a file, in a thread that is ended when it takes too long: a PDF of a few kilobytes
 * can inflate to gigabytes. One document at a time.
 * @param limits of a thread that is started for this.
 * @returns undefined when the text is the file's own.
 * @throws FoveaError `unreadable-file` when it takes more time or memory than a file may.
 */
export function readInThread(
  path: string,
  content: Uint8Array,
  limits?: ThreadLimits,
): Promise<string | undefined> {
  const reading = turn.then(() => read(path, content, limits));
  turn = reading.catch(() => {});
  return reading;
}

async function read(path: string, content: Uint8Array, limits?: ThreadLimits): Promise<string | undefined> {
  const hash = createHash("sha256").update(content).digest("base64");
  const before = refused.get(hash);
  if (before !== undefined) throw tooMuch(path, before);
  clearTimeout(idle);
  if (thread?.gone) thread = undefined;
  thread ??= new LimitedThread<ReadRequest, ReadReply>("read-worker.cjs", undefined, limits);
  try {
    return (await thread.ask({ path, content })).text;
  } catch (error) {
    if (!(error instanceof ThreadEnded)) throw error;
    if (refused.size < MOST_REMEMBERED) refused.set(hash, error.reason);
    throw tooMuch(path, error.reason);
  } finally {
    idle = setTimeout(() => thread?.end(), IDLE_MILLISECONDS).unref();
  }
}

const tooMuch = (path: string, reason: string) =>
  failure(
    "unreadable-file",
    `${path.slice(0, 200)} cannot be read within the limits of a file (${reason})`,
    "Open it in a program for documents of this kind, or list it in .foveaignore.",
  );
