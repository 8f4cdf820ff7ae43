/**
 * What the page asks and what it is answered, as types. The server has one file for each request beside this one; the
 * static site has recorded answers of the same types. Answers that a command prints too are its `--json` report.
 */
import type {
  EvalReport,
  GraphReport,
  PackReport,
  SearchFilesReport,
  SearchReport,
  WhyReport,
} from "../../schema/index.js";

/** An error as the page gets it, with a status of 400 and more. */
export interface ApiError {
  readonly code: string;
  readonly message: string;
  readonly mend: string;
}

/**
 * `GET /api/repository`. Refused with `no-repository` when the server was started outside one: Cost and Bench work without
 * it.
 */
export interface RepositoryInfo {
  /** The name of its folder; in a workspace, of the one repository that is served. */
  readonly name: string;
  /** Changes whenever the index does. */
  readonly version: string;
  readonly files: number;
  /** Tokens of all indexed files. */
  readonly tokens: number;
  /** In which tokens are counted: o200k_base, … */
  readonly encoding: string;
}

/** `GET /api/map`: the indexed files. */
export interface RepositoryMap {
  readonly version: string;
  readonly files: readonly MapFile[];
}

/** `derived`: generated or vendored. `data`: settings, styles and values. */
export type FileKind = "code" | "test" | "docs" | "data" | "derived";

export interface MapFile {
  /** Relative to the repository root, `/` on every system. */
  readonly path: string;
  readonly tokens: number;
  readonly kind: FileKind;
}

/** `GET /api/outline?path=`: the definitions and sections of a file, in order. */
export interface FileOutline {
  readonly path: string;
  readonly tokens: number;
  readonly definitions: readonly OutlineDefinition[];
}

export interface OutlineDefinition {
  /** Qualified name; absent for lines between definitions. */
  readonly symbol?: string;
  readonly kind: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Of its lines, those of the definitions inside it included. */
  readonly tokens: number;
  /** Of its lines outside the definitions inside it: these of a file add up to the file's tokens. */
  readonly ownTokens: number;
  /** The index in `definitions` of the one around it; absent when there is none. */
  readonly parent?: number;
}

/** `GET /api/lines?path=&start=&end=`: lines of an indexed file, secrets redacted. */
export interface FileLines {
  readonly path: string;
  readonly startLine: number;
  readonly lines: readonly string[];
  /** Lines of the whole file. */
  readonly of: number;
}

/** `POST /api/search`: as you type. */
export interface SearchRequest {
  readonly query: string;
  readonly limit: number;
}

/** `POST /api/candidates`: every file that ranking considered, best first, with the share of each signal. */
export interface CandidatesRequest {
  readonly task: string;
}

/** As `fovea search --files --json` with a limit above the number of files, without lines of the files. */
export type CandidatesReport = Omit<SearchFilesReport, "results"> & {
  readonly results: readonly Omit<SearchFilesReport["results"][number], "snippet">[];
  /** What each signal of the results measures, in words, by its name. */
  readonly measures: Readonly<Record<string, string>>;
};

/** `GET /api/examples`: what to try first. Empty without a history. */
export interface TaskExamples {
  /** First lines of the messages of the newest commits that describe a task. */
  readonly tasks: readonly string[];
}

/** `POST /api/pack` */
export interface PackRequest {
  readonly task: string;
  /** Most tokens of the rendered pack. */
  readonly budget: number;
  readonly format: "markdown" | "xml" | "json";
  /** The id of an earlier pack, of this server or of `fovea pack`: only what is new or changed since is sent. */
  readonly since?: string;
  /** Makes the pack although there is no confident match. */
  readonly anyway?: boolean;
}

/** `POST /api/why` */
export interface WhyRequest {
  readonly path: string;
  /** Asks about the definition around this line. */
  readonly line?: number;
  readonly task: string;
  readonly budget: number;
  /** Default markdown. */
  readonly format?: PackRequest["format"];
}

/** `POST /api/graph` */
export interface GraphRequest {
  /** A symbol, or the path of a file, as `fovea graph` takes it. */
  readonly target: string;
  /** Adds what is affected, by distance. */
  readonly impact?: boolean;
}

/**
 * `POST /api/eval` starts an evaluation of the repository's history, one at a time; `GET /api/eval` says how far it is;
 * `DELETE /api/eval` ends it, with a report of the cases that are done.
 */
export interface EvalRequest {
  readonly limit: number;
}

export type EvalState =
  | { readonly state: "none" }
  | { readonly state: "running"; readonly done: number; readonly total: number }
  | { readonly state: "done"; readonly report: EvalReport }
  | { readonly state: "failed"; readonly error: ApiError };

/** `GET /api/events`: one JSON text a line, as things happen. */
export type ServerEvent =
  /** Nothing happened; says that the server is there. */
  | { readonly type: "alive" }
  /** The index is being made or updated for a request that waits for it. */
  | { readonly type: "indexing"; readonly done: number; readonly total: number; readonly what: string }
  | { readonly type: "index"; readonly version: string }
  | {
      readonly type: "eval";
      readonly state: EvalState["state"];
      readonly done: number;
      readonly total: number;
    };

export type { EvalReport, GraphReport, PackReport, SearchFilesReport, SearchReport, WhyReport };
