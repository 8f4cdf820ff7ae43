import { createHash } from "node:crypto";
import { failure } from "../../../shared/errors.js";
import { LimitedThread, ThreadEnded, type ThreadLimits } from "../limited-thread.js";
import type { ReadReply, ReadRequest } from "./read-messages.js";

/** The thread ends after this time without a document. */
const IDLE_MILLISECONDS = 5000;
/** End reasons of contents that exceeded the limits, by SHA-256, so that they are not tried again. */
const refused = new Map<string, string>();
const MOST_REFUSED = 1000;

let thread: LimitedThread<ReadRequest, ReadReply> | undefined;
let idle: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Extracts the text of a document in a thread with limits: a PDF of a few kilobytes can inflate to gigabytes.
 * One document at a time.
 * @param limits used when a new thread is started.
 * @returns undefined when the readable text is the file's own content.
 * @throws FoveaError `unreadable-file` when it exceeds the time or memory limit.
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
    if (refused.size < MOST_REFUSED) refused.set(hash, error.reason);
    throw tooMuch(path, error.reason, error);
  } finally {
    idle = setTimeout(() => thread?.end(), IDLE_MILLISECONDS).unref();
  }
}

const tooMuch = (path: string, reason: string, cause?: ThreadEnded) =>
  failure(
    "unreadable-file",
    `${path.slice(0, 200)} cannot be read within the limits of a file (${reason})`,
    "Open it in a program for documents of this kind, or list it in .foveaignore.",
    cause,
  );
