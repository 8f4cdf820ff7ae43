import { repositoryAround } from "../../../context/workspace.js";
import { usageError } from "../../../shared/errors.js";
import { type CommandSpec, flagText } from "../command.js";
import { locate, repoFlag } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "serve context to coding agents over MCP",
  details:
    "Tools: get_context, read, graph, price. Indexes on the first call, follows the files from then on, and within a session sends only what is new. `fovea setup <client>` writes a client's configuration.",
  flags: [
    {
      ...repoFlag,
      description: `${repoFlag.description.slice(0, -1)}; where there is none, the first root of the client)`,
    },
    {
      flags: "--http <port>",
      description: "serve over streamable HTTP instead of stdio; 0 takes a free port",
    },
    {
      flags: "--host <address>",
      description:
        "address to bind (default: 127.0.0.1); any other needs FOVEA_TOKEN, which clients send as a bearer token",
    },
    { flags: "--session <name>", description: "go on with this session (default: a new one per client)" },
    { flags: "--no-watch", description: "look for changed files at each call instead of following them" },
  ],
  examples: ["fovea mcp", "fovea mcp --repo ~/src/project", "fovea mcp --http 7333"],
  run: async (_, flags, terminal) => {
    const { root, only } = locate(flags, terminal);
    const http = flagText(flags, "http");
    const port = http === undefined ? undefined : parsePort(http);
    const { ContextService } = await import("../../mcp/service.js");
    const options = {
      watch: flags.watch !== false,
      warn: (text: string) => terminal.err(`fovea: ${text}\n`),
      ...only,
    };
    const { ClientHome } = await import("../../mcp/home.js");
    // Over HTTP a client may be on another machine, and one server is for all: there only the command line says.
    const askClient = port === undefined && flags.repo === undefined && !repositoryAround(terminal.cwd);
    const service = askClient ? new ClientHome(root, options) : new ContextService(root, options);
    try {
      if (port === undefined) {
        const { serveStdio } = await import("../../mcp/stdio.js");
        await serveStdio(service, { session: flagText(flags, "session"), signal: terminal.signal });
        return;
      }
      const { serveHttp } = await import("../../mcp/http.js");
      const host = flagText(flags, "host");
      const token = terminal.env.FOVEA_TOKEN;
      const serving = await serveHttp(service, {
        port,
        ...(host ? { host } : {}),
        ...(token ? { token } : {}),
      });
      terminal.err(`fovea: serving ${root} at ${serving.url}. Ctrl-C ends.\n`);
      await new Promise<void>((resolve) => {
        terminal.signal.addEventListener("abort", () => resolve(), { once: true });
      });
      await serving.close();
    } finally {
      await service.close();
    }
  },
};

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw usageError("bad-port", `--http must be a port, got "${text}"`, "Write --http 7333.");
}
