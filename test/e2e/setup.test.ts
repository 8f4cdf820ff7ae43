import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { setupReportSchema } from "../../src/interfaces/schema/index.js";
import { clients } from "../../src/interfaces/setup/clients.js";
import { apply, readIfExists } from "../../src/interfaces/setup/files.js";
import { holdFolder } from "../../src/interfaces/setup/held-folder.js";
import { expectOneLine } from "../support/one-line.js";
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

test.each(clients.map(({ name }) => name))("%s: prints, asks, writes, and undoes", async (name) => {
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

test("changes nothing when the answer is no", async () => {
  using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  const file = join(scratch.root, ".mcp.json");
  const answering = (answer: string) =>
    runHere(["setup", "claude-code", "--repo", scratch.root], { cwd: scratch.root, answer: () => answer });
  const refused = await answering("n");
  expect([refused.code, refused.err]).toEqual([0, expect.stringContaining("Nothing was changed.")]);
  expect(existsSync(file)).toBe(false);
  expect((await answering(" Yes ")).code).toBe(0);
  expect(existsSync(file)).toBe(true);
});

test("the configured entry starts a server that answers", () => {
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

test("--json reports what was done", () => {
  using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  const report = setupReportSchema.parse(JSON.parse(setup(scratch, "gemini", "--yes", "--json").stdout));
  expect(report).toMatchObject({ client: "gemini", changed: true, after: readFileSync(report.file, "utf8") });
});

test("an unknown client is an error that lists the known ones", () => {
  using scratch = new Scratch();
  const { status, stderr } = setup(scratch, "notepad");
  expect([status, stderr]).toEqual([2, expect.stringContaining("claude-code, cursor")]);
});

/** A file that no command may change. It has a server's entry, so that --undo would write it too. */
const PRIVATE = '{ "mcpServers": { "fovea": {}, "mine": {} }, "servers": { "fovea": {} }, "mine": 1 }\n';

/**
 * A scratch folder with a repository `code`, and beside it a folder `mine` that holds such files under any
 * name.
 */
function besidePrivate(names: readonly string[]): Scratch {
  const scratch = new Scratch().write({ "code/a.ts": "export const a = 1;\n" });
  for (const name of names) scratch.write({ [`mine/${name}`]: PRIVATE });
  return scratch;
}

const NAMES = [".mcp.json", "mcp.json", "config.toml", "settings.json", "mcp_config.json", ".claude.json"];

const refused = /is a link\. Run it with --print, and edit the file by hand\.$/m;

async function expectRefused(scratch: Scratch, args: readonly string[]): Promise<void> {
  const before = NAMES.map((name) => readFileSync(join(scratch.root, "mine", name), "utf8"));
  const options = { cwd: join(scratch.root, "code"), env: { HOME: join(scratch.root, "home") } };
  for (const flags of [["--yes"], ["--undo", "--yes"]])
    expectOneLine(await runHere(["setup", ...args, ...flags], options), 1, refused);
  const printed = await runHere(["setup", ...args, "--print"], options);
  expect([printed.code, printed.out]).toEqual([0, expect.stringContaining("fovea")]);
  expect(printed.out).not.toContain("mine");
  expect(printed.err).toMatch(/is a link and is not read/);
  expect(NAMES.map((name) => readFileSync(join(scratch.root, "mine", name), "utf8"))).toEqual(before);
  expect(readdirSync(join(scratch.root, "mine")).toSorted()).toEqual(NAMES.toSorted());
}

const inProjects = clients.filter(({ projectFile }) => projectFile);

test.each(inProjects)(
  "$name: a project's file that is a link is neither read nor written",
  async (client) => {
    using scratch = besidePrivate(NAMES);
    const file = client.projectFile!(join(scratch.root, "code"));
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(join(scratch.root, "mine", basename(file)), file);
    await expectRefused(scratch, [client.name]);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
  },
);

test.each(inProjects.filter(({ projectFile }) => projectFile!("r").split(sep).length > 2))(
  "$name: a project's folder that is a symlink is not followed",
  async (client) => {
    using scratch = besidePrivate(NAMES);
    const root = join(scratch.root, "code");
    const [first] = relative(root, client.projectFile!(root)).split(sep);
    symlinkSync(join(scratch.root, "mine"), join(root, first!), "junction");
    await expectRefused(scratch, [client.name]);
  },
);

test.each(clients)("$name: a user's file that is a link is neither read nor written", async (client) => {
  using scratch = besidePrivate(NAMES);
  const home = join(scratch.root, "home");
  const file = client.userFile({ home, platform: process.platform, env: {} });
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(join(scratch.root, "mine/settings.json"), file);
  await expectRefused(scratch, [client.name, "--user"]);
});

test("a user's settings may be in a folder that is a symlink", async () => {
  using scratch = besidePrivate([]);
  mkdirSync(join(scratch.root, "dotfiles"));
  mkdirSync(join(scratch.root, "home"));
  symlinkSync(join(scratch.root, "dotfiles"), join(scratch.root, "home/.gemini"), "junction");
  const options = { cwd: join(scratch.root, "code"), env: { HOME: join(scratch.root, "home") } };
  expect((await runHere(["setup", "gemini", "--user", "--yes"], options)).code).toBe(0);
  expect(readdirSync(join(scratch.root, "dotfiles"))).toEqual(["settings.json"]);
});

test.runIf(process.platform !== "win32")(
  "a file that is not regular is not opened, so nothing waits for it",
  async () => {
    using scratch = besidePrivate([]);
    execFileSync("mkfifo", [join(scratch.root, "code/.mcp.json")]);
    const outcome = await runHere(["setup", "claude-code", "--yes"], { cwd: join(scratch.root, "code") });
    expectOneLine(outcome, 1, /\.mcp\.json is not a regular file\. Run it with --print/);
  },
);

test("a file changed after it was shown is not written", () => {
  using scratch = besidePrivate([]);
  const root = join(scratch.root, "code");
  const place = { file: join(root, ".mcp.json"), root };
  writeFileSync(place.file, "{}");
  const before = readIfExists(place);
  writeFileSync(place.file, '{ "later": 1 }');
  expect(() => apply({ ...place, before, after: "{}" })).toThrow(/has changed since it was read/);
  expect(readFileSync(place.file, "utf8")).toBe('{ "later": 1 }');
});

test("a folder replaced by a symlink while it is open leads nowhere else", () => {
  using scratch = besidePrivate(NAMES);
  const root = join(scratch.root, "code");
  const held = holdFolder(root, join(root, ".cursor"), true)!;
  try {
    renameSync(join(root, ".cursor"), join(root, "away"));
    symlinkSync(join(scratch.root, "mine"), join(root, ".cursor"), "junction");
    expect(() => held.check()).toThrow(/was replaced while it was in use/);
    if (process.platform === "linux") {
      writeFileSync(held.at("mcp.json"), "ours");
      expect(readFileSync(join(root, "away/mcp.json"), "utf8")).toBe("ours");
    }
    expect(readFileSync(join(scratch.root, "mine/mcp.json"), "utf8")).toBe(PRIVATE);
  } finally {
    held.close();
  }
  rmSync(join(root, ".cursor"));
});
