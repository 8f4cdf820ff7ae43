import { readFileSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { readEmbedding, writeEmbedding } from "./configuration.js";

const local = { url: "http://localhost:11434/v1", model: "m" };

it("saves a configuration for each root, also when it is reached through a symlink", () => {
  using scratch = new Scratch().write({ "a/x": "", "b/x": "" });
  const env = { XDG_CONFIG_HOME: join(scratch.root, "config") };
  const [a, b, link] = ["a", "b", "link"].map((name) => join(scratch.root, name));
  symlinkSync(a!, link!, "junction");
  expect(readEmbedding(a!, env)).toBeUndefined();
  writeEmbedding(a!, undefined, env);
  writeEmbedding(link!, local, env);
  writeEmbedding(b!, { ...local, model: "other" }, env);
  expect(readEmbedding(a!, env)).toEqual(local);
  writeEmbedding(a!, undefined, env);
  expect(readEmbedding(link!, env)).toBeUndefined();
  expect(readEmbedding(b!, env)).toEqual({ ...local, model: "other" });
  expect(readEmbedding(join(scratch.root, "nowhere"), env)).toBeUndefined();
});

it("reports a damaged settings file and does not overwrite it", () => {
  using scratch = new Scratch().write({ "config/fovea/embeddings.json": "{" });
  const env = { XDG_CONFIG_HOME: join(scratch.root, "config") };
  expect(() => readEmbedding(scratch.root, env)).toThrow(/embeddings\.json is damaged/);
  expect(() => writeEmbedding(scratch.root, local, env)).toThrow(/embeddings\.json is damaged/);
  expect(readFileSync(join(scratch.root, "config/fovea/embeddings.json"), "utf8")).toBe("{");
});

it("reports that its folder cannot be written", () => {
  using scratch = new Scratch().write({ config: "a file where the folder should be" });
  const env = { XDG_CONFIG_HOME: join(scratch.root, "config") };
  const repo = join(scratch.root, "repo");
  expect(readEmbedding(repo, env)).toBeUndefined();
  expect(() => writeEmbedding(repo, local, env)).toThrow(/embeddings\.json cannot be written/);
});

it("uses settings inside a checkout only for the root that they were written for", () => {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  const root = join(realpathSync(scratch.root), "part");
  const entry = { url: "http://127.0.0.1:9/v1", model: "m" };
  scratch.write({
    "part/a.ts": "",
    ".config/fovea/embeddings.json": JSON.stringify({ [root]: entry }),
  });
  const env = { HOME: scratch.root };
  expect(readEmbedding(root, env)).toBeUndefined();
  writeEmbedding(root, entry, env);
  expect(readEmbedding(root, env)).toEqual(entry);
});
