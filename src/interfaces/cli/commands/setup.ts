import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findRoot } from "../../../context/find-root.js";
import { homeFolder } from "../../../context/state/user-folders.js";
import { FoveaError, usageError } from "../../../shared/errors.js";
import type { SetupReport } from "../../schema/index.js";
import type { Change, Client, ConfigFile, ServerCommand } from "../../setup/client.js";
import { clients } from "../../setup/clients.js";
import { describeChange } from "../../setup/describe.js";
import { edited } from "../../setup/edit.js";
import { apply, readIfExists } from "../../setup/files.js";
import { type CommandSpec, type FlagValues, flagText, isYes, type Terminal } from "../command.js";

export const command: CommandSpec = {
  summary: "add Fovea's MCP server to a coding agent's configuration",
  details: `Shows the change to the client's configuration and asks before it writes; it never writes through a link. Clients: ${clients.map(({ name }) => name).join(", ")}.`,
  args: [{ name: "<client>", description: "the agent to set up" }],
  flags: [
    { flags: "--user", description: "for all your repositories (the only choice for zed and windsurf)" },
    { flags: "--repo <path>", description: "the repository (default: the one around the current folder)" },
    { flags: "--print", description: "print the file as it would be, and change nothing" },
    { flags: "--undo", description: "remove Fovea from the configuration" },
    { flags: "--yes", description: "do not ask" },
    {
      flags: "--json",
      description: "print what was done as JSON; asks nothing, so it needs --yes or --print",
    },
  ],
  examples: ["fovea setup claude-code", "fovea setup cursor --print", "fovea setup codex --user --undo"],
  run: async ([name = ""], flags, terminal) => {
    const client = clients.find((each) => each.name === name);
    if (!client)
      throw usageError(
        "unknown-client",
        `there is no client "${name}"`,
        `Choose from ${clients.map((each) => each.name).join(", ")}. For any other client, configure the command: fovea mcp.`,
      );
    const change = changeFor(client, flags, terminal);
    const same = change.before === change.after;
    const say = (done: boolean): void => {
      if (!flags.json) return;
      const { file, before, after } = change;
      const report: SetupReport = {
        client: client.name,
        file,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
        changed: done,
      };
      terminal.out(`${JSON.stringify(report)}\n`);
    };
    if (flags.print) {
      if (flags.json) say(false);
      else terminal.out(change.after ?? "");
      return;
    }
    if (same) {
      terminal.err(`fovea: ${change.file} ${flags.undo ? "does not contain Fovea" : "is set up already"}.\n`);
      say(false);
      return;
    }
    terminal.err(describeChange(change));
    if (!flags.yes && !(await agreed(terminal, flags))) {
      terminal.err("Nothing was changed.\n");
      return;
    }
    apply(change);
    say(true);
    terminal.err(
      flags.undo
        ? `${client.title} no longer starts Fovea.\n`
        : `${client.title} starts Fovea from its next session on. fovea setup ${client.name} --undo removes it again.\n`,
    );
  },
};

function changeFor(client: Client, flags: FlagValues, terminal: Terminal): Change & ConfigFile {
  const root = findRoot(flagText(flags, "repo"), terminal.cwd);
  const place = placeOf(client, root, flags, terminal);
  const before = textOf(place, flags, terminal);
  const server = flags.undo ? undefined : serverCommand(client, place.root !== undefined, root, terminal);
  return { ...place, before, after: edited(client, before, server, place.file) };
}

function placeOf(client: Client, root: string, flags: FlagValues, { env }: Terminal): ConfigFile {
  if (client.projectFile !== undefined && !flags.user) return { file: client.projectFile(root), root };
  const { platform } = process;
  return { file: client.userFile({ home: homeFolder({ env, platform }), platform, env }) };
}

/**
 * The current text of the configuration. With --print an unsafe file is not an error: it is treated as empty,
 * and a message on stderr says so.
 */
function textOf(place: ConfigFile, flags: FlagValues, terminal: Terminal): string | undefined {
  try {
    return readIfExists(place);
  } catch (error) {
    if (!flags.print || !(error instanceof FoveaError) || error.code !== "unsafe-config") throw error;
    terminal.err(`fovea: ${error.message} and is not read; add these lines to it by hand.\n`);
    return undefined;
  }
}

/**
 * The command that starts this installation: `fovea` when the PATH leads here under that name, else node and
 * this file.
 */
function serverCommand(client: Client, inProject: boolean, root: string, terminal: Terminal): ServerCommand {
  // A client with one file for all repositories starts servers in the home folder, so --repo must name the
  // repository.
  const folder = inProject ? client.openFolder : client.projectFile ? undefined : root;
  const args = ["mcp", ...(folder === undefined ? [] : ["--repo", folder])];
  const script = realpathSync(process.argv[1] ?? "");
  return onPath("fovea", terminal) === script
    ? { command: "fovea", args }
    : { command: process.execPath, args: [script, ...args] };
}

/**
 * Looks a name up as the client's shell does, relative PATH entries included. `findProgram` skips those, but
 * this result is only compared with our own path, never run.
 */
function onPath(name: string, terminal: Terminal): string | undefined {
  for (const folder of (terminal.env.PATH ?? "").split(delimiter)) {
    try {
      const file = join(folder, name);
      accessSync(file, constants.X_OK);
      return realpathSync(file);
    } catch {
      // This folder does not have it.
    }
  }
  return undefined;
}

async function agreed(terminal: Terminal, flags: FlagValues): Promise<boolean> {
  if (flags.json || !terminal.ask)
    throw usageError("not-confirmed", "there is nobody to ask", "Add --yes to make this change.");
  return isYes(await terminal.ask("Make this change? [y/N] "));
}
