import type { IncomingMessage, ServerResponse } from "node:http";
import { openSessions } from "../../../context/refresh/session-file.js";
import { sessionsFolder } from "../../../context/state/state-folder.js";
import { assetPath } from "../../../shared/assets.js";
import { FoveaError, failure, usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { currentSink, reportError, span, traced } from "../../../shared/trace.js";
import { checkPlace, checkToken } from "../../http/access.js";
import { readJson } from "../../http/body.js";
import { type Listening, listen } from "../../http/listen.js";
import { type Refusal, refusalHeaders } from "../../http/refusal.js";
import { ContextService } from "../../service/service.js";
import type { ApiError, ServerEvent } from "../api/contract.js";
import type { ApiCall, Endpoint } from "../api/endpoint.js";
import { endpoints } from "../api/index.js";
import { Compressed } from "./compressed.js";
import { EvalJob } from "./eval-job.js";
import { Events } from "./events.js";
import { securityHeaders } from "./headers.js";
import { IndexFollower } from "./index-follower.js";
import { PageFiles } from "./page-files.js";
import { SentPacks } from "./sent-packs.js";
import { Turns } from "./turns.js";
import { Versions } from "./version.js";

export interface WebOptions {
  readonly port: number;
  readonly host: string;
  /** Required in every request of data, as `Authorization: Bearer <token>`. The page itself is public. */
  readonly token: string;
  /** Accepts any Host header although only loopback is bound, for servers behind a proxy. */
  readonly anyHost?: boolean;
  /** The repository; undefined outside one. */
  readonly root?: string;
  /** Serves only this repository of a workspace. */
  readonly only?: string;
  /** Gets messages about failures outside any request. */
  readonly warn?: (text: string) => void;
}

const API = "/api/";
const EVENTS = "events";
const MOST_BODY_BYTES = 1_000_000;
/** Without watching the files are compared at this interval. */
const POLL_MILLISECONDS = 1000;

/**
 * Serves the page and the data that it shows of a repository.
 * @throws FoveaError `port-taken`, `no-such-address`, `no-page`.
 */
export async function serveWeb(options: WebOptions): Promise<Listening> {
  const files = new PageFiles(assetPath("page"));
  const repository = options.root === undefined ? undefined : new ServedRepository(options.root, options);
  const operator = currentSink();
  const listening = await listen(
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        reportError(error as Error);
        if (response.headersSent) response.destroy();
        else sendError(response, 500, unexpected(error));
      });
    },
    { port: options.port, host: options.host, portFlag: "--port <port>" },
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const place = checkPlace(request, { ...options, ownOrigin: true });
    if (place) return refuse(response, place);
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    if (path.startsWith(API)) return answerApi(path.slice(API.length), query, request, response);
    if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod(response, ["GET", "HEAD"]);
    if (await files.send(path, request, response)) return;
    refuse(response, { status: 404, code: "not-found", message: "there is no such file" });
  }

  async function answerApi(
    path: string,
    query: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const refusal = checkToken(request, options.token);
    if (refusal) return refuse(response, refusal);
    if (path === EVENTS) {
      if (request.method !== "GET") return refuseMethod(response, ["GET"]);
      if (!repository) return sendError(response, 404, noRepository());
      return repository.follow(response);
    }
    const named = endpoints.filter((endpoint) => endpoint.path === path);
    if (named.length === 0)
      return refuse(response, { status: 404, code: "unknown-request", message: "there is no such request" });
    const endpoint = named.find(({ method }) => method === request.method);
    if (!endpoint)
      return refuseMethod(
        response,
        named.map(({ method }) => method),
      );
    const body =
      endpoint.method === "POST"
        ? await readJson(request, MOST_BODY_BYTES)
        : { value: Object.fromEntries(new URLSearchParams(query)) };
    if ("refusal" in body) return refuse(response, body.refusal);
    await traced(operator, () => span(path, () => run(endpoint, body.value, request, response)));
  }

  async function run(
    endpoint: Endpoint,
    given: unknown,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const left = new AbortController();
    response.once("close", () => {
      if (!response.writableFinished) left.abort();
    });
    try {
      const parsed = endpoint.input.safeParse(given);
      if (!parsed.success) throw badInput(parsed.error.issues[0]);
      const answer = repository
        ? await repository.run(endpoint, parsed.data, left.signal)
        : await endpoint.answer(parsed.data, withoutRepository(left.signal));
      const json = new Compressed(Buffer.from(JSON.stringify(answer)));
      await json.send(request, response, {
        "content-type": "application/json; charset=utf-8",
        "cache-control": "no-store",
      });
    } catch (error) {
      // Nobody reads the answer.
      if (left.signal.aborted) return;
      reportError(error as Error);
      if (!(error instanceof FoveaError)) return sendError(response, 500, unexpected(error));
      const status = error.code === "no-repository" ? 404 : error.kind === "usage" ? 400 : 503;
      sendError(response, status, error);
    }
  }

  return {
    ...listening,
    close: async () => {
      repository?.end();
      await listening.close();
      await repository?.close();
    },
  };
}

