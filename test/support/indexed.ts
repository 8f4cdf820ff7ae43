import { Repository, type RepositoryOptions } from "../../src/context/repository/repository.js";
import type { Source } from "../../src/context/scan/source.js";
import { memoryStore } from "../../src/context/store/drivers.js";

/** A repository over a source with an index of its own in memory; call `update` to fill it. */
export const newIndex = (source: Source, options: RepositoryOptions = {}): Repository =>
  new Repository(source, memoryStore(), options);

export const never = new AbortController().signal;

/** Everything that a user can tell two indexes apart by. */
export async function answersOf(repository: Repository, queries: readonly string[]) {
  return {
    totals: await repository.totals(),
    problems: await repository.store.check(),
    files: await Promise.all(queries.map((query) => repository.searchFiles(query, 20))),
    chunks: await Promise.all(queries.map((query) => repository.search(query, 20))),
  };
}
