import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { keptStates } from "./moved.js";
import { readPlainFile } from "./plain-file.js";

test.skipIf(process.platform === "win32")("skips a pipe, a device or a link among states", () => {
  using scratch = new Scratch();
  for (const name of ["pipe", "device"]) mkdirSync(join(scratch.root, name));
  execFileSync("mkfifo", [join(scratch.root, "pipe/origin.json")]);
  symlinkSync("/dev/zero", join(scratch.root, "device/origin.json"));
  expect(keptStates(scratch.root)).toEqual([]);
  expect(() => readPlainFile("/dev/zero", { links: true })).toThrow("not a regular file");
});
