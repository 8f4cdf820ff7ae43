import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { goneStates } from "./gone.js";
import { readOrigin, writeOrigin } from "./origin.js";
import { isStateOf, makeStateFolder, stateFolder } from "./state-folder.js";

const ROOT = process.getuid?.() === 0;
const POSIX = process.platform !== "win32";

function place() {
  const scratch = new Scratch().write({ "code/app/a.ts": "1\n" });
  const env = { FOVEA_CACHE_DIR: join(scratch.root, "cache") };
  const at = (path: string) => join(scratch.root, path);
  return {
    scratch,
    at,
    env,
    find: (path: string) => stateFolder(at(path), "", env),
    make: (path: string) => makeStateFolder(at(path), "", env),
    [Symbol.dispose]: () => scratch[Symbol.dispose](),
  };
}
const foreign = expect.objectContaining({ code: "foreign-state" });
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("the state folder", () => {
  it("is named by folder and hash, is created on demand, and is the same through a link", () => {
    using it = place();
    expect(it.find("code/app")).toMatch(/[/\\]cache[/\\]app-[0-9a-f]{16}$/);
    expect(existsSync(it.at("cache"))).toBe(false);
    symlinkSync(it.at("code"), it.at("link"), "junction");
    expect(it.make("link/app")).toBe(it.find("code/app"));
    expect(readOrigin(it.find("code/app"))).toMatchObject({ root: it.at("code/app"), part: "" });
    expect(readFileSync(it.at("cache/.gitignore"), "utf8")).toBe("*\n");
    mkdirSync(it.at(".. \u001b[31m"));
    expect(it.make(".. \u001b[31m")).toMatch(/cache[/\\]_31m-[0-9a-f]{16}$/);
  });

  it.runIf(POSIX)("has mode 0700 whatever the umask, and gets it back", () => {
    using it = place();
    const before = process.umask(0);
    try {
      const folder = it.make("code/app");
      expect([modeOf(it.at("cache")), modeOf(folder), modeOf(join(folder, "origin.json"))]).toEqual([
        0o700, 0o700, 0o600,
      ]);
      for (const path of [it.at("cache"), folder]) chmodSync(path, 0o777);
      expect(it.find("code/app")).toBe(folder);
      expect([modeOf(it.at("cache")), modeOf(folder)]).toEqual([0o755, 0o700]);
      symlinkSync("/etc/passwd", join(folder, "planted"));
      chmodSync(folder, 0o777);
      for (let again = 0; again < 2; again++) expect(() => it.find("code/app")).toThrow(/not yours/);
    } finally {
      process.umask(before);
    }
  });

  it("is refused when it is a link or a file", () => {
    using it = place();
    const folder = it.make("code/app");
    rmSync(folder, { recursive: true });
    mkdirSync(it.at("elsewhere"));
    symlinkSync(it.at("elsewhere"), folder, "junction");
    expect(() => it.find("code/app")).toThrow(foreign);
    expect(() => it.make("code/app")).toThrow(/is a link/);
    expect(readdirSync(it.at("elsewhere"))).toEqual([]);
    rmSync(folder);
    writeFileSync(folder, "");
    expect(() => it.make("code/app")).toThrow(/is not a folder/);
  });

  it.runIf(ROOT)("is refused when it or the cache folder belongs to another user", () => {
    using it = place();
    const folder = it.make("code/app");
    chownSync(folder, 65534, 65534);
    expect(() => it.find("code/app")).toThrow(/belongs to another user/);
    chownSync(folder, 0, 0);
    chownSync(it.at("cache"), 65534, 65534);
    expect(() => it.find("code/app")).toThrow(/cache belongs to another user/);
  });
});

