import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it, test } from "vitest";
import { searchReportSchema } from "../../src/interfaces/schema/index.js";
import { fovea } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { EmbeddingServer } from "../support/embedding-server.js";
import { callTool, connectStdio, textOf } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

// Issue 13 B: files of a clone are never used as Fovea's own state.

const source =
  "/** Feeds the badger. */\nexport function feedBadger(pot: number): number {\n  return pot;\n}\n";

/** A clone of a repository that tracks these files and links. */
function cloneOf(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
  const scratch = new Scratch().write({ "private/plan.md": "# The hedgehog plan\n" });
  scratch.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`theirs/${path}`, text])));
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(scratch.root, "theirs", path, ".."), { recursive: true });
    symlinkSync(target, join(scratch.root, "theirs", path));
  }
  scratch.git("init", "-q", "theirs");
  scratch.git("-C", "theirs", "add", "-A", "-f");
  scratch.git("-C", "theirs", "commit", "-q", "-m", "start");
  scratch.git("clone", "-q", "theirs", "clone");
  return { scratch, clone: join(scratch.root, "clone") };
}

const commands: readonly (readonly string[])[] = [
  ["index"],
  ["search", "feed the badger"],
  ["search", "feed the badger", "--no-update"],
  ["pack", "feed the badger", "--session", "s"],
  ["graph", "feedBadger"],
  ["status"],
  ["doctor"],
  ["doctor", "--repair"],
  ["forget", "--yes"],
];

test("a tracked workspace file indexes and serves nothing outside the repository", async () => {
  const { scratch, clone } = cloneOf({
    "src/badger.ts": source,
    ".fovea/workspace.json": JSON.stringify({
      repositories: [
        { name: "own", path: "." },
        { name: "private", path: "../private" },
      ],
    }),
  });
  using _ = scratch;
  const indexed = await runHere(["index"], { cwd: clone });
  expect(indexed.code).toBe(0);
  expect(indexed.err).toMatch(/^fovea: \S+\.fovea is ignored and not changed: [^\n]+\n$/);
  expect((await runHere(["doctor"], { cwd: clone })).err).toMatch(/\.fovea is ignored and not changed/);
  expect((await jsonHere(["search", "hedgehog plan"], searchReportSchema, { cwd: clone })).results).toEqual(
    [],
  );
  const client = await connectStdio(clone);
  expect(textOf(await callTool(client, "read", { path: "private/plan.md" }))).toMatch(/^not-indexed/);
  expect(textOf(await callTool(client, "read", { path: "src/badger.ts" }))).toContain("feedBadger");
  await client.close();
  expect(scratch.git("-C", "clone", "status", "--porcelain")).toBe("");
});

describe("a tracked symlink to the user's files", () => {
  /** Two of the user's databases that a symlink can point to, and their current content. */
  function mine(scratch: Scratch): () => string[] {
    mkdirSync(join(scratch.root, "mine"));
    const files = [join(scratch.root, "mine.db"), join(scratch.root, "mine/index.db")];
    for (const file of files) {
      const database = new Database(file);
      database.exec("create table diary (day); insert into diary values ('tuesday')");
      database.close();
    }
    return () => [
      ...files.map((file) => createHash("sha256").update(readFileSync(file)).digest("hex")),
      ...readdirSync(scratch.root).toSorted(),
      ...readdirSync(join(scratch.root, "mine")).toSorted(),
    ];
  }

  it("at .fovea/index.db does not change them, with any command", async () => {
    const { scratch, clone } = cloneOf({ "src/badger.ts": source }, { ".fovea/index.db": "../../mine.db" });
    using _ = scratch;
    const now = mine(scratch);
    const before = now();
    for (const command of commands) {
      const outcome = await runHere(command, { cwd: clone });
      expect([outcome.code, command]).toEqual([0, command]);
      expect(now(), command.join(" ")).toEqual(before);
    }
    const client = await connectStdio(clone);
    expect(textOf(await callTool(client, "read", { symbol: "feedBadger" }))).toContain("badger.ts");
    await client.close();
    const watch = await fovea(["watch"], {
      cwd: clone,
      onStart: (child) => child.stdout?.once("data", () => child.kill("SIGINT")),
    });
    expect(watch.out).toContain("Watching");
    expect(now()).toEqual(before);
    expect(readlinkSync(join(clone, ".fovea/index.db"))).toBe("../../mine.db");
  });

  it("at .fovea does not change them", async () => {
    const { scratch, clone } = cloneOf({ "src/badger.ts": source }, { ".fovea": "../mine" });
    using _ = scratch;
    const now = mine(scratch);
    const before = now();
    for (const command of [["index"], ["search", "badger"], ["doctor", "--repair"], ["forget", "--yes"]])
      expect((await runHere(command, { cwd: clone })).code, command.join(" ")).toBe(0);
    expect(now()).toEqual(before);
    expect(readlinkSync(join(clone, ".fovea"))).toBe("../mine");
  });
});

test("a tracked index hides nothing", async () => {
  const other = new Scratch().write({ "src/badger.ts": "export const nothing = 1;\n" });
  using __ = other;
  await runHere(["index"], { cwd: other.root });
  const { scratch, clone } = cloneOf({ "src/badger.ts": source });
  using _ = scratch;
  scratch.write({ "clone/.fovea/index.db": "" });
  scratch.write({ "clone/.fovea/index.db": readFileSync(databaseFile(other.root)) });
  const { results } = await jsonHere(["search", "feedBadger"], searchReportSchema, { cwd: clone });
  expect(results[0]).toMatchObject({ symbol: "feedBadger" });
});

test("embedding settings in a repository send nothing, for any HOME and XDG_CONFIG_HOME", async () => {
  await using server = await EmbeddingServer.start();
  const { scratch, clone } = cloneOf({ "src/badger.ts": source });
  using _ = scratch;
  const settings = JSON.stringify({ [clone]: { url: server.baseUrl, model: "tiny" } });
  for (const folder of [".config", "config"])
    scratch.write({ [`clone/${folder}/fovea/embeddings.json`]: settings });
  using home = new Scratch();
  const own = { FOVEA_EMBED_KEY: "the key", FOVEA_CACHE_DIR: join(home.root, "cache") };
  for (const env of [
    { HOME: "", XDG_CONFIG_HOME: "" },
    { HOME: ".", XDG_CONFIG_HOME: ".config" },
    { HOME: home.root, XDG_CONFIG_HOME: "config" },
    // The home folder is the checkout.
    { HOME: clone, XDG_CONFIG_HOME: "" },
  ]) {
    const { code, err } = await fovea(["search", "badger"], { cwd: clone, env: { ...own, ...env } });
    expect([code, err, env]).toEqual([0, "", env]);
  }
  expect(server.requests).toEqual([]);
});

test("no package in the current folder is run", async () => {
  using scratch = new Scratch().write({
    "a.ts": source,
    "node_modules/onnxruntime-node/index.js": "require('node:fs').writeFileSync('ran', '');",
    "model/model.onnx": "x",
    "model/tokenizer.json": "{}",
    "model/config.json": "{}",
  });
  using home = new Scratch();
  const { code, err } = await fovea(["index", "--embed", "model"], {
    cwd: scratch.root,
    env: { XDG_CONFIG_HOME: home.root },
  });
  expect([code, existsSync(join(scratch.root, "ran"))]).toEqual([1, false]);
  expect(err).toMatch(/onnxruntime-node, which is not installed|tokenizer/);
});
