import { chmodSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../test/support/scratch.js";
import { findProgram } from "./find-program.js";

test.skipIf(process.platform === "win32")("a program is never found by way of the current folder", () => {
  using scratch = new Scratch();
  scratch.write({ "here/tool": "#!/bin/sh\n", "bin/tool": "#!/bin/sh\n", "plain/tool": "no program" });
  for (const folder of ["here", "bin"]) chmodSync(join(scratch.root, folder, "tool"), 0o755);
  const here = relative(process.cwd(), join(scratch.root, "here"));
  const path = ["", ".", here, join(scratch.root, "plain"), join(scratch.root, "bin")].join(delimiter);
  expect(findProgram("tool", { path, platform: "linux" })).toBe(join(scratch.root, "bin", "tool"));
  expect(findProgram("tool", { path: here, platform: "linux" })).toBeUndefined();
  expect(findProgram("tool", { path: undefined, platform: "linux" })).toBeUndefined();
});
