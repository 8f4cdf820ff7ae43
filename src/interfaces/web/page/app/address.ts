import { type ReadonlySignal, signal } from "@preact/signals";
import { takeToken } from "../source/token.js";

/**
 * What the page shows is written in its address, behind the `#`, so that a link shows the same picture:
 * `#/cost?model=llama-3.1-8b&context=128k`. It works for the server and for static files in any folder.
 */
export interface Address {
  readonly view: string;
  /** Only what differs from the defaults. */
  readonly parameters: Readonly<Record<string, string>>;
}

takeToken();
const current = signal(read(location.hash));

/** The address, followed when the user goes back, forward or edits it. */
export const address: ReadonlySignal<Address> = current;

window.addEventListener("hashchange", () => {
  takeToken();
  current.value = read(location.hash);
});

function read(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  return { view: path, parameters: Object.fromEntries(new URLSearchParams(query)) };
}

/** The link to a view, for `href`. */
export function linkTo(view: string, parameters: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(parameters).toString();
  return `#/${view}${query === "" ? "" : `?${query}`}`;
}

/**
 * Changes parameters of the current view; undefined removes one. By default it adds no entry to the history, since a
 * slider changes a parameter with each step; `remember` adds one.
 */
export function setParameters(
  changes: Readonly<Record<string, string | undefined>>,
  { remember = false }: { readonly remember?: boolean } = {},
): void {
  const { view, parameters } = current.value;
  const next: Record<string, string> = { ...parameters };
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) delete next[name];
    else next[name] = value;
  const link = linkTo(view, next);
  if (link === linkTo(view, parameters)) return;
  if (remember) history.pushState(null, "", link);
  else replaceSoon(link);
  current.value = { view, parameters: next };
}

let waiting: string | undefined;

/** Browsers refuse more than about 100 changes of the address in ten seconds. */
function replaceSoon(link: string): void {
  if (waiting === undefined)
    setTimeout(() => {
      if (waiting !== undefined) history.replaceState(null, "", waiting);
      waiting = undefined;
    }, 150);
  waiting = link;
}
