import { dirname, join, sep } from "node:path";
import * as z from "zod/mini";
import { FoveaError, failure } from "../../shared/errors.js";
import { makeFolders } from "../../shared/make-folders.js";
import { originOf, realPathOf } from "../state/origin.js";
import { readPlainFile, replacePlainFile } from "../state/plain-file.js";
import { suppliedBy } from "../state/supplied.js";
import { configFolder, type Environment } from "../state/user-folders.js";

/** What embeds a repository's text: a server at `url`, or a model in a local `folder`. */
export type EmbeddingConfiguration = { readonly model: string } & (
  | { readonly url: string }
  | { readonly folder: string }
);

const schema = z.record(
  z.string(),
  z.union([
    z.object({ url: z.string(), model: z.string(), born: z.optional(z.string()) }),
    z.object({ folder: z.string(), model: z.string(), born: z.optional(z.string()) }),
  ]),
);

/**
 * The settings file. It is in the user's configuration folder, not in the index; its keys are real paths of
 * roots.
 * @throws FoveaError `no-home`.
 */
const fileOf = (env: Environment): string => join(configFolder({ env }), "fovea", "embeddings.json");

/**
 * Whether the settings file is inside the root (a home folder can be a checkout). The repository may have
 * supplied it.
 */
const isSupplied = (root: string, file: string): boolean =>
  [file, realPathOf(file)].some((path) => [root, realPathOf(root)].some((at) => path.startsWith(at + sep)));

/**
 * `born` is when the root was created. The author of a repository that supplies a settings file cannot
 * predict it.
 */
type Kept = EmbeddingConfiguration & { readonly born?: string | undefined };

const bornOf = (root: string): string => originOf(realPathOf(root), "")?.born ?? "0";

/**
 * Whether the settings are for this root. Settings outside a checkout always are; inside one, `born` has to
 * match.
 */
const isOwn = ({ born }: Kept, root: string, file: string): boolean =>
  suppliedBy(realPathOf(root), dirname(file)) === undefined || (born ?? "none") === bornOf(root);

/** Error codes of a missing or unreadable settings file; then nothing is configured. */
const UNREADABLE: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM"]);

/** @throws FoveaError `damaged-embeddings`. */
function readAll(env: Environment): Record<string, Kept> {
  let file: string;
  try {
    file = fileOf(env);
  } catch (error) {
    // Without a home folder there is no settings file.
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
 * Reads the user's embedding configuration for the repository at `root`.
 * @returns undefined when there is none, or when the repository may have supplied it.
 * @throws FoveaError `damaged-embeddings`.
 */
export function readEmbedding(root: string, env: Environment): EmbeddingConfiguration | undefined {
  const configured = readAll(env)[realPathOf(root)];
  if (!configured || isSupplied(root, fileOf(env)) || !isOwn(configured, root, fileOf(env))) return undefined;
  const { born: _, ...configuration } = configured;
  return configuration;
}

/**
 * Saves the configuration of a root; undefined deletes it. The server's key is never saved.
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
      `${file} is inside ${root}, and settings that a repository may have supplied are not used`,
      "Set XDG_CONFIG_HOME to a folder outside of it.",
    );
  try {
    makeFolders(dirname(file), 0o700);
    replacePlainFile(file, `${JSON.stringify(all, null, 2)}\n`);
  } catch (cause) {
    throw failure("unwritable-embeddings", `${file} cannot be written`, "Make its folder writable.", cause);
  }
}
