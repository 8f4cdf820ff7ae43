import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { refuseWholeDisk } from "./whole-disk.js";

test("a home folder is refused under every name that leads to it, and a folder in it is accepted", () => {
  using scratch = new Scratch();
  const [home, link] = [join(scratch.root, "home"), join(scratch.root, "link")];
  mkdirSync(join(home, "code"), { recursive: true });
  symlinkSync(home, link, "junction");
  const env = (path: string) => ({ HOME: path, USERPROFILE: path });
  for (const [root, known] of [
    [home, home],
    [link, home],
    [home, link],
    [`${home}/`, link],
    ["/", home],
  ])
    expect(() => refuseWholeDisk(root!, env(known!)), `${root} ${known}`).toThrow(/is not a repository/);
  expect(() => refuseWholeDisk(join(link, "code"), env(home))).not.toThrow();
  expect(() => refuseWholeDisk(scratch.root, env("."))).not.toThrow();
});
