import { mkdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import * as z from "zod";
import { FoveaError, failure } from "../../shared/errors.js";
import { originOf, realPathOf } from "../state/origin.js";
import { readPlainFile, replacePlainFile } from "../state/plain-file.js";
import { suppliedBy } from "../state/supplied.js";
import { configFolder, type Environment } from "../state/user-folders.js";

/** What embeds a repository's text: a server that it may be sent to, or a model in a folder of this machine. */
export type EmbeddingConfiguration = { readonly model: string } & (
  | { readonly url: string }
  | { readonly folder: string }
);

const schema = z.record(
  z.string(),
  z.union([
    z.object({ url: z.string(), model: z.string(), born: z.string().optional() }),
    z.object({ folder: z.string(), model: z.string(), born: z.string().optional() }),
  ]),
);

/**
 * Kept in the user's own folder and not in the index, and by the root's real path. @throws FoveaError `no-home`.
 */
const fileOf = (env: Environment): string => join(configFolder({ env }), "fovea", "embeddings.json");

/** Where the settings lie in the root itself, as when a home folder is a checkout, they may have come with it. */
const isSupplied = (root: string, file: string): boolean =>
  [file, realPathOf(file)].some((path) => [root, realPathOf(root)].some((at) => path.startsWith(at + sep)));

/** With when the root was made, which whoever wrote a checkout around the settings cannot foretell. */
type Kept = EmbeddingConfiguration & { readonly born?: string | undefined };

const bornOf = (root: string): string => originOf(realPathOf(root), "")?.born ?? "0";

/** Whether settings in a checkout, as of a HOME that is one, are of this very root. */
const isOwn = ({ born }: Kept, root: string, file: string): boolean =>
  suppliedBy(realPathOf(root), dirname(file)) === undefined || (born ?? "none") === bornOf(root);

/** What cannot be read or is not there configures nothing. */
const UNREADABLE: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM"]);

/** @throws FoveaError `damaged-embeddings`. */
function readAll(env: Environment): Record<string, Kept> {
  let file: string;
  try {
    file = fileOf(env);
  } catch (error) {
    // Without a home folder nothing can have been configured.
    if (error instanceof FoveaError && error.code === "no-home") return {};
    throw error;
  }
  try {
    return schema.parse(JSON.parse(readPlainFile(file, { links: true })));
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
export function readEmbedding(root: string, env: Environment): EmbeddingConfiguration | undefined {
  const configured = readAll(env)[realPathOf(root)];
  if (!configured || isSupplied(root, fileOf(env)) || !isOwn(configured, root, fileOf(env))) return undefined;
  const { born: _, ...configuration } = configured;
  return configuration;
}

/**
 * Remembers a configuration, or with undefined forgets it. Holds no key.
 * @throws FoveaError `damaged-embeddings`, `unwritable-embeddings`, `no-home`.
 */
export function writeEmbedding(
  root: string,
  configuration: EmbeddingConfiguration | undefined,
  env: Environment,
): void {
  const key = realPathOf(root);
  const { [key]: before, ...rest } = readAll(env);
  if (!before && !configuration) return;
  const all = configuration ? { ...rest, [key]: { ...configuration, born: bornOf(root) } } : rest;
  const file = fileOf(env);
  if (configuration && isSupplied(root, file))
    throw failure(
      "unwritable-embeddings",
      `${file} lies in ${root}, and what comes with a repository is not obeyed`,
      "Set XDG_CONFIG_HOME to a folder outside.",
    );
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    replacePlainFile(file, `${JSON.stringify(all, null, 2)}\n`);
  } catch (cause) {
    throw failure("unwritable-embeddings", `${file} cannot be written`, "Make its folder writable.", cause);
  }
}
