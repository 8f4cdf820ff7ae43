import { defaultRenderer } from "../context/render/index.js";
import { Repository, type RepositoryOptions } from "../context/repository/repository.js";
import type { Source } from "../context/scan/source.js";
import type { Store } from "../context/store/contract.js";
import type { Retriever } from "./retriever.js";

export interface FoveaOptions extends RepositoryOptions {
  readonly name?: string;
  /** `symbols`: what `fovea search` prints; `files`: what `fovea search --files` prints. */
  readonly rows: "symbols" | "files";
  /** An empty store of the retriever's own: it follows the trees from case to case. */
  readonly openStore: () => Store;
  readonly threads?: number;
}

/** Fovea's own engine as one of the compared. Its index is updated from tree to tree, never built afresh. */
export function foveaRetriever(options: FoveaOptions): Retriever {
  const store = options.openStore();
  let repository: Repository | undefined;
  const ready = (): Repository => {
    if (!repository) throw new Error("prepare comes first");
    return repository;
  };
  return {
    name: options.name ?? "fovea",
    about: options.rows === "files" ? "fovea search --files" : "fovea search",
    async prepare(source: Source) {
      repository = new Repository(source, store, options);
      await repository.update({
        signal: new AbortController().signal,
        ...(options.threads === undefined ? {} : { threads: options.threads }),
      });
    },
    rank: (query, k) => (options.rows === "files" ? ready().searchFiles(query, k) : ready().search(query, k)),
    async pack(query, budget) {
      const { items, tokens } = await ready().pack(query, budget, defaultRenderer);
      // Fences and labels are part of the price: what the items do not account for is shared out to the first.
      const [first, ...rest] = items;
      const own = rest.reduce((sum, item) => sum + item.tokens, 0);
      return first ? [{ ...first, tokens: tokens - own }, ...rest] : [];
    },
    totalTokens: async () => (await ready().totals()).tokens,
    close: () => store.close(),
  };
}
