import { repositoryAround } from "../../../context/find-root.js";
import { FoveaError, usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { reportError } from "../../../shared/trace.js";
import { type Listening, parseHost, parsePort } from "../../http/listen.js";
import { givenToken, newToken } from "../../http/token.js";
import { refuseWholeDisk } from "../../service/whole-disk.js";
import type { LeadingFile } from "../../web/server/open-browser.js";
import type { WebOptions } from "../../web/server/serve-web.js";
import { type CommandSpec, type FlagValues, flagText, type Terminal } from "../command.js";
import { locate, repoFlag } from "../repository-flags.js";

const DEFAULT_PORT = 7334;

export const command: CommandSpec = {
  summary: "show costs, measurements and what a task needs of a repository, on a local web page",
  details:
    "Serves the page on this machine only, and opens it in the browser. The page asks nobody else. What it shows of the repository needs the token in the printed address: FOVEA_TOKEN, or else a random one. Outside a repository it shows costs and measurements.",
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    repoFlag,
    {
      flags: "--port <port>",
      description: `port to bind; 0 takes a free one (default: ${DEFAULT_PORT}, or a free one when it is taken)`,
    },
    { flags: "--host <address>", description: "address to bind (default: 127.0.0.1)" },
    { flags: "--no-open", description: "do not open the browser" },
  ],
  examples: ["fovea serve", "fovea serve ~/src/project --port 8080 --no-open"],
  run: async ([path], flags, terminal) => {
    const asked = flagText(flags, "port");
    const port = asked === undefined ? undefined : parsePort(asked, "--port", String(DEFAULT_PORT));
    const place = placeOf(path, flags, terminal);
    const host = parseHost(flagText(flags, "host"));
    const given = givenToken(terminal.env);
    const token = given ?? newToken();
    const { serveWeb } = await import("../../web/server/serve-web.js");
    const options = {
      host,
      token,
      ...(given ? { anyHost: true } : {}),
      ...place,
      warn: (text: string) => terminal.err(`fovea: ${text}\n`),
    };
    const serving = await serveAt(port, (port) => serveWeb({ ...options, port }));
    let leading: LeadingFile | undefined;
    try {
      const view = place.root === undefined ? "cost" : "context";
      const address = `${serving.origin}/#/${view}`;
      const withToken = `${address}?token=${encodeURIComponent(token)}`;
      terminal.err(about(place.root, given !== undefined));
      terminal.out(`${given ? address : withToken}\n`);
      if (flags.open !== false) leading = await open(withToken, terminal);
      await interrupted(terminal.signal);
    } finally {
      leading?.remove();
      // Do not wait longer for running requests: their pages have gone, and the indexed part is kept.
      setTimeout(() => process.exit(130), CLOSING_MILLISECONDS).unref();
      await serving.close();
    }
  },
};

const CLOSING_MILLISECONDS = 400;

function placeOf(
  path: string | undefined,
  flags: FlagValues,
  terminal: Terminal,
): Pick<WebOptions, "root" | "only"> {
  if (path !== undefined && flags.repo !== undefined)
    throw usageError("two-repositories", "a path and --repo name the repository twice", "Give one of them.");
  const named = path === undefined ? flags : { ...flags, repo: path };
  if (named.repo === undefined && repositoryAround(terminal.cwd) === undefined) return {};
  const { root, only } = locate(named, terminal);
  refuseWholeDisk(root, terminal.env, "Give the path of a repository: fovea serve <path>.");
  return { root, ...only };
}

async function serveAt(
  port: number | undefined,
  serve: (port: number) => Promise<Listening>,
): Promise<Listening> {
  if (port !== undefined) return serve(port);
  try {
    return await serve(DEFAULT_PORT);
  } catch (error) {
    if (!(error instanceof FoveaError) || error.code !== "port-taken") throw error;
    return serve(0);
  }
}

function about(root: string | undefined, isGiven: boolean): string {
  const shown =
    root === undefined
      ? "there is no repository here: the page shows Cost and Bench"
      : `serving ${printable(root)}`;
  return `fovea: ${shown}. Ctrl-C ends.\n${isGiven ? "fovea: the page asks for the token; it is the value of FOVEA_TOKEN.\n" : ""}`;
}

/** Opens the page in the browser. That it cannot is no reason to end. */
async function open(address: string, terminal: Terminal): Promise<LeadingFile | undefined> {
  const { openInBrowser, writeLeadingFile } = await import("../../web/server/open-browser.js");
  let file: LeadingFile | undefined;
  try {
    file = writeLeadingFile(address);
    await openInBrowser(file.path);
  } catch (error) {
    reportError(error as Error);
    const text = error instanceof FoveaError ? `${error.message}. ${error.mend}` : (error as Error).message;
    terminal.err(`fovea: ${text}\n`);
  }
  return file;
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
