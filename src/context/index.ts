/**
 * Public API: index a working tree, find the code that a task needs, pack it under a token budget.
 *
 *     const repository = openRepository("/path/to/project", { create: true });
 *     await updateIndex(repository);
 *     const pack = await repository.pack("retry uploads that fail", 8000, defaultRenderer);
 *     await repository.close();
 */

export { FoveaError, type FoveaErrorFacts } from "../shared/errors.js";
export { type TokenCounter, tokenCounter } from "../shared/tokens/count.js";
export { defaultEncoding, type Encoding, encodings } from "../shared/tokens/vocabulary.js";
export { type EndpointOptions, openAiCompatible } from "./embed/openai-compatible.js";
export type { EmbeddingProvider } from "./embed/provider.js";
export type { Similarity } from "./embed/similarity.js";
export { findRoot } from "./find-root.js";
export type { GraphEdge, GraphNode, Relation, RelationResult, Unresolved } from "./graph/edge.js";
export { relations } from "./graph/edge.js";
export { askGraph, type GraphAnswer, type GraphQuery, type GraphSources } from "./graph/graph.js";
export type { Impact, Impacted, ImpactOptions } from "./graph/impact.js";
export { GraphReader } from "./graph/reader.js";
export type { GraphTarget } from "./graph/target.js";
export { asWriter, dropIndex, forgetIndex, updateIndex } from "./index-lifecycle.js";
export type { UpdateOptions, UpdatePlan, UpdateResult } from "./indexing/update.js";
export { isEmptyPlan } from "./indexing/update.js";
export { type OpenOptions, openRepository } from "./open-repository.js";
export type { MapLine } from "./pack/map.js";
export type { PackItem } from "./pack/pack.js";
export type { Level } from "./pack/plan.js";
export { defaultRelevance, type RelevanceParameters } from "./pack/relevance.js";
export { defaultParameters, type RankParameters } from "./rank/parameters.js";
export type { RankContext, Signal } from "./rank/signal.js";
export { signals } from "./rank/signals/index.js";
export { emptyLedger, type Ledger } from "./refresh/ledger.js";
export { type RefreshResult, refreshPack } from "./refresh/refresh.js";
export { openSessions, type SessionStore } from "./refresh/session-file.js";
export { defaultRenderer, renderers } from "./render/index.js";
export type { HeldNotes, PackNotes, Renderer, StaleRange } from "./render/renderer.js";
export type { Freshen } from "./repository/fresh.js";
export type { IndexReader } from "./repository/index-reader.js";
export type { IndexUpdater } from "./repository/index-updater.js";
export type { IndexView } from "./repository/index-view.js";
export type { Navigation } from "./repository/navigation.js";
export { Repository, type RepositoryOptions } from "./repository/repository.js";
export type { FileResult, PackResult, Place, SearchResult, Totals } from "./repository/results.js";
export type { Selection } from "./repository/selection.js";
export { Scope } from "./retrieve/scope.js";
export { type CommitOptions, openCommit } from "./scan/commit-tree.js";
export type { Listing, Role, Skipped, SkipReason, Source, SourceFile } from "./scan/source.js";
export { openWorkingTree, type WorkingTreeOptions } from "./scan/working-tree.js";
export { findSecrets, redact } from "./secrets/redact.js";
export type { SecretSpan } from "./secrets/secret-span.js";
export type { Store, StoreOptions } from "./store/contract.js";
export { memoryStore, openStore } from "./store/drivers.js";
export { type Watch, type WatchedUpdate, type WatchOptions, watchRepository } from "./watch/watch.js";
