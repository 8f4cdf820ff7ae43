import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { isInnerName, readInside, readInsideOrNothing } from "./open-inside.js";

const refused = expect.objectContaining({ code: "unreadable-file" });

describe("readInside", () => {
  it("reads a whole file, also when the root is a link", () => {
    using scratch = new Scratch().write({ "real/d/a.ts": "é".repeat(5000), "real/empty": "" });
    symlinkSync("real", join(scratch.root, "way"));
    for (const root of ["real", "way"]) {
      expect(readInside(join(scratch.root, root), "d/a.ts").toString()).toBe("é".repeat(5000));
      expect(readInside(join(scratch.root, root), "empty").length).toBe(0);
    }
  });

  it("reads files with unusual names", () => {
    const names = ["a (deleted)", "ü ñ.md", "a\nb", "-", "..a", "a..", ".github/x", "~"];
    using scratch = new Scratch().write(Object.fromEntries(names.map((name) => [name, name])));
    for (const name of names) expect(readInside(scratch.root, name).toString()).toBe(name);
  });

  it("refuses a path with a link anywhere in it, a missing file and a folder", () => {
    using elsewhere = new Scratch().write({ "d/secret": "x" });
    using scratch = new Scratch().write({ "a.ts": "a", "d/b.ts": "b" });
    symlinkSync(join(elsewhere.root, "d/secret"), join(scratch.root, "file"));
    symlinkSync(elsewhere.root, join(scratch.root, "folder"));
    symlinkSync("a.ts", join(scratch.root, "inside"));
    symlinkSync("d", join(scratch.root, "folder-inside"));
    for (const path of [
      "file",
      "folder/d/secret",
      "inside",
      "folder-inside/b.ts",
      "gone",
      "a.ts/b",
      "d",
      ".",
    ])
      expect(() => readInside(scratch.root, path), path).toThrow(refused);
  });

  it.skipIf(process.platform !== "linux")(
    "refuses a link to a folder whose name differs by case only",
    () => {
      using scratch = new Scratch().write({ "Tree/a": "other", "tree/b": "b" });
      symlinkSync("Tree", join(scratch.root, "way"));
      symlinkSync("../Tree", join(scratch.root, "tree/d"));
      expect(() => readInside(join(scratch.root, "tree"), "d/a")).toThrow(refused);
      expect(readInside(join(scratch.root, "way"), "a").toString()).toBe("other");
    },
  );

  it("refuses unsafe names without accessing the disk", () => {
    const names = [
      "",
      "/etc/passwd",
      "../x",
      "a/../x",
      "./a",
      "a//b",
      "a/",
      ".git/config",
      "a/.GIT/x",
      "a\0b",
    ];
    expect(names.filter(isInnerName)).toEqual([]);
    expect(isInnerName("a/".repeat(100_000).concat("b"))).toBe(false);
    expect(isInnerName(".g\u200cit/config")).toBe(false);
    expect(["a", ".gitignore", "git", "a/.gita", "…", "a.git"].filter((name) => !isInnerName(name))).toEqual(
      [],
    );
  });

  it.skipIf(process.platform === "win32")("refuses pipes and devices, which would block the reader", () => {
    using scratch = new Scratch();
    execFileSync("mkfifo", [join(scratch.root, "pipe")]);
    expect(() => readInside(scratch.root, "pipe")).toThrow(refused);
    expect(() => readInside("/dev", "zero")).toThrow(refused);
  });

  it("refuses a file above the size limit", () => {
    using scratch = new Scratch().write({ a: "12345" });
    expect(readInside(scratch.root, "a", { mostBytes: 5 }).length).toBe(5);
    expect(() => readInside(scratch.root, "a", { mostBytes: 4 })).toThrow(refused);
  });

  it("never reads outside of the root while a folder and a link outwards keep swapping places", async () => {
    using elsewhere = new Scratch().write({ "a.ts": "outside" });
    using scratch = new Scratch().write({ "d/a.ts": "inside", file: "inside" });
    mkdirSync(join(scratch.root, "aside"));
    const stop = new Int32Array(new SharedArrayBuffer(8));
    const worker = new Worker(SWAP_LOOP, {
      eval: true,
      workerData: { root: scratch.root, outside: elsewhere.root, stop },
    });
    let outside = 0;
    let inside = 0;
    try {
      await new Promise((resolve) => worker.once("message", resolve));
      for (let round = 0; round < 4000; round++) {
        for (const path of ["d/a.ts", "file"]) {
          const text = readInsideOrNothing(scratch.root, path)?.toString();
          if (text === "outside") outside++;
          else if (text === "inside") inside++;
        }
      }
    } finally {
      Atomics.store(stop, 0, 1);
      await new Promise((resolve) => worker.once("exit", resolve));
    }
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(100);
    expect(stop[1]).toBeGreaterThan(100);
  });
});

/** Replaces a folder and a file by links to outside of the root, and puts them back, in a loop. */
const SWAP_LOOP = `
const { workerData: { root, outside, stop }, parentPort } = require("node:worker_threads");
const { renameSync, symlinkSync, rmSync } = require("node:fs");
parentPort.postMessage("on");
while (Atomics.load(stop, 0) === 0) {
  for (const [name, target] of [["d", outside], ["file", outside + "/a.ts"]]) {
    renameSync(root + "/" + name, root + "/aside/" + name);
    symlinkSync(target, root + "/" + name);
    rmSync(root + "/" + name);
    renameSync(root + "/aside/" + name, root + "/" + name);
  }
  Atomics.add(stop, 1, 1);
}
`;
