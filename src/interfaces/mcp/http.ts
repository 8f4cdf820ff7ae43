import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { isJSONRPCRequest, type RequestId } from "@modelcontextprotocol/sdk/types.js";
import { failure } from "../../shared/errors.js";
import { currentSink } from "../../shared/trace.js";
import { Deliveries, TrackedTransport } from "./deliveries.js";
import { HttpCarrier } from "./http-carrier.js";
import { createServer } from "./server.js";
import type { ServiceResolver } from "./service-resolver.js";

export interface HttpOptions {
  readonly port: number;
  /** Address to bind. Default 127.0.0.1. */
  readonly host?: string;
  /** Required in every request, as `Authorization: Bearer <token>`. */
  readonly token: string;
  /** Accepts any Host header although only loopback is bound, for servers behind a proxy. */
  readonly anyHost?: boolean;
}

export interface HttpServing {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const PATH = "/mcp";
const MOST_SESSIONS = 200;
const MOST_BODY_BYTES = 4_000_000;
/** Time limits of one request, so that a slow sender cannot hold connections open. */
const HEADERS_MILLISECONDS = 10_000;
const REQUEST_MILLISECONDS = 60_000;
const MOST_HEADER_BYTES = 16_384;
const MOST_CONNECTIONS = 512;
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

interface Connection {
  readonly transport: StreamableHTTPServerTransport;
  readonly deliveries: Deliveries;
  readonly close: () => Promise<void>;
}

/**
 * Serves clients over streamable HTTP, each in its own session. A client must send the token, because other
 * users of the machine can reach a loopback port too. Requests from web pages are refused: an Origin header
 * must name loopback. When only loopback is bound, the Host header must name loopback too, against DNS
 * rebinding, unless `anyHost` is given.
 * @throws FoveaError `port-taken`, `no-such-address`.
 */
export async function serveHttp(resolver: ServiceResolver, options: HttpOptions): Promise<HttpServing> {
  const host = options.host ?? "127.0.0.1";
  const operator = currentSink();
  // Least recently used first.
  const connections = new Map<string, Connection>();
  const limits = {
    headersTimeout: HEADERS_MILLISECONDS,
    requestTimeout: REQUEST_MILLISECONDS,
    connectionsCheckingInterval: 5000,
    maxHeaderSize: MOST_HEADER_BYTES,
  };
  const server = createHttpServer(limits, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) refuse(response, 500, error instanceof Error ? error.message : "failed");
      else response.destroy();
    });
  });

  server.maxConnections = MOST_CONNECTIONS;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = checkRequest(request, host, options);
    if (refusal) return refuse(response, refusal.status, refusal.message);
    if (request.url?.split("?")[0] !== PATH) return refuse(response, 404, `there is only ${PATH}`);
    const id = request.headers["mcp-session-id"];
    const known = typeof id === "string" ? connections.get(id) : undefined;
    if (id !== undefined && !known)
      return refuse(
        response,
        404,
        "this session has ended; initialize a new one and pass your session name to get_context",
      );
    if (known) {
      connections.delete(id as string);
      connections.set(id as string, known);
    }
    const body = request.method === "POST" ? await readBody(request) : undefined;
    if (body === "too-large")
      return refuse(response, 413, `a request may have at most ${MOST_BODY_BYTES} bytes`);
    if (body === "not-json") return refuse(response, 400, "the body is not JSON");
    const { transport, deliveries } = known ?? (await connect());
    const carrier = new HttpCarrier(request, response);
    for (const each of requestIds(body)) deliveries.expect(each, carrier);
    await transport.handleRequest(request, response, body);
  }

  /** Makes a connection. It is kept in `connections` once its client has initialized it. */
  async function connect(): Promise<Connection> {
    const deliveries = new Deliveries();
    const mcp = createServer(resolver, deliveries, undefined, operator);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        connections.set(id, { transport, deliveries, close: () => mcp.close() });
        const [oldest] = connections;
        if (connections.size <= MOST_SESSIONS || !oldest) return;
        connections.delete(oldest[0]);
        void oldest[1].close();
      },
      onsessionclosed: (id) => {
        connections.delete(id);
      },
    });
    // The SDK's own types do not hold under exactOptionalPropertyTypes.
    await mcp.connect(new TrackedTransport(transport as Transport, deliveries));
    return { transport, deliveries, close: () => mcp.close() };
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "EADDRINUSE"
          ? failure("port-taken", `port ${options.port} is taken`, "Give another --http <port>.", cause)
          : failure(
              "no-such-address",
              `${host}:${options.port} cannot be served: ${cause.message}`,
              "Give another --host or --http <port>.",
              cause,
            ),
      ),
    );
    server.listen(options.port, host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  return {
    port,
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}${PATH}`,
    close: async () => {
      await Promise.all([...connections.values()].map((connection) => connection.close()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The ids of the requests in a body, which is one message or an array of them. */
function requestIds(body: unknown): RequestId[] {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter(isJSONRPCRequest).map(({ id }) => id);
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

function checkRequest(
  request: IncomingMessage,
  host: string,
  { token, anyHost = false }: HttpOptions,
): Refusal | undefined {
  const { host: named, origin, authorization } = request.headers;
  // When more than loopback is bound, the Host may be any name of this machine on the network.
  if (LOOPBACK.has(host) && !anyHost && !isLoopbackName(named))
    return { status: 403, message: `the Host must be ${host}` };
  if (origin !== undefined && !isLoopbackOrigin(origin))
    return { status: 403, message: "requests from this Origin are not allowed" };
  if (!hasBearerToken(authorization, token))
    return { status: 401, message: "send the token as Authorization: Bearer <token>" };
  return undefined;
}

/**
 * Whether a header has the token. The scheme is case-insensitive, and spaces around the token are ignored.
 */
function hasBearerToken(authorization: string | undefined, token: string): boolean {
  const given = (authorization ?? "").trim();
  if (!/^bearer[ \t]/i.test(given)) return false;
  return sameSecret(given.slice("bearer".length).trim(), token.trim());
}

const isLoopbackName = (host: string | undefined): boolean =>
  host !== undefined &&
  LOOPBACK.has(
    host
      .replace(/:\d+$/, "")
      .replace(/^\[(.*)\]$/, "$1")
      .toLowerCase(),
  );

function isLoopbackOrigin(origin: string): boolean {
  try {
    return isLoopbackName(new URL(origin).host);
  } catch {
    return false;
  }
}

/**
 * Compares digests in constant time, so that the time shows neither the length nor the first wrong character.
 */
const sameSecret = (given: string, wanted: string): boolean => {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
};

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    // Read a too large body to its end, because a client that is still sending does not read the answer.
    if (bytes <= MOST_BODY_BYTES) chunks.push(chunk as Buffer);
    else if (bytes > 10 * MOST_BODY_BYTES) request.destroy();
  }
  if (bytes > MOST_BODY_BYTES) return "too-large";
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return "not-json";
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    "content-type": "application/json",
    ...(status === 401 ? { "www-authenticate": 'Bearer realm="fovea"' } : {}),
  });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message }, id: null }));
}
