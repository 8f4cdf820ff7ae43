import type {
  CandidatesReport,
  EvalRequest,
  EvalState,
  FileLines,
  FileOutline,
  GraphReport,
  GraphRequest,
  PackReport,
  PackRequest,
  RepositoryInfo,
  RepositoryMap,
  SearchReport,
  SearchRequest,
  ServerEvent,
  TaskExamples,
  WhyReport,
  WhyRequest,
} from "../../api/contract.js";

/**
 * Where the page gets what it shows of a repository: a server, or answers that were recorded for the static site.
 * Every method rejects with a `FoveaError`, or with the reason of an aborted signal.
 */
export interface ContextSource {
  /** The tasks that have recorded answers; undefined when any task can be asked. */
  readonly recordedTasks?: readonly string[];
  /** The budgets of their packs, ascending; others are answered with the one below. */
  readonly recordedBudgets?: readonly number[];
  /** The commit whose tree was recorded. */
  readonly recordedCommit?: string;
  repository(): Promise<RepositoryInfo>;
  map(): Promise<RepositoryMap>;
  /** Tasks to try first. */
  examples(): Promise<TaskExamples>;
  outline(path: string): Promise<FileOutline>;
  lines(path: string, start: number, end: number): Promise<FileLines>;
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchReport>;
  candidates(task: string, signal?: AbortSignal): Promise<CandidatesReport>;
  pack(request: PackRequest, signal?: AbortSignal): Promise<PackReport>;
  why(request: WhyRequest, signal?: AbortSignal): Promise<WhyReport>;
  graph(request: GraphRequest, signal?: AbortSignal): Promise<GraphReport>;
  evaluation(): Promise<EvalState>;
  startEvaluation(request: EvalRequest): Promise<EvalState>;
  /** Ends the evaluation, with a report of the cases that are done. */
  cancelEvaluation(): Promise<EvalState>;
  /** Calls `listener` for each event until the returned function is called. */
  follow(listener: (event: ServerEvent) => void): () => void;
}
