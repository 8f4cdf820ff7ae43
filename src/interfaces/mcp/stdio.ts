import process from "node:process";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { serializeMessage } from "@modelcontextprotocol/sdk/shared/stdio.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";
import { Deliveries, FollowedTransport } from "./deliveries.js";
import { ClientHome, type Home } from "./home.js";
import { createServer } from "./server.js";

/** Serves one client on stdin and stdout until it closes them or `signal` is aborted. */
export async function serveStdio(
  home: Home,
  options: { readonly session?: string | undefined; readonly signal: AbortSignal },
): Promise<void> {
  const deliveries = new Deliveries();
  const server = createServer(home, deliveries, options.session);
  if (home instanceof ClientHome) home.follow(server);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    // The client's end of the pipe: the transport itself only listens for messages.
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
    options.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.connect(new FollowedTransport(new WrittenTransport(), deliveries));
  await closed;
  if (deliveries.areUnsure) {
    if (await isHeard()) deliveries.confirmAll();
    else deliveries.loseUnconfirmed();
  }
  await server.close();
}

/** The SDK's transport, whose `send` resolves when the message was written rather than when it was taken to be. */
class WrittenTransport extends StdioServerTransport {
  override send(message: JSONRPCMessage): Promise<void> {
    return write(serializeMessage(message));
  }
}

const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

const FAREWELL_MILLISECONDS = 200;

/**
 * Whether anybody still reads stdout. A client that closes its side in good order does so until the server has ended;
 * one that was killed leaves what it had not read in the pipe.
 */
async function isHeard(): Promise<boolean> {
  // The one message that a server may send at any time; nobody need answer it now.
  const farewell = { jsonrpc: "2.0" as const, id: "fovea-farewell", method: "ping" };
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), FAREWELL_MILLISECONDS).unref();
  });
  const written = write(serializeMessage(farewell)).then(
    () => true,
    () => false,
  );
  return Promise.race([written, late]);
}
