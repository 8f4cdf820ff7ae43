import { printable, printableText } from "./printable.js";

/** What went wrong, as one value that every interface renders its own way. */
export interface FoveaErrorFacts {
  /** Stable machine-readable name, kebab-case: `unknown-model`, `budget-not-positive`. */
  readonly code: string;
  /**
   * One sentence that names the file, flag or field. Line ends in quoted names are escaped, so it is one
   * line.
   */
  readonly message: string;
  /** Lines below the message: the possible choices. */
  readonly list?: readonly string[];
  /** What the user can do about it, as an imperative sentence. */
  readonly mend: string;
  /** `usage`: the request itself is wrong (exit 2). `failure`: the system could not do it (exit 1). */
  readonly kind: "usage" | "failure";
  readonly cause?: unknown;
}

/** An expected failure. Anything else that is thrown is a bug in Fovea. */
export class FoveaError extends Error {
  readonly code: string;
  readonly mend: string;
  readonly kind: "usage" | "failure";

  constructor(facts: FoveaErrorFacts) {
    const list = facts.list?.map((line) => `\n  ${printable(line)}`).join("") ?? "";
    super(printable(facts.message) + list, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "FoveaError";
    this.code = facts.code;
    this.mend = printable(facts.mend);
    this.kind = facts.kind;
  }
}

export const usageError = (code: string, message: string, mend: string, cause?: unknown): FoveaError =>
  new FoveaError({ code, message, mend, kind: "usage", cause });

export const failure = (code: string, message: string, mend: string, cause?: unknown): FoveaError =>
  new FoveaError({ code, message, mend, kind: "failure", cause });

/** A usage error that lists the possible choices, one per line. */
export const ambiguous = (code: string, message: string, list: readonly string[], mend: string): FoveaError =>
  new FoveaError({ code, message, list, mend, kind: "usage" });

/** Longer chains are cut, because an error may be its own cause. */
const MOST_CAUSES = 20;

/**
 * Describes an error and its causes, for debugging.
 * @returns one entry per error, each before its causes; at most 20. An error with a code (a FoveaError or a
 * system error) gives its code and message, any other its stack.
 */
export function errorChain(error: unknown): readonly string[] {
  const lines: string[] = [];
  const add = (cause: unknown, prefix: string): void => {
    if (lines.length >= MOST_CAUSES) return;
    lines.push(`${prefix}${described(cause)}`);
    if (!(cause instanceof Error)) return;
    if (cause instanceof AggregateError) for (const each of cause.errors) add(each, "caused by ");
    if (cause.cause !== undefined) add(cause.cause, "caused by ");
  };
  add(error, "error ");
  return lines;
}

function described(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error));
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === undefined) return printableText(error.stack ?? String(error));
  return printableText(error.message.startsWith(code) ? error.message : `${code}: ${error.message}`);
}
