import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import * as z from "zod";
import { failure } from "../../shared/errors.js";

/** What embeds a repository's text: a server that it may be sent to, or a model in a folder of this machine. */
export type EmbeddingConfiguration = { readonly model: string } & (
  | { readonly url: string }
  | { readonly folder: string }
);

type Environment = Readonly<Record<string, string | undefined>>;

const schema = z.record(
  z.string(),
  z.union([
    z.object({ url: z.string(), model: z.string() }),
    z.object({ folder: z.string(), model: z.string() }),
  ]),
);

/**
 * Kept in the user's own folder and not in the index: an index may come with a repository that somebody else made, who
 * must not be able to say where text and key are sent.
 */
function fileOf(env: Environment): string {
  const folder =
    env.XDG_CONFIG_HOME || (process.platform === "win32" && env.APPDATA) || join(homedir(), ".config");
  return join(folder, "fovea", "embeddings.json");
}

/** A root under the one name that it has by whatever way one comes to it. */
function keyOf(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    return resolve(root);
  }
}

/** What cannot be read or is not there configures nothing. */
const UNREADABLE: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM"]);

/** @throws FoveaError `damaged-embeddings`. */
function readAll(env: Environment): Record<string, EmbeddingConfiguration> {
  const file = fileOf(env);
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    if (UNREADABLE.has((cause as NodeJS.ErrnoException).code)) return {};
    throw failure(
      "damaged-embeddings",
      `${file} is damaged`,
      "Delete it and configure again: fovea index --embed <url or folder>.",
      cause,
    );
  }
}

/**
 * What the user configured for the repository at `root`; undefined when nothing.
 * @throws FoveaError `damaged-embeddings`.
 */
export const readEmbedding = (root: string, env: Environment): EmbeddingConfiguration | undefined =>
  readAll(env)[keyOf(root)];

/**
 * Remembers a configuration, or with undefined forgets it. Holds no key.
 * @throws FoveaError `damaged-embeddings`, `unwritable-embeddings`.
 */
export function writeEmbedding(
  root: string,
  configuration: EmbeddingConfiguration | undefined,
  env: Environment,
): void {
  const { [keyOf(root)]: before, ...rest } = readAll(env);
  if (!before && !configuration) return;
  const all = configuration ? { ...rest, [keyOf(root)]: configuration } : rest;
  const file = fileOf(env);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}.tmp`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.${process.pid}.tmp`, file);
  } catch (cause) {
    throw failure("unwritable-embeddings", `${file} cannot be written`, "Make its folder writable.", cause);
  }
}
