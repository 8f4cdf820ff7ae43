import { setTimeout as sleep } from "node:timers/promises";
import { type FoveaError, failure, usageError } from "../../shared/errors.js";
import { printable } from "../../shared/printable.js";
import { prefixOf } from "./prefix.js";
import type { EmbeddingProvider } from "./provider.js";

export interface EndpointOptions {
  /** `/embeddings` is added: `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Sent as a bearer token; never written to disk. */
  readonly key?: string;
}

/** The default limit of the strictest server (TEI). */
const BATCH_TEXTS = 32;
const DOCUMENT_TIMEOUT_MILLISECONDS = 120_000;
const QUERY_TIMEOUT_MILLISECONDS = 3_000;
const TRIES = 4;
const FIRST_WAIT_MILLISECONDS = 250;
const LONGEST_WAIT_MILLISECONDS = 30_000;
const SHOWN_CHARACTERS = 200;

/**
 * Embeddings from any server that speaks OpenAI's `POST /embeddings` (Ollama, llama.cpp, TEI, vLLM, hosted
 * services). Redirects are not followed: text is sent only to the configured address.
 * @throws FoveaError `bad-embedding-url`.
 */
export function openAiCompatible(options: EndpointOptions): EmbeddingProvider {
  const url = `${checkedBaseUrl(options.baseUrl)}/embeddings`;
  return {
    name: options.model,
    embed: async (texts, kind, signal) => {
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += BATCH_TEXTS) {
        const input = texts.slice(at, at + BATCH_TEXTS).map((text) => prefixOf(options.model, kind) + text);
        vectors.push(...(await embedWithRetries(url, options, input, kind, signal)));
      }
      if (vectors.some((vector) => vector.length !== vectors[0]!.length))
        throw refused(url, "returned vectors of different lengths", OTHER_SERVER);
      return vectors;
    },
  };
}

/**
 * Validates a base URL. @returns it without trailing slashes.
 * @throws FoveaError `bad-embedding-url` when it is not an http or https URL, or holds a user, password,
 * query or hash.
 */
export function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  if (!isPlain || url.search !== "" || url.hash !== "")
    throw usageError(
      "bad-embedding-url",
      "the address of the embedding server is not a plain http or https URL",
      "Write it as in http://localhost:11434/v1; a key belongs in FOVEA_EMBED_KEY.",
    );
  return url.href.replace(/\/+$/, "");
}

async function embedWithRetries(
  url: string,
  options: EndpointOptions,
  input: readonly string[],
  kind: "document" | "query",
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const timeout = kind === "query" ? QUERY_TIMEOUT_MILLISECONDS : DOCUMENT_TIMEOUT_MILLISECONDS;
  for (let tries = 1; ; tries++) {
    const response = await ask(
      url,
      options,
      input,
      AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      signal,
    );
    if (response.status === 200) return vectorsIn(url, response.body, input.length);
    const isTemporary = response.error !== undefined || response.status === 429 || response.status >= 500;
    if (!isTemporary || kind === "query" || tries === TRIES)
      throw response.error ?? refusal(url, options, response);
    const askedMilliseconds = Number(response.retryAfter) * 1000;
    const wait = askedMilliseconds > 0 ? askedMilliseconds : FIRST_WAIT_MILLISECONDS * 2 ** (tries - 1);
    await sleep(Math.min(wait, LONGEST_WAIT_MILLISECONDS), undefined, { signal });
  }
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
  /** The connection was closed, as servers do with idle ones; a new request can succeed. */
  readonly error?: FoveaError;
}

const CONNECTION_CLOSED: ReadonlySet<string> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

async function ask(
  url: string,
  { model, key }: EndpointOptions,
  input: readonly string[],
  signal: AbortSignal,
  callerSignal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, input, encoding_format: "float" }),
      signal,
    });
    return {
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      body: await response.text(),
    };
  } catch (cause) {
    callerSignal.throwIfAborted();
    const code = reasonOf(cause, key);
    const why = signal.aborted ? "did not answer in time" : `cannot be reached (${code})`;
    // Without `cause`: the error about an invalid header quotes the key.
    const error = refused(url, why, "Start the server, or stop using it: fovea index --no-embed.");
    if (CONNECTION_CLOSED.has(code)) return { status: 0, retryAfter: null, body: "", error };
    throw error;
  }
}

/**
 * An error code such as `ECONNREFUSED`, else the message of the cause, such as `bad port`. Never the message of
 * the error itself, which may quote the request, nor a message that holds the key.
 */
function reasonOf(error: unknown, key: string | undefined): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return "the request failed";
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code !== undefined) return code;
  const holdsKey = key !== undefined && message.includes(key);
  return message === "" || holdsKey ? "the request failed" : printable(message).slice(0, SHOWN_CHARACTERS);
}

function refusal(url: string, { model, key }: EndpointOptions, { status, body }: Answer): FoveaError {
  const said = key ? body.replaceAll(key, "[key]") : body;
  const why = `answered ${status}: ${printable(said.trim()).slice(0, SHOWN_CHARACTERS)}`;
  if (status === 401 || status === 403) return refused(url, why, "Put a valid key into FOVEA_EMBED_KEY.");
  if (status === 404)
    return refused(url, why, `Check the address and that the server has the model ${printable(model)}.`);
  return refused(url, why, "Fix the server, or stop using it: fovea index --no-embed.");
}

const OTHER_SERVER =
  "Check that --embed is the base address of an OpenAI-compatible server, often ending in /v1.";

const refused = (url: string, why: string, mend: string): FoveaError =>
  failure("embedding-failed", `the embedding server ${url} ${why}`, mend);

function vectorsIn(url: string, body: string, wanted: number): Float32Array[] {
  const wrong = (why: string): FoveaError => refused(url, why, OTHER_SERVER);
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    throw wrong("answered with something that is not JSON");
  }
  const data = isRecord(answer) ? answer.data : undefined;
  if (!Array.isArray(data)) throw wrong("answered without a list named data");
  const vectors = new Array<Float32Array | undefined>(wanted);
  data.forEach((row: unknown, place) => {
    const { index = place, embedding = undefined } = isRecord(row) ? row : {};
    if (typeof index !== "number" || !Array.isArray(embedding) || embedding.length === 0)
      throw wrong("answered with a row that holds no embedding");
    if (!embedding.every((value) => Number.isFinite(value)))
      throw wrong("answered with an embedding that contains something other than numbers");
    vectors[index] = Float32Array.from(embedding as number[]);
  });
  const whole = vectors.filter((vector) => vector !== undefined);
  if (data.length !== wanted || whole.length !== wanted || vectors.length !== wanted)
    throw wrong(`answered with ${data.length} embeddings for ${wanted} texts`);
  return whole;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
