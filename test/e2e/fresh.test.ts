import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cliFile, fovea } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { callTool, connectStdio, textOf } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";

/**
 * Quick by default; the release checklist asks for more: FOVEA_ROUNDS=200 npx vitest run
 * test/e2e/fresh.test.ts.
 */
const ROUNDS = Number(process.env.FOVEA_ROUNDS ?? 20);

let scratch: Scratch;

beforeEach(() => {
  scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.write({
    "src/kettle.ts": "export function boilKettle() {\n  return 'boiled 0';\n}\n",
    "src/other.ts": "export function pourTea() {\n  return 'poured';\n}\n",
  });
});

afterEach(() => scratch[Symbol.dispose]());

const save = (path: string, text: string, way: "in place" | "renamed"): void => {
  const file = join(scratch.root, path);
  if (way === "in place") writeFileSync(file, text);
  else {
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
  }
};

test.each([
  ["with the files watched", []],
  ["comparing at each call", ["--no-watch"]],
])("an edit is in the next answer, %s, every time", async (_, flags) => {
  const client = await connectStdio(scratch.root, ...flags);
  await callTool(client, "get_context", { task: "boil the kettle" });
  const rounds = flags.length === 0 ? 2 * ROUNDS : ROUNDS / 2;
  for (let round = 1; round <= rounds; round++) {
    // Equal lengths: within one tick of the file system's clock, size and time stay the same.
    const text = `export function boilKettle() {\n  return 'boiled ${1000 + round}';\n}\n`;
    save("src/kettle.ts", text, round % 3 === 0 ? "renamed" : "in place");
    const answer = textOf(await callTool(client, "get_context", { task: "boil the kettle" }));
    expect([round, answer.includes(`boiled ${1000 + round}`)]).toEqual([round, true]);
  }
  await client.close();
});

test("the next answer reflects new, moved and deleted files, in new folders too", async () => {
  const client = await connectStdio(scratch.root);
  await callTool(client, "read", { symbol: "boilKettle" });
  for (let round = 0; round < ROUNDS / 5; round++) {
    const path = `made/${round}/deep/pot.ts`;
    scratch.write({ [path]: `export function stewPot${round}() {}\n` });
    expect((await callTool(client, "read", { symbol: `stewPot${round}` })).structuredContent).toMatchObject({
      path,
    });
    renameSync(join(scratch.root, `made/${round}`), join(scratch.root, `made/moved-${round}`));
    expect((await callTool(client, "read", { symbol: `stewPot${round}` })).structuredContent).toMatchObject({
      path: `made/moved-${round}/deep/pot.ts`,
    });
    save(`made/moved-${round}/deep/pan.ts`, `export function fryPan${round}() {}\n`, "in place");
    expect((await callTool(client, "read", { symbol: `fryPan${round}` })).isError).toBeUndefined();
    rmSync(join(scratch.root, `made/moved-${round}`), { recursive: true });
    expect((await callTool(client, "read", { symbol: `fryPan${round}` })).isError).toBe(true);
  }
  await client.close();
});

test("read always shows the requested definition while an editor moves it", async () => {
  const client = await connectStdio(scratch.root);
  await callTool(client, "read", { symbol: "boilKettle" });
  const stop = new AbortController();
  const editing = (async () => {
    for (let edit = 0; !stop.signal.aborted; edit++) {
      const before = Array.from(
        { length: Math.floor(Math.random() * 30) },
        (_, at) => `const c${at} = ${at};\n`,
      );
      const body = Array.from({ length: 1 + (edit % 5) }, (_, at) => `  boil(${at});\n`);
      const text = `${before.join("")}export function boilKettle() {\n${body.join("")}}\n// The end.\n`;
      save("src/kettle.ts", text, edit % 2 === 0 ? "in place" : "renamed");
      await sleep(Math.random() * 30);
    }
  })();
  let shown = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const result = await callTool(client, "read", { symbol: "boilKettle" });
    const text = textOf(result);
    if (result.isError) expect(text).toMatch(/^(?:changing-file|unknown-symbol)/);
    else {
      expect(text).toMatch(/```ts\nexport function boilKettle\(\) \{\n(?: {2}boil\(\d\);\n)+\}\n```/);
      shown++;
    }
  }
  stop.abort();
  await editing;
  expect(shown).toBeGreaterThan(ROUNDS / 2);
  await client.close();
});

test("files changed since they were indexed are omitted and reported when the index may not be written", async () => {
  await fovea(["index"], { cwd: scratch.root });
  save("src/kettle.ts", "// A new line.\nexport function boilKettle() {\n  return 'new';\n}\n", "in place");
  const { out, err } = await fovea(["pack", "boil the kettle, pour tea", "--no-update"], {
    cwd: scratch.root,
  });
  expect(out).toContain("pourTea");
  expect(out).not.toContain("boilKettle()");
  expect(err).toContain('left out, because they changed after they were indexed: "src/kettle.ts"');
});

test("an index that is deleted while a server runs is created again", async () => {
  const client = await connectStdio(scratch.root);
  await callTool(client, "read", { symbol: "boilKettle" });
  rmSync(dirname(databaseFile(scratch.root)), { recursive: true });
  save("src/kettle.ts", "export function boilKettle() {\n  return 'again';\n}\n", "in place");
  expect(textOf(await callTool(client, "read", { symbol: "boilKettle" }))).toContain("again");
  await client.close();
});

/** Runs a command in a new user namespace in which the kernel allows no inotify watches. */
const unwatchable = (command: string): string[] => [
  "-U",
  "-r",
  "sh",
  "-c",
  `echo 0 > /proc/sys/user/max_inotify_instances && exec ${command}`,
];
const canForbid = spawnSync("unshare", unwatchable("true")).status === 0;

describe.skipIf(!canForbid)("when the system allows no watches", () => {
  test("the server compares files at each call, and reports it once", async () => {
    const client = new Client({ name: "test", version: "1" });
    const transport = new StdioClientTransport({
      command: "unshare",
      args: unwatchable(`${process.execPath} ${cliFile} mcp`),
      cwd: scratch.root,
      env: { ...getDefaultEnvironment(), ...(process.env as Record<string, string>) },
      stderr: "pipe",
    });
    let said = "";
    transport.stderr?.on("data", (chunk) => {
      said += String(chunk);
    });
    await client.connect(transport);
    for (let round = 0; round < 5; round++) {
      save("src/kettle.ts", `export function boilKettle() {\n  return 'unseen ${round}';\n}\n`, "in place");
      expect(textOf(await callTool(client, "read", { symbol: "boilKettle" }))).toContain(`unseen ${round}`);
    }
    await client.close();
    expect(said.match(/files are compared at each call/g)).toHaveLength(1);
  });

  test("fovea watch compares files every second, reports it, and ends at Ctrl-C", async () => {
    const child = spawn("unshare", unwatchable(`${process.execPath} ${cliFile} watch --json`), {
      cwd: scratch.root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = once(child, "exit");
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += String(chunk);
    });
    const events: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      events.push((JSON.parse(line) as { event: string }).event);
      if (events.length === 1) save("src/kettle.ts", "export const kettle = 'polled';\n", "in place");
      else child.kill("SIGINT");
    }
    expect(events).toEqual(["watching", "updated"]);
    expect(await ended).toEqual([130, null]);
    expect(said).toContain("max_user_instances is used up; files are compared every second instead");
  });
});
