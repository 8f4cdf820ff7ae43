import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { ListRootsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { expect, test } from "vitest";
import { stateFolder } from "../../src/context/state/state-folder.js";
import { callTool, connectStdio, connectTo, textOf } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";

const files = {
  "elsewhere/.keep": "",
  "garden/src/rake.ts": "export function takeRake() {\n  return 'rake';\n}\n",
  "kitchen/src/spoon.ts": "export function takeSpoon() {\n  return 'spoon';\n}\n",
  "secret.ts": "export const takeNothing = 'above every root';\n",
};

/** A client with these folders open; they can change later. */
function clientWith(open: { uris: string[] }): Client {
  const client = new Client(
    { name: "test", version: "1" },
    { capabilities: { roots: { listChanged: true } } },
  );
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: open.uris.map((uri) => ({ uri })) }));
  return client;
}

test("a server started outside a repository serves the folder that its client has open, and the next one", async () => {
  using scratch = new Scratch().write(files);
  const uri = (name: string): string => pathToFileURL(join(scratch.root, name)).href;
  const open = { uris: ["https://example.com/", uri("gone"), uri("garden")] };
  const client = clientWith(open);
  await connectTo(client, join(scratch.root, "elsewhere"), {});
  const read = async (args: object): Promise<string> =>
    textOf(await callTool(client, "read", args as Record<string, unknown>));
  expect(await read({ path: "src/rake.ts" })).toContain("takeRake");
  for (const path of ["../secret.ts", join(scratch.root, "secret.ts"), "../kitchen/src/spoon.ts"])
    expect(await read({ path })).toMatch(/^not-indexed/);
  open.uris = [uri("kitchen")];
  await client.sendRootsListChanged();
  expect(await read({ symbol: "takeSpoon" })).toContain("src/spoon.ts:1-3");
  expect(await read({ symbol: "takeRake" })).toMatch(/^unknown-symbol/);
  await client.close();
  expect(existsSync(stateFolder(join(scratch.root, "elsewhere")))).toBe(false);
});

test("a path argument, or a repository around the current folder, has priority over the client's roots", async () => {
  using scratch = new Scratch().write({ ...files, "kitchen/.git/HEAD": "ref: refs/heads/main\n" });
  const roots = { uris: [pathToFileURL(join(scratch.root, "garden")).href] };
  for (const [cwd, ...flags] of [["elsewhere", "--repo", join(scratch.root, "kitchen")], ["kitchen"]]) {
    const client = clientWith(roots);
    await connectTo(client, join(scratch.root, cwd!), {}, ...flags);
    expect(textOf(await callTool(client, "read", { symbol: "takeSpoon" }))).toContain("src/spoon.ts");
    await client.close();
  }
});

test("without roots the start folder is served; a home folder is not, but price still answers", async () => {
  using scratch = new Scratch().write(files);
  const plain = await connectStdio(join(scratch.root, "garden"));
  expect(textOf(await callTool(plain, "read", { symbol: "takeRake" }))).toContain("src/rake.ts");
  await plain.close();
  const homeless = clientWith({ uris: [] });
  await connectTo(homeless, scratch.root, { HOME: scratch.root, USERPROFILE: scratch.root });
  expect(textOf(await callTool(homeless, "get_context", { task: "rake" }))).toMatch(
    /^no-repository: .*roots/,
  );
  expect((await callTool(homeless, "price", { tokens: 1000 })).isError).toBeUndefined();
  await homeless.close();
});
