/** What went wrong, as one value that every interface renders its own way. */
export interface FoveaErrorFacts {
  /** Stable machine-readable name, kebab-case: `unknown-model`, `budget-not-positive`. */
  readonly code: string;
  /** One sentence that names the file, flag or field. */
  readonly message: string;
  /** An imperative: what to do about it. */
  readonly mend: string;
  /** `usage`: the caller asked for something impossible (exit 2). `failure`: the world refused (exit 1). */
  readonly kind: "usage" | "failure";
  readonly cause?: unknown;
}

/** An expected failure. Anything else that is thrown is a bug in Fovea. */
export class FoveaError extends Error {
  readonly code: string;
  readonly mend: string;
  readonly kind: "usage" | "failure";

  constructor(facts: FoveaErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "FoveaError";
    this.code = facts.code;
    this.mend = facts.mend;
    this.kind = facts.kind;
  }
}

export const usageError = (code: string, message: string, mend: string, cause?: unknown): FoveaError =>
  new FoveaError({ code, message, mend, kind: "usage", cause });

export const failure = (code: string, message: string, mend: string, cause?: unknown): FoveaError =>
  new FoveaError({ code, message, mend, kind: "failure", cause });
