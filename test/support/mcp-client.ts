import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");

/** A real client with a real `fovea mcp` of the built CLI as its child process. */
export const connectStdio = (root: string, ...flags: string[]): Promise<Client> =>
  connectStdioIn(root, {}, ...flags);

/** As `connectStdio`, with variables added to its environment. */
export async function connectStdioIn(
  root: string,
  env: Readonly<Record<string, string>>,
  ...flags: string[]
): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await connectTo(client, root, env, ...flags);
  return client;
}

/** Connects a client that was made with capabilities of its own. */
export const connectTo = (
  client: Client,
  root: string,
  env: Readonly<Record<string, string>>,
  ...flags: string[]
): Promise<void> =>
  client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [cli, "mcp", ...flags],
      cwd: root,
      env: { ...getDefaultEnvironment(), FOVEA_CACHE_DIR: process.env.FOVEA_CACHE_DIR ?? "", ...env },
      stderr: "inherit",
    }),
  );

export const callTool = (
  client: Client,
  name: string,
  args: Record<string, unknown>,
): Promise<CallToolResult> => client.callTool({ name, arguments: args }) as Promise<CallToolResult>;

/** The text of an answer. */
export function textOf(result: CallToolResult): string {
  const [first] = result.content;
  return first?.type === "text" ? first.text : "";
}
