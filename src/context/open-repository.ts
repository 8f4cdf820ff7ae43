import { readEmbedding } from "./embed/configuration.js";
import { rememberedModel } from "./embed/local-model.js";
import { openAiCompatible } from "./embed/openai-compatible.js";
import type { EmbeddingProvider } from "./embed/provider.js";
import { indexPlace, makeIndexPlace } from "./index-place.js";
import { readMembers } from "./members.js";
import { refuseBare } from "./refuse-bare.js";
import { Repository, type RepositoryOptions } from "./repository/repository.js";
import { joinTrees } from "./scan/joined-trees.js";
import type { Source } from "./scan/source.js";
import { openWorkingTree } from "./scan/working-tree.js";
import type { Store } from "./store/contract.js";
import { storeDriver } from "./store/drivers.js";

export interface OpenOptions extends RepositoryOptions {
  /** Whether to create the index when there is none; otherwise `no-index` is thrown. */
  readonly create: boolean;
  /** Set when the caller updates the index first: then the files are listed while the index is opened. */
  readonly listsAtOnce?: boolean;
}

/**
 * Opens the repository at a root with its index. The checkouts of a repository share one index. The root may
 * be a workspace; then all its repositories are opened together.
 * @param root absolute path of the folder.
 * @returns the repository; call its `close` at the end.
 * @throws FoveaError `bare-repository`, `no-index` without `create`, `corrupt-index`, `unwritable-index`,
 * `disk-full`, `no-home`, `foreign-state`, `damaged-workspace`, `damaged-embeddings`.
 */
export function openRepository(root: string, options: OpenOptions): Repository {
  const source = openFiles(root);
  if (options.listsAtOnce) source.beginListing?.();
  const embeddings = options.embeddings ?? configuredEmbeddings(root);
  return new Repository(source, openIndex(root, options.create), {
    ...options,
    ...(embeddings ? { embeddings } : {}),
  });
}

/** Opens the files of a root, or of all repositories of a workspace. */
function openFiles(root: string): Source {
  const members = readMembers(root);
  for (const folder of members?.map(({ path }) => path) ?? [root]) refuseBare(folder);
  if (!members) return openWorkingTree(root);
  return joinTrees(
    root,
    members.map(({ name, path }) => ({ name, source: openWorkingTree(path) })),
  );
}

/**
 * Opens the index of a root, without its files.
 * @throws FoveaError `no-index` without `create`, `corrupt-index`, `unwritable-index`, `disk-full`,
 * `no-home`, `foreign-state`.
 */
export const openIndex = (root: string, create: boolean): Store =>
  storeDriver.open(create ? makeIndexPlace(root) : indexPlace(root), { create });

/** The provider configured with `fovea index --embed`; the server's key is read from FOVEA_EMBED_KEY. */
function configuredEmbeddings(root: string): EmbeddingProvider | undefined {
  const configured = readEmbedding(root, process.env);
  if (!configured) return undefined;
  if ("folder" in configured) return rememberedModel(configured.folder, configured.model);
  const key = process.env.FOVEA_EMBED_KEY;
  return openAiCompatible({ baseUrl: configured.url, model: configured.model, ...(key ? { key } : {}) });
}
