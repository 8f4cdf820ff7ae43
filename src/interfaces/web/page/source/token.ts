import { type ReadonlySignal, signal } from "@preact/signals";

/**
 * The server's token. It comes in the address that the command prints, `#/context?token=…`, is removed from there at once,
 * and is kept for this tab. Another tab of this server gets it from this one.
 */
const KEY = "fovea-token";
const CHANNEL = "fovea-token";
/** Another tab answers within this time, or there is none. */
const ANSWER_MILLISECONDS = 150;

const current = signal(stored());

export const token: ReadonlySignal<string | undefined> = current;

/** Takes the token out of the address, when it has one. */
export function takeToken(): void {
  const { rest, found } = withoutToken(location.hash);
  if (found === undefined) return;
  history.replaceState(null, "", rest === "" ? location.pathname : rest);
  keepToken(found);
}

/** The part of an address after the `#` without its token. */
function withoutToken(hash: string): { readonly rest: string; readonly found?: string } {
  const at = hash.indexOf("?");
  if (at < 0) return { rest: hash };
  const parameters = new URLSearchParams(hash.slice(at + 1));
  const found = parameters.get("token");
  if (found === null) return { rest: hash };
  parameters.delete("token");
  const others = parameters.toString();
  return { rest: hash.slice(0, at) + (others === "" ? "" : `?${others}`), found };
}

/** Keeps what a person pasted: the printed address, or the token alone. */
export function pasteToken(text: string): void {
  const at = text.indexOf("#");
  const { found = at < 0 ? text.trim() : "" } = withoutToken(at < 0 ? "" : text.slice(at).trim());
  if (found !== "") keepToken(found);
}

export function keepToken(text: string): void {
  current.value = text;
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Without storage it holds until the page is loaded again.
  }
}

/** Forgets a token that the server does not know: it has been started again. */
export function dropToken(): void {
  current.value = undefined;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // It was never stored.
  }
}

function stored(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Only pages of this server can use its channels. */
const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(CHANNEL);
channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (data === "ask" && current.value !== undefined) channel.postMessage({ token: current.value });
});

/** Asks the other tabs of this server. @returns a token that differs from `wrong`; undefined when no tab has one. */
export function askOtherTabs(wrong?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (!channel) return resolve(undefined);
    const end = (answer: string | undefined): void => {
      clearTimeout(timer);
      channel.removeEventListener("message", listen);
      resolve(answer);
    };
    const listen = ({ data }: MessageEvent<{ readonly token?: unknown } | string>): void => {
      const offered = typeof data === "object" ? data.token : undefined;
      if (typeof offered === "string" && offered !== wrong) end(offered);
    };
    const timer = setTimeout(() => end(undefined), ANSWER_MILLISECONDS);
    channel.addEventListener("message", listen);
    channel.postMessage("ask");
  });
}
