import { createServer, type RequestListener } from "node:http";
import { failure, usageError } from "../../shared/errors.js";

/** Time limits of one request, so that a slow sender cannot hold connections open. */
const HEADERS_MILLISECONDS = 10_000;
const REQUEST_MILLISECONDS = 60_000;
const MOST_HEADER_BYTES = 16_384;
const MOST_CONNECTIONS = 512;

export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** The flag that gives another port, for messages: `--http <port>`. */
  readonly portFlag: string;
}

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:7334` */
  readonly origin: string;
  /** Ends all connections, also those with a running request. */
  close(): Promise<void>;
}

/** Starts an HTTP server with limits of time and size. @throws FoveaError `port-taken`, `no-such-address`. */
export async function listen(
  listener: RequestListener,
  { port: asked, host, portFlag }: ListenOptions,
): Promise<Listening> {
  const limits = {
    headersTimeout: HEADERS_MILLISECONDS,
    requestTimeout: REQUEST_MILLISECONDS,
    connectionsCheckingInterval: 5000,
    maxHeaderSize: MOST_HEADER_BYTES,
  };
  const server = createServer(limits, listener);
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "EADDRINUSE"
          ? failure("port-taken", `port ${asked} is taken`, `Give another ${portFlag}.`, cause)
          : failure(
              "no-such-address",
              `${host}:${asked} cannot be served: ${cause.message}`,
              `Give another --host or ${portFlag}.`,
              cause,
            ),
      ),
    );
    server.listen(asked, host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : asked;
  return {
    port,
    origin: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @returns the address to bind; loopback without the flag. @throws FoveaError `bad-host`. */
export function parseHost(text: string | undefined): string {
  // Node binds every address of the machine when it is given none: an unset variable of a script must not do that.
  if (text?.trim() === "")
    throw usageError("bad-host", "--host is empty", "Give an address, or leave it out for 127.0.0.1.");
  return text ?? "127.0.0.1";
}

/** @throws FoveaError `bad-port`. */
export function parsePort(text: string, flag: string, example: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw usageError("bad-port", `${flag} must be a port, got "${text}"`, `Write ${flag} ${example}.`);
}
