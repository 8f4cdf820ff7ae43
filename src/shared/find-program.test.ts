import { chmodSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../test/support/scratch.js";
import { findProgram, isInsideFolders } from "./find-program.js";

test.skipIf(process.platform === "win32")(
  "does not find a program through a PATH entry that is relative or empty",
  () => {
    using scratch = new Scratch();
    scratch.write({ "here/tool": "#!/bin/sh\n", "bin/tool": "#!/bin/sh\n", "plain/tool": "no program" });
    for (const folder of ["here", "bin"]) chmodSync(join(scratch.root, folder, "tool"), 0o755);
    const here = relative(process.cwd(), join(scratch.root, "here"));
    const path = ["", ".", here, join(scratch.root, "plain"), join(scratch.root, "bin")].join(delimiter);
    expect(findProgram("tool", { path, platform: "linux" })).toBe(join(scratch.root, "bin", "tool"));
    expect(findProgram("tool", { path: here, platform: "linux" })).toBeUndefined();
    expect(findProgram("tool", { path: undefined, platform: "linux" })).toBeUndefined();
  },
);

test.skipIf(process.platform === "win32")(
  "does not find a program in node_modules/.bin, and recognises one inside a checkout",
  () => {
    using scratch = new Scratch();
    const bin = join(scratch.root, "tree/node_modules/.bin");
    scratch.write({
      "tree/node_modules/.bin/tool": "#!/bin/sh\n",
      "tree/own/tool": "#!/bin/sh\n",
      "tree/in/a": "",
    });
    for (const file of [join(bin, "tool"), join(scratch.root, "tree/own/tool")]) chmodSync(file, 0o755);
    expect(findProgram("tool", { path: bin, platform: "linux" })).toBeUndefined();
    expect(findProgram("tool", { path: `${bin}//`, platform: "linux" })).toBeUndefined();
    const file = join(scratch.root, "tree/own/tool");
    expect(findProgram("tool", { path: join(scratch.root, "tree/own"), platform: "linux" })).toBe(file);
    const program = { file, real: file };
    const inside = [join(scratch.root, "tree/in")];
    expect(isInsideFolders(program, [join(scratch.root, "tree")])).toBe(true);
    expect(isInsideFolders(program, inside)).toBe(false);
    scratch.git("init", "-q", "tree");
    expect(isInsideFolders(program, inside)).toBe(true);
  },
);
