import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ClientHome, type Home } from "./home.js";
import { createServer } from "./server.js";

/** Serves one client on stdin and stdout until it closes them or `signal` is aborted. */
export async function serveStdio(
  home: Home,
  options: { readonly session?: string | undefined; readonly signal: AbortSignal },
): Promise<void> {
  const server = createServer(home, options.session);
  if (home instanceof ClientHome) home.follow(server);
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    // The client's end of the pipe: the transport itself only listens for messages.
    process.stdin.once("end", resolve);
    process.stdin.once("close", resolve);
    options.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await server.connect(transport);
  await closed;
  await server.close();
}
