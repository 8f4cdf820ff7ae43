import { defaultRenderer } from "../context/render/index.js";
import { Repository, type RepositoryOptions } from "../context/repository/repository.js";
import type { Source } from "../context/scan/source.js";
import type { Store } from "../context/store/contract.js";
import type { Retriever } from "./retriever.js";

export interface FoveaOptions extends RepositoryOptions {
  readonly name?: string;
  /** `symbols`: rows as in `fovea search`; `files`: rows as in `fovea search --files`. */
  readonly rows: "symbols" | "files";
  /** Opens an empty store that only this retriever uses. It is updated from case to case. */
  readonly openStore: () => Store;
  readonly threads?: number;
}

/** Fovea's own engine as a retriever. Its index is updated from tree to tree, not rebuilt. */
export function foveaRetriever(options: FoveaOptions): Retriever {
  const store = options.openStore();
  let repository: Repository | undefined;
  const ready = (): Repository => {
    if (!repository) throw new Error("prepare was not called");
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
      // Fences and labels cost tokens too. The tokens that no item accounts for are added to the first item.
      const [first, ...rest] = items;
      const own = rest.reduce((sum, item) => sum + item.tokens, 0);
      return first ? [{ ...first, tokens: tokens - own }, ...rest] : [];
    },
    totalTokens: async () => (await ready().totals()).tokens,
    close: () => store.close(),
  };
}
