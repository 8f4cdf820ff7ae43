import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { isJSONRPCRequest, type RequestId } from "@modelcontextprotocol/sdk/types.js";
import { currentSink } from "../../shared/trace.js";
import { checkPlace, checkToken } from "../http/access.js";
import { readJson } from "../http/body.js";
import { listen } from "../http/listen.js";
import { type Refusal, refusalHeaders } from "../http/refusal.js";
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
  const listening = await listen(
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : "failed";
        if (!response.headersSent) refuse(response, { status: 500, message });
        else response.destroy();
      });
    },
    { port: options.port, host, portFlag: "--http <port>" },
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = checkPlace(request, { ...options, host }) ?? checkToken(request, options.token);
    if (refusal) return refuse(response, refusal);
    if (request.url?.split("?")[0] !== PATH)
      return refuse(response, { status: 404, message: `there is only ${PATH}` });
    const id = request.headers["mcp-session-id"];
    const known = typeof id === "string" ? connections.get(id) : undefined;
    if (id !== undefined && !known)
      return refuse(response, {
        status: 404,
        message: "this session has ended; initialize a new one and pass your session name to get_context",
      });
    if (known) {
      connections.delete(id as string);
      connections.set(id as string, known);
    }
    const body = request.method === "POST" ? await readJson(request, MOST_BODY_BYTES) : { value: undefined };
    if ("refusal" in body) return refuse(response, body.refusal);
    const { transport, deliveries } = known ?? (await connect());
    const carrier = new HttpCarrier(request, response);
    for (const each of requestIds(body.value)) deliveries.expect(each, carrier);
    await transport.handleRequest(request, response, body.value);
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

  return {
    port: listening.port,
    url: listening.origin + PATH,
    close: async () => {
      await Promise.all([...connections.values()].map((connection) => connection.close()));
      await listening.close();
    },
  };
}

/** The ids of the requests in a body, which is one message or an array of them. */
function requestIds(body: unknown): RequestId[] {
  const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
  return messages.filter(isJSONRPCRequest).map(({ id }) => id);
}

function refuse(response: ServerResponse, refusal: Pick<Refusal, "status" | "message">): void {
  const { status, message } = refusal;
  response.writeHead(status, refusalHeaders(status));
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message }, id: null }));
}
