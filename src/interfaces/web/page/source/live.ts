import { type FoveaError, failure } from "../../../../shared/errors.js";
import type { ApiError, ServerEvent } from "../../api/contract.js";
import type { ContextSource } from "./context-source.js";
import { followEvents } from "./events.js";
import { askOtherTabs, dropToken, keepToken, token } from "./token.js";

/** The data of the server that the page comes from. */
export const live: ContextSource = {
  repository: () => get("repository"),
  map: () => get("map"),
  examples: () => get("examples"),
  outline: (path) => get("outline", { path }),
  lines: (path, start, end) => get("lines", { path, start: String(start), end: String(end) }),
  search: (request, signal) => post("search", request, signal),
  candidates: (task, signal) => post("candidates", { task }, signal),
  pack: (request, signal) => post("pack", request, signal),
  why: (request, signal) => post("why", request, signal),
  graph: (request, signal) => post("graph", request, signal),
  evaluation: () => get("eval"),
  startEvaluation: (request) => post("eval", request),
  cancelEvaluation: () => json("eval", { method: "DELETE" }),
  follow: (listener: (event: ServerEvent) => void) =>
    followEvents((signal) => ask("events", { signal }), listener),
};

const get = <T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> => {
  const text = new URLSearchParams(query).toString();
  return json(text === "" ? path : `${path}?${text}`, {});
};

const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  json(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });

async function json<T>(path: string, init: RequestInit): Promise<T> {
  return (await (await ask(path, init)).json()) as T;
}

/** Asks the server with the token. @returns its answer when that is no error. @throws FoveaError. */
async function ask(path: string, init: RequestInit): Promise<Response> {
  const known = token.value ?? (await tokenOfOthers());
  let response = await send(path, init, known);
  if (response.status === 401) {
    // The server was started again. Another tab may have its new token.
    if (token.value === known) dropToken();
    response = await send(path, init, token.value ?? (await tokenOfOthers(known)));
  }
  if (response.ok) return response;
  if (response.status === 401) dropToken();
  throw await errorOf(response);
}

async function tokenOfOthers(wrong?: string): Promise<string> {
  const offered = await askOtherTabs(wrong);
  if (offered === undefined) throw noToken();
  keepToken(offered);
  return offered;
}

async function send(path: string, init: RequestInit, bearer: string): Promise<Response> {
  try {
    const headers = { ...init.headers, authorization: `Bearer ${bearer}` };
    return await fetch(`api/${path}`, { ...init, headers, cache: "no-store" });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw failure(
      "no-server",
      "the server does not answer",
      "Start `fovea serve` again, and open the address that it prints.",
      cause,
    );
  }
}

const noToken = (): FoveaError =>
  failure(
    "no-token",
    "this tab does not have the server's token",
    "Open the address that `fovea serve` printed.",
  );

async function errorOf(response: Response): Promise<FoveaError> {
  try {
    const { code, message, mend } = (await response.json()) as ApiError;
    return failure(code, message, mend);
  } catch (cause) {
    return failure("no-answer", `the server answered ${response.status}`, "Reload the page.", cause);
  }
}