describe("the state of a moved folder", () => {
  it("moves with it", () => {
    using it = place();
    const before = it.make("code/app");
    writeFileSync(join(before, "kept"), "yes");
    renameSync(it.at("code"), it.at("renamed"));
    const now = it.find("renamed/app");
    expect(now).not.toBe(before);
    expect(readFileSync(join(now, "kept"), "utf8")).toBe("yes");
    expect(existsSync(before)).toBe(false);
    expect(readOrigin(now)?.root).toBe(it.at("renamed/app"));
    expect(it.make("renamed/app")).toBe(now);
  });

  it("is found although the process that moved it was killed halfway", () => {
    using it = place();
    const before = it.make("code/app");
    renameSync(it.at("code"), it.at("renamed"));
    writeOrigin(before, { ...readOrigin(before)!, root: it.at("renamed/app") });
    const now = it.make("renamed/app");
    expect(now).not.toBe(before);
    expect([existsSync(before), existsSync(now)]).toEqual([false, true]);
  });

  it("is not given to a copy, nor to a new folder with the inode of a deleted one", () => {
    using it = place();
    const before = it.make("code/app");
    cpSync(it.at("code"), it.at("copy"), { recursive: true });
    expect(existsSync(it.find("copy/app"))).toBe(false);
    // Simulates that the copy got the inode of the deleted original.
    rmSync(it.at("code"), { recursive: true });
    it.make("copy/app");
    const copied = readOrigin(it.find("copy/app"))!;
    rmSync(it.find("copy/app"), { recursive: true });
    writeOrigin(before, { ...copied, root: it.at("code/app"), born: `${BigInt(copied.born) - 1n}` });
    expect(existsSync(it.find("copy/app"))).toBe(false);
    expect(goneStates(it.env).map(({ origin }) => origin.root)).toEqual([it.at("code/app")]);
  });
});

it("a new folder at the path of a deleted one inherits no workspace and no sessions", () => {
  using it = place();
  const folder = it.make("code/app");
  for (const name of ["workspace.json", "index.db"]) writeFileSync(join(folder, name), "{}");
  mkdirSync(join(folder, "sessions"));
  rmSync(it.at("code/app"), { recursive: true });
  it.scratch.write({ "code/app/b.ts": "2\n" });
  expect(isStateOf(folder, it.at("code/app"))).toBe(false);
  expect(it.make("code/app")).toBe(folder);
  expect(isStateOf(folder, it.at("code/app"))).toBe(true);
  expect(readdirSync(folder).toSorted()).toEqual(["index.db", "origin.json"]);
});

describe("a cache inside the indexed folder, as when HOME is a checkout", () => {
  it("is used, but not states in it that were copied with the folder", () => {
    using it = place();
    const env = { FOVEA_CACHE_DIR: it.at("code/app/.cache/fovea") };
    const folder = makeStateFolder(it.at("code/app"), "", env);
    expect(stateFolder(it.at("code/app"), "", env)).toBe(folder);
    writeFileSync(join(folder, "workspace.json"), "{}");
    // A clone brings the same files, but the new folder has another creation time.
    cpSync(it.at("code/app"), it.at("kept"), { recursive: true });
    rmSync(it.at("code/app"), { recursive: true });
    cpSync(it.at("kept"), it.at("code/app"), { recursive: true });
    const own = makeStateFolder(it.at("code/app"), "", env);
    expect(own).not.toBe(folder);
    expect(readdirSync(own)).toEqual(["origin.json"]);
    expect(readdirSync(folder).toSorted()).toEqual(["origin.json", "workspace.json"]);
    // Here too, the state moves with the folder.
    renameSync(it.at("code/app"), it.at("moved"));
    const moved = { FOVEA_CACHE_DIR: it.at("moved/.cache/fovea") };
    expect(makeStateFolder(it.at("moved"), "", moved)).not.toContain(basename(own));
    expect(existsSync(join(moved.FOVEA_CACHE_DIR, basename(own)))).toBe(false);
  });

  it("does not supply states of other folders when it lies in a checkout", () => {
    using it = place();
    const plain = it.make("code/app");
    it.scratch.write({ "home/.git/HEAD": "ref: refs/heads/main\n" });
    const env = { FOVEA_CACHE_DIR: it.at("home/.cache/fovea") };
    // A planted state with the predictable name that it would have in a normal cache, and with a matching
    // origin.
    it.scratch.write({ [`home/.cache/fovea/${basename(plain)}/workspace.json`]: "{}" });
    writeOrigin(join(env.FOVEA_CACHE_DIR, basename(plain)), { ...readOrigin(plain)!, born: "7" });
    const folder = makeStateFolder(it.at("code/app"), "", env);
    expect(readdirSync(folder)).toEqual(["origin.json"]);
    expect(makeStateFolder(it.at("code/app"), "", env)).toBe(folder);
  });

  it("is refused when a link in that folder leads to it", () => {
    using it = place();
    mkdirSync(it.at("elsewhere"));
    symlinkSync(it.at("elsewhere"), it.at("code/app/.cache"), "junction");
    const env = { FOVEA_CACHE_DIR: it.at("code/app/.cache/fovea") };
    expect(() => makeStateFolder(it.at("code/app"), "", env)).toThrow(/is a link in/);
    expect(readdirSync(it.at("elsewhere"))).toEqual([]);
  });
});
