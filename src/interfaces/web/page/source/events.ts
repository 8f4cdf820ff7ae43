import type { ServerEvent } from "../../api/contract.js";

const NAME = "fovea-events";
const FIRST_RETRY_MILLISECONDS = 500;
const MOST_RETRY_MILLISECONDS = 10_000;
/** The server says at least every 10 s that it is there. */
const SILENCE_MILLISECONDS = 30_000;

/**
 * Follows the server's events until the returned function is called. Browsers open at most six connections to one server,
 * so of all its tabs one holds the stream, and passes the events on to the others.
 */
export function followEvents(
  connect: (signal: AbortSignal) => Promise<Response>,
  listener: (event: ServerEvent) => void,
): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(NAME);
  const onMessage = ({ data }: MessageEvent<ServerEvent>): void => listener(data);
  channel?.addEventListener("message", onMessage);
  const tellAll = (event: ServerEvent): void => {
    listener(event);
    channel?.postMessage(event);
  };
  // Locks exist only in pages from this machine or over TLS. Without them each tab has a stream of its own.
  const held = navigator.locks
    ? navigator.locks.request(NAME, { signal }, () => holdStream(connect, tellAll, signal))
    : holdStream(connect, listener, signal);
  // Waiting for the lock ends with an error when the signal is aborted.
  void held.catch(() => {});
  return () => {
    stopped.abort();
    channel?.close();
  };
}

/** Reads the stream, and connects again when it ends, until the signal is aborted. */
async function holdStream(
  connect: (signal: AbortSignal) => Promise<Response>,
  tell: (event: ServerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let wait = FIRST_RETRY_MILLISECONDS;
  while (!signal.aborted) {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onSign = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MILLISECONDS);
    };
    try {
      onSign();
      const response = await connect(AbortSignal.any([signal, silence.signal]));
      for await (const event of eventsIn(response)) {
        onSign();
        wait = FIRST_RETRY_MILLISECONDS;
        if (event.type !== "alive") tell(event);
      }
    } catch {
      // A request that the page makes tells the reason; here it is tried again.
    } finally {
      clearTimeout(timer);
    }
    await pause(wait, signal);
    wait = Math.min(2 * wait, MOST_RETRY_MILLISECONDS);
  }
}

/** The events of a stream: one JSON text a line. */
async function* eventsIn({ body }: Response): AsyncGenerator<ServerEvent> {
  const reader = body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (line !== "") yield JSON.parse(line) as ServerEvent;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