/** What all requests about one repository share. */
class ServedRepository {
  private readonly service: ContextService;
  private readonly events = new Events();
  private readonly versions = new Versions();
  private readonly turns = new Turns();
  private readonly sent: SentPacks;
  private readonly evaluation: EvalJob;
  private readonly follower: IndexFollower;

  constructor(root: string, { only, warn }: WebOptions) {
    this.service = new ContextService(root, {
      onUpdate: () => this.follower.look(),
      pollMilliseconds: POLL_MILLISECONDS,
      ...(only === undefined ? {} : { only }),
      ...(warn ? { warn } : {}),
    });
    this.sent = new SentPacks(openSessions(sessionsFolder(root)));
    this.evaluation = new EvalJob(root, () => this.events.tell(this.evaluationEvent()));
    this.follower = new IndexFollower(this.service, this.versions, this.events);
  }

  follow(response: ServerResponse): void {
    const { version } = this.follower;
    const index: ServerEvent[] = version === undefined ? [] : [{ type: "index", version }];
    this.events.add(response, [...index, this.evaluationEvent()]);
    this.follower.start();
  }

  private evaluationEvent(): ServerEvent {
    const { state } = this.evaluation;
    const { done, total } = state.state === "running" ? state : { done: 0, total: 0 };
    return { type: "eval", state: state.state, done, total };
  }

  async run(endpoint: Endpoint, input: Record<string, unknown>, signal: AbortSignal): Promise<unknown> {
    let endTurn = (): void => {};
    const call: ApiCall = {
      repository: async ({ besideOthers } = { besideOthers: false }) => {
        const progress = (done: number, total: number, what: string): void =>
          this.events.tell({ type: "indexing", done, total, what });
        const repository = await this.service.ready({ signal, progress });
        if (!besideOthers) endTurn = await this.turns.next(signal);
        return repository;
      },
      versionOf: (repository) => this.versions.of(repository),
      sent: this.sent,
      evaluation: () => this.evaluation,
      signal,
    };
    try {
      return await endpoint.answer(input, call);
    } finally {
      endTurn();
    }
  }

  /** Ends what would keep connections open. */
  end(): void {
    this.follower.stop();
    this.events.close();
    this.evaluation.close();
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

const withoutRepository = (signal: AbortSignal): ApiCall => {
  const refuse = (): never => {
    throw noRepository();
  };
  return {
    repository: async () => refuse(),
    versionOf: async () => refuse(),
    get sent() {
      return refuse();
    },
    evaluation: refuse,
    signal,
  };
};

const noRepository = (): FoveaError =>
  failure(
    "no-repository",
    "the server was not started in a repository",
    "Start it with `fovea serve <path of a repository>`. Cost and Bench work without one.",
  );

function badInput(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined) {
  const field = issue?.path.join(".") || "the request";
  return usageError("bad-request", `${field}: ${issue?.message ?? "not valid"}`, "Correct it and ask again.");
}

const unexpected = (error: unknown): ApiError => ({
  code: "unexpected",
  message: printable(error instanceof Error ? error.message : String(error)),
  mend: "Run `fovea doctor` in the repository, and report it.",
});

const MENDS: Readonly<Record<string, string>> = {
  "no-token": "Open the address that `fovea serve` printed.",
};

const refuse = (response: ServerResponse, { status, code, message }: Refusal): void =>
  sendError(response, status, { code, message, mend: MENDS[code] ?? "Correct the request." });

function refuseMethod(response: ServerResponse, allowed: readonly string[]): void {
  response.setHeader("allow", allowed.join(", "));
  refuse(response, {
    status: 405,
    code: "wrong-method",
    message: `only ${allowed.join(", ")} is possible here`,
  });
}

function sendError(response: ServerResponse, status: number, { code, message, mend }: ApiError): void {
  response.writeHead(status, { ...refusalHeaders(status), "cache-control": "no-store" });
  response.end(JSON.stringify({ code, message, mend } satisfies ApiError));
}
