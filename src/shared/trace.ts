import { AsyncLocalStorage } from "node:async_hooks";
import { errorChain } from "./errors.js";
import { printable } from "./printable.js";
import { formatBytes, formatInteger } from "./units.js";

/**
 * Traces Fovea's own work: the time of each stage, its counts, and the causes of failures. Stages call `span`
 * and `count`. The caller (a command, a server's request, a test) chooses the sink of the events with
 * `traced`. Without `traced`, a span only calls its work. The sink is kept through every `await`
 * (AsyncLocalStorage), so concurrent requests get only their own events.
 */

/** Counts by name (`files: 12`). `bytes` is printed with its unit, a text without its name. */
export type SpanFacts = Readonly<Record<string, number | string>>;

export interface SpanEvent {
  readonly kind: "span";
  /** The path of the stage, outer stages first: `update/parse`. */
  readonly stage: string;
  readonly milliseconds: number;
  readonly facts: SpanFacts;
}

/** A failure. The work may have gone on without what failed. */
export interface ErrorEvent {
  readonly kind: "error";
  readonly error: unknown;
}

export type TraceEvent = SpanEvent | ErrorEvent;
export type TraceSink = (event: TraceEvent) => void;

interface Trace {
  readonly sink: TraceSink;
  /** The path of the current stage; "" outside all spans. */
  readonly stage: string;
  readonly facts: Record<string, number | string>;
}

const current = new AsyncLocalStorage<Trace | undefined>();

/**
 * Runs `work` and sends its events to `sink`. With undefined they go nowhere, even inside another `traced`.
 */
export function traced<T>(sink: TraceSink | undefined, work: () => T): T {
  if (!sink && !current.getStore()) return work();
  return current.run(sink && { sink, stage: "", facts: {} }, work);
}

/** The sink of the current work; undefined when it is not traced. */
export const currentSink = (): TraceSink | undefined => current.getStore()?.sink;

/**
 * Runs one stage, and emits its time and counts when it ends.
 * @param facts takes counts from the stage's result, in addition to those of `count`.
 * @returns the result of `work`; what it throws is thrown on.
 */
export function span<T>(stage: string, work: () => T, facts?: (result: Awaited<T>) => SpanFacts): T {
  const outer = current.getStore();
  if (!outer) return work();
  const inner: Trace = { sink: outer.sink, stage: below(outer, stage), facts: {} };
  const start = performance.now();
  const end = (more: SpanFacts): void => {
    const milliseconds = performance.now() - start;
    outer.sink({ kind: "span", stage: inner.stage, milliseconds, facts: { ...inner.facts, ...more } });
  };
  const failed = (error: unknown): void => end({ failed: nameOf(error) });
  return current.run(inner, () => {
    try {
      const result = work();
      if (result instanceof Promise) void result.then((value) => end(facts?.(value) ?? {}), failed);
      else end(facts?.(result as Awaited<T>) ?? {});
      return result;
    } catch (error) {
      failed(error);
      throw error;
    }
  });
}

/**
 * Emits the span of a stage that was timed elsewhere, such as in other threads. Times of parallel threads may
 * add up to more than the elapsed time.
 */
export function emitSpan(stage: string, milliseconds: number, facts: SpanFacts): void {
  const trace = current.getStore();
  trace?.sink({ kind: "span", stage: below(trace, stage), milliseconds, facts });
}

/** Adds to the counts of the current stage. */
export function count(facts: Readonly<Record<string, number>>): void {
  const trace = current.getStore();
  if (!trace) return;
  for (const [name, value] of Object.entries(facts)) {
    const before = trace.facts[name];
    trace.facts[name] = value + (typeof before === "number" ? before : 0);
  }
}

/**
 * Emits an error with its causes. Use it for errors that the user sees only as a short message, or that do
 * not stop the work.
 */
export const reportError = (error: unknown): void => current.getStore()?.sink({ kind: "error", error });

/**
 * An event as lines, without line ends. Names from a repository are escaped, so that they cannot start a new
 * line.
 */
export function traceLines(event: TraceEvent): readonly string[] {
  if (event.kind === "error") return errorChain(event.error);
  const facts = Object.entries(event.facts).map(([name, value]) => {
    if (typeof value === "string") return name === "failed" ? `failed: ${value}` : value;
    return name === "bytes" ? formatBytes(value) : `${formatInteger(value)} ${name}`;
  });
  return [printable([`${event.stage} ${event.milliseconds.toFixed(1)} ms`, ...facts].join(", "))];
}

const below = ({ stage }: Trace, inner: string): string => (stage === "" ? inner : `${stage}/${inner}`);

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unexpected";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
