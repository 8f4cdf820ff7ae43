import { GraphReader } from "../../src/context/graph/reader.js";
import { defaultParameters } from "../../src/context/rank/parameters.js";
import type { RankContext } from "../../src/context/rank/signal.js";
import { Corpus } from "../../src/context/retrieve/corpus.js";
import { findMentions } from "../../src/context/retrieve/find-mentions.js";
import { matchTerms } from "../../src/context/retrieve/match.js";
import { understandQuery } from "../../src/context/retrieve/query.js";
import type { Scope } from "../../src/context/retrieve/scope.js";
import { never, newIndex } from "./indexed.js";
import { MemorySource } from "./memory-source.js";

/** What signals see of a task, over these files, with each of them a candidate: `await using`. */
export async function contextOfFiles(files: Readonly<Record<string, string>>, task: string, scope?: Scope) {
  const repository = newIndex(new MemorySource(files));
  await repository.update({ signal: never, threads: 1 });
  const corpus = new Corpus(repository.store, await repository.store.snapshot(), scope);
  const query = understandQuery(task);
  const matches = matchTerms(
    corpus,
    await corpus.postings([...query.terms.keys()]),
    query,
    defaultParameters,
  );
  const context: RankContext = {
    corpus,
    query,
    matches,
    candidates: corpus.files.map((_, index) => index),
    definitions: new Map(),
    mentions: findMentions(corpus, query),
    literals: [],
    titleScore: matches.fileScore,
    graph: async () => new GraphReader(corpus),
  };
  return {
    context,
    [Symbol.asyncDispose]: async () => {
      await repository.close();
    },
  };
}
