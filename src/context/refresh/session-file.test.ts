import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { emptyLedger, type Ledger } from "./ledger.js";
import { openSessions } from "./session-file.js";

const ledger: Ledger = {
  ...emptyLedger,
  files: new Map([
    [
      "src/a.ts",
      { hash: "f".repeat(64), ranges: [{ startLine: 3, level: "full", lines: ["0123456789ab"] }] },
    ],
  ]),
  tally: { packs: 1, sentTokens: 20, plainTokens: 20, residentTokens: 20 },
};

const kept = (scratch: Scratch) => {
  const folder = join(scratch.root, "sessions");
  const sessions = openSessions(folder);
  sessions.write("agent", ledger);
  return { folder, sessions, file: join(folder, "agent.json") };
};

test("only the user may read a session file", () => {
  using scratch = new Scratch();
  const { file, folder, sessions } = kept(scratch);
  expect(sessions.read("agent")).toEqual(ledger);
  if (process.platform === "win32") return;
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("a session file with any changed byte counts as missing", () => {
  using scratch = new Scratch();
  const { file, sessions } = kept(scratch);
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1 << (at % 8);
    writeFileSync(file, bytes);
    expect(sessions.read("agent"), `byte ${at}`).toBeUndefined();
    writeFileSync(file, whole.subarray(0, at));
    expect(sessions.read("agent"), `cut at ${at}`).toBeUndefined();
  }
  writeFileSync(file, whole);
  expect(sessions.read("agent")).toEqual(ledger);
});

test("a session file copied to another name counts as missing", () => {
  using scratch = new Scratch();
  const { folder, file, sessions } = kept(scratch);
  copyFileSync(file, join(folder, "other.json"));
  expect(sessions.read("other")).toBeUndefined();
  expect(sessions.damaged()).toEqual([join(folder, "other.json")]);
});

test("an entry that is not a file, or too long, counts as missing and is replaced", () => {
  using scratch = new Scratch();
  const { file, sessions } = kept(scratch);
  const whole = readFileSync(file);
  scratch.write({ "elsewhere.json": whole.toString() });
  const inPlace: (() => void)[] = [
    () => mkdirSync(join(file, "x"), { recursive: true }),
    () => writeFileSync(file, Buffer.alloc(9_000_000, 32)),
  ];
  if (process.platform !== "win32")
    inPlace.push(
      () => symlinkSync(join(scratch.root, "elsewhere.json"), file),
      () => spawnSync("mkfifo", [file]),
    );
  for (const put of inPlace) {
    rmSync(file, { recursive: true });
    put();
    expect(sessions.read("agent")).toBeUndefined();
    expect(sessions.damaged()).toEqual([file]);
    sessions.write("agent", ledger);
    expect(sessions.read("agent")).toEqual(ledger);
    expect(sessions.damaged()).toEqual([]);
  }
  expect(readFileSync(join(scratch.root, "elsewhere.json"))).toEqual(whole);
});

test.skipIf(process.platform === "win32")("a link in place of the folder is removed, not followed", () => {
  using scratch = new Scratch();
  const { folder, sessions } = kept(scratch);
  const elsewhere = join(scratch.root, "elsewhere");
  mkdirSync(elsewhere);
  copyFileSync(join(folder, "agent.json"), join(elsewhere, "agent.json"));
  rmSync(folder, { recursive: true });
  symlinkSync(elsewhere, folder);
  expect(sessions.read("agent")).toBeUndefined();
  expect(sessions.damaged()).toEqual([folder]);
  sessions.write("next", ledger);
  expect(sessions.names()).toEqual(["next"]);
  expect(openSessions(elsewhere).names()).toEqual(["agent"]);
});
