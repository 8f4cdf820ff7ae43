import type { BenchReport, Progress } from "../../../../../../bench/index.js";
import type { BenchFlags } from "../../../../../bench/options.js";

export type ToRunner =
  | { readonly kind: "run"; readonly flags: BenchFlags }
  /** Ends the run at the next pause; `done` follows. */
  | { readonly kind: "stop" };

export type FromRunner =
  /** The first message. */
  | { readonly kind: "backends"; readonly backends: readonly BackendHere[] }
  | { readonly kind: "progress"; readonly progress: Progress }
  /** The report so far. */
  | { readonly kind: "report"; readonly report: BenchReport }
  | { readonly kind: "done"; readonly report: BenchReport }
  | { readonly kind: "failed"; readonly error: RunError };

/** A backend in this browser. */
export interface BackendHere {
  readonly name: string;
  readonly summary: string;
  readonly threaded: boolean;
  /** Why it cannot be used here. */
  readonly missing: string | undefined;
}

/** Errors lose their class on the way from a worker. */
export interface RunError {
  readonly code: string;
  readonly message: string;
  readonly mend: string;
}
