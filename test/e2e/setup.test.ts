import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { setupReportSchema } from "../../src/interfaces/schema/index.js";
import { clients } from "../../src/interfaces/setup/clients.js";
import { Scratch } from "../support/scratch.js";
import { runHere } from "../support/terminal.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");

const setup = (scratch: Scratch, ...args: string[]) =>
  spawnSync(process.execPath, [cli, "setup", ...args, "--repo", scratch.root], {
    encoding: "utf8",
    input: "",
    env: { PATH: process.env.PATH, HOME: scratch.root, FOVEA_CACHE_DIR: process.env.FOVEA_CACHE_DIR },
  });

const setupHere = (scratch: Scratch, ...args: string[]) =>
  runHere(["setup", ...args, "--repo", scratch.root], { cwd: scratch.root, env: { HOME: scratch.root } });

test.each(clients.map(({ name }) => name))("%s: prints, asks, writes, and takes back", async (name) => {
  using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  const client = clients.find((each) => each.name === name)!;
  const file =
    client.projectFile?.(scratch.root) ??
    client.userFile({ home: scratch.root, platform: process.platform, env: {} });
  const printed = await setupHere(scratch, name, "--print");
  expect(printed.out).toContain("mcp");
  expect(existsSync(file)).toBe(false);
  const asked = await setupHere(scratch, name);
  expect([asked.code, asked.err]).toEqual([2, expect.stringContaining("--yes")]);
  expect(existsSync(file)).toBe(false);
  const done = await setupHere(scratch, name, "--yes");
  expect([done.code, done.err]).toEqual([0, expect.stringContaining(`${file} (new file)`)]);
  expect(readFileSync(file, "utf8")).toBe(printed.out);
  expect((await setupHere(scratch, name, "--yes")).err).toContain("set up already");
  expect((await setupHere(scratch, name, "--undo", "--yes")).code).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test("the entry starts a server that answers", () => {
  using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  setup(scratch, "claude-code", "--yes");
  const { command, args } = JSON.parse(readFileSync(join(scratch.root, ".mcp.json"), "utf8")).mcpServers
    .fovea;
  const hello = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } },
  };
  const { stdout } = spawnSync(command, args, {
    cwd: scratch.root,
    encoding: "utf8",
    input: `${JSON.stringify(hello)}\n`,
  });
  expect(JSON.parse(stdout)).toMatchObject({ result: { serverInfo: { name: "fovea" } } });
});

test("--json says what was done", () => {
  using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  const report = setupReportSchema.parse(JSON.parse(setup(scratch, "gemini", "--yes", "--json").stdout));
  expect(report).toMatchObject({ client: "gemini", changed: true, after: readFileSync(report.file, "utf8") });
});

test("an unknown client is an error that names those there are", () => {
  using scratch = new Scratch();
  const { status, stderr } = setup(scratch, "notepad");
  expect([status, stderr]).toEqual([2, expect.stringContaining("claude-code, cursor")]);
});
