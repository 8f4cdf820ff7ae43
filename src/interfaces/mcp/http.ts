import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { failure, usageError } from "../../shared/errors.js";
import type { Home } from "./home.js";
import { createServer } from "./server.js";

export interface HttpOptions {
  readonly port: number;
  /** Address to bind; anything but loopback needs a token. Default 127.0.0.1. */
  readonly host?: string;
  /** Asked for as `Authorization: Bearer <token>` when given. */
  readonly token?: string;
}

export interface HttpServing {
  readonly url: string;
  close(): Promise<void>;
}

const PATH = "/mcp";
const MOST_SESSIONS = 200;
const MOST_BODY_BYTES = 4_000_000;
const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

interface Connection {
  readonly transport: StreamableHTTPServerTransport;
  readonly close: () => Promise<void>;
}

/**
 * Serves any number of clients over streamable HTTP, a session each. A web page must not reach it: the Host must name
 * the bound address, which foils DNS rebinding, and an Origin must be loopback.
 * @throws FoveaError `token-needed` for a bind beyond loopback without a token, `port-taken`.
 */
export async function serveHttp(home: Home, options: HttpOptions): Promise<HttpServing> {
  const host = options.host ?? "127.0.0.1";
  if (!LOOPBACK.has(host) && !options.token)
    throw usageError(
      "token-needed",
      `--host ${host} lets other machines in, and there is no token`,
      "Set FOVEA_TOKEN to a long random text, or leave out --host.",
    );
  // Least recently used first.
  const connections = new Map<string, Connection>();
  const server = createHttpServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) refuse(response, 500, error instanceof Error ? error.message : "failed");
      else response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = checkRequest(request, host, options.token);
    if (refusal) return refuse(response, refusal.status, refusal.message);
    if (request.url?.split("?")[0] !== PATH) return refuse(response, 404, `there is only ${PATH}`);
    const id = request.headers["mcp-session-id"];
    const known = typeof id === "string" ? connections.get(id) : undefined;
    if (id !== undefined && !known)
      return refuse(
        response,
        404,
        "this session has ended; initialize a new one and name your session in get_context",
      );
    if (known) {
      connections.delete(id as string);
      connections.set(id as string, known);
    }
    const body = request.method === "POST" ? await readBody(request) : undefined;
    if (body === "too-large") return refuse(response, 413, `a request may have ${MOST_BODY_BYTES} bytes`);
    if (body === "not-json") return refuse(response, 400, "the body is not JSON");
    const { transport } = known ?? (await connect());
    await transport.handleRequest(request, response, body);
  }

  /** A connection that is kept once its client has initialized it. */
  async function connect(): Promise<Connection> {
    const mcp = createServer(home);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        connections.set(id, { transport, close: () => mcp.close() });
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
    await mcp.connect(transport as Parameters<typeof mcp.connect>[0]);
    return { transport, close: () => mcp.close() };
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "EADDRINUSE"
          ? failure("port-taken", `port ${options.port} is taken`, "Give another --http <port>.", cause)
          : cause,
      ),
    );
    server.listen(options.port, host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}${PATH}`,
    close: async () => {
      await Promise.all([...connections.values()].map((connection) => connection.close()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

function checkRequest(
  request: IncomingMessage,
  host: string,
  token: string | undefined,
): Refusal | undefined {
  const { host: named, origin, authorization } = request.headers;
  // Behind a token the name is free: a proxy or a name of the local network may stand in the Host.
  if (!token && !isLoopbackName(named)) return { status: 403, message: `the Host must be ${host}` };
  if (origin !== undefined && !isLoopbackOrigin(origin))
    return { status: 403, message: "this Origin may not ask" };
  if (token && !sameSecret(authorization ?? "", `Bearer ${token}`))
    return { status: 401, message: "send the token as Authorization: Bearer <token>" };
  return undefined;
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

/** Compares digests, so that neither the length nor the first wrong character shows in the time it takes. */
const sameSecret = (given: string, wanted: string): boolean => {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
};

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    // Read to its end all the same: a client that is still sending does not hear the answer.
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
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
  });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message }, id: null }));
}
