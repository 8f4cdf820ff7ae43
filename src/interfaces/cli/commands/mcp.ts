import { repositoryAround } from "../../../context/find-root.js";
import { reportError } from "../../../shared/trace.js";
import { parseHost, parsePort } from "../../http/listen.js";
import type { ServiceResolver } from "../../mcp/service-resolver.js";
import { type CommandSpec, flagText, type Terminal } from "../command.js";
import { locate, repoFlag } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "serve context to coding agents over MCP",
  details:
    "Tools: get_context, read, graph, price. Indexes on the first call, then watches the files. Within a session it sends only what is new or changed. Over HTTP, clients must send a bearer token: FOVEA_TOKEN, or else a random one that is printed at the start. `fovea setup <client>` writes a client's configuration.",
  flags: [
    {
      ...repoFlag,
      description: `${repoFlag.description.slice(0, -1)}; if there is none, the first root of the client)`,
    },
    {
      flags: "--http <port>",
      description: "serve over streamable HTTP instead of stdio; 0 takes a free port",
    },
    {
      flags: "--host <address>",
      description: "address to bind (default: 127.0.0.1)",
    },
    { flags: "--session <name>", description: "continue this session (default: a new one per client)" },
    { flags: "--no-watch", description: "look for changed files at each call instead of watching them" },
  ],
  examples: ["fovea mcp", "fovea mcp --repo ~/src/project", "fovea mcp --http 7333"],
  run: async (_, flags, terminal) => {
    const { root, only } = locate(flags, terminal);
    const http = flagText(flags, "http");
    const port = http === undefined ? undefined : parsePort(http, "--http", "7333");
    const { ContextService } = await import("../../service/service.js");
    const options = {
      watch: flags.watch !== false,
      warn: (text: string) => terminal.err(`fovea: ${text}\n`),
      ...only,
    };
    const { RootsServiceResolver } = await import("../../mcp/service-resolver.js");
    // Over HTTP, clients may be on other machines and all share this server, so only the command line chooses
    // the repository.
    const askClient = port === undefined && flags.repo === undefined && !repositoryAround(terminal.cwd);
    const service = askClient ? new RootsServiceResolver(root, options) : new ContextService(root, options);
    try {
      if (port === undefined) {
        const { serveStdio } = await import("../../mcp/stdio.js");
        await serveStdio(service, { session: flagText(flags, "session"), signal: terminal.signal });
      } else await serveOverHttp(service, root, port, flagText(flags, "host"), terminal);
    } finally {
      // Do not wait longer for running calls: their client has gone, and the indexed part is kept.
      setTimeout(() => process.exit(terminal.signal.aborted ? 130 : 0), CLOSING_MILLISECONDS).unref();
      await service.close();
    }
  },
};

const CLOSING_MILLISECONDS = 400;

async function serveOverHttp(
  resolver: ServiceResolver,
  root: string,
  port: number,
  host: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const { serveHttp } = await import("../../mcp/http.js");
  const { forgetToken, givenToken, newToken, storeToken, tokenFile } = await import("../../http/token.js");
  const given = givenToken(terminal.env);
  const token = given ?? newToken();
  const serving = await serveHttp(resolver, {
    port,
    token,
    ...(given ? { anyHost: true } : {}),
    host: parseHost(host),
  });
  const file = given ? undefined : tokenFile(root, serving.port);
  terminal.err(
    `fovea: serving ${root} at ${serving.url}. Ctrl-C ends.\n${file === undefined ? "" : describeToken(file, token, storeToken)}`,
  );
  try {
    await new Promise<void>((resolve) => {
      if (terminal.signal.aborted) resolve();
      terminal.signal.addEventListener("abort", () => resolve(), { once: true });
    });
  } finally {
    if (file !== undefined) forgetToken(file);
    await serving.close();
  }
}

/** Stores a new token, and returns the lines that tell the user about it. */
function describeToken(file: string, token: string, store: (file: string, token: string) => void): string {
  const header = `fovea: clients send this header, unless FOVEA_TOKEN sets a token of yours:\nAuthorization: Bearer ${token}\n`;
  try {
    store(file, token);
    return `${header}fovea: your own programs can read the token in ${file} while this runs.\n`;
  } catch (error) {
    reportError(error);
    return `${header}fovea: it cannot be stored for your own programs: ${(error as Error).message}\n`;
  }
}
