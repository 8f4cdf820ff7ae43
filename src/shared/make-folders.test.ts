import { existsSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Scratch } from "../../test/support/scratch.js";
import { makeFolders } from "./make-folders.js";

it("creates the missing folders with the mode, and accepts existing ones", () => {
  using scratch = new Scratch();
  const folder = join(scratch.root, "a/b/c");
  makeFolders(folder, 0o700);
  makeFolders(folder, 0o700);
  if (process.platform !== "win32") expect(statSync(join(scratch.root, "a")).mode & 0o777).toBe(0o700);
  expect(statSync(folder).isDirectory()).toBe(true);
});

it("fails below a file and at a link that leads nowhere", () => {
  using scratch = new Scratch();
  writeFileSync(join(scratch.root, "file"), "");
  symlinkSync(join(scratch.root, "nowhere"), join(scratch.root, "link"));
  for (const path of ["file", "file/below", "link", "link/below"])
    expect(() => makeFolders(join(scratch.root, path))).toThrow(/EEXIST|ENOTDIR|ENOENT/);
  expect(existsSync(join(scratch.root, "nowhere"))).toBe(false);
});

it.runIf(process.platform === "linux")("returns where the system refuses a new folder with ENOENT", () => {
  expect(() => makeFolders("/proc/1/fovea")).toThrow(/ENOENT|EACCES|EPERM/);
});
