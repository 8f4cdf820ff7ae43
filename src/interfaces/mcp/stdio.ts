import process from "node:process";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { serializeMessage } from "@modelcontextprotocol/sdk/shared/stdio.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { Deliveries, TrackedTransport } from "./deliveries.js";
import { createServer } from "./server.js";
import { RootsServiceResolver, type ServiceResolver } from "./service-resolver.js";

/** Serves one client on stdin and stdout until it closes them or `signal` is aborted. */
export async function serveStdio(
  resolver: ServiceResolver,
  options: { readonly session?: string | undefined; readonly signal: AbortSignal },
): Promise<void> {
  const deliveries = new Deliveries();
  const server = createServer(resolver, deliveries, options.session);
  if (resolver instanceof RootsServiceResolver) resolver.follow(server);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    // The client closes its end of the pipe. The transport itself only listens for messages.
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
    options.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.connect(new TrackedTransport(new WrittenTransport(), deliveries));
  await closed;
  if (deliveries.hasUnconfirmed) {
    if (await isClientReading()) deliveries.confirmAll();
    else deliveries.loseUnconfirmed();
  }
  await server.close();
}

/** The SDK's transport, but `send` resolves when the message was really written. */
class WrittenTransport extends StdioServerTransport {
  override send(message: JSONRPCMessage): Promise<void> {
    return write(serializeMessage(message));
  }
}

const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

const LAST_PING_MILLISECONDS = 200;

/**
 * Whether the client still reads stdout. A client that shuts down normally reads until the server has ended.
 * A client that was killed leaves unread data in the pipe.
 */
async function isClientReading(): Promise<boolean> {
  // A ping is the one message that a server may send at any time. No answer is needed.
  const ping = { jsonrpc: "2.0" as const, id: "fovea-farewell", method: "ping" };
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), LAST_PING_MILLISECONDS).unref();
  });
  const written = write(serializeMessage(ping)).then(
    () => true,
    () => false,
  );
  return Promise.race([written, late]);
}
