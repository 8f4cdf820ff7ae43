import { AsyncLocalStorage } from "node:async_hooks";
import { errorChain } from "./errors.js";
import { printable } from "./printable.js";
import { formatBytes, formatInteger } from "./units.js";

/**
 * What Fovea says of its own work: how long each stage took, what it counted, and why something failed. Stages call `span`
 * and `count`; whoever runs them (a command, a server's request, a test) chooses by `traced` who hears of it. Without
 * `traced` a span is a call of its work and nothing else. The listener goes along with the work through every `await`, so
 * requests that run at the same time do not hear of each other.
 */

/** Counts by what is counted (`files: 12`); `bytes` is printed with its unit, and a text as it is. */
export type SpanFacts = Readonly<Record<string, number | string>>;

export interface SpanEvent {
  readonly kind: "span";
  /** The stage, after the stages it is part of: `update/parse`. */
  readonly stage: string;
  readonly milliseconds: number;
  readonly facts: SpanFacts;
}

/** Something failed; whether the work went on without it is not said. */
export interface ErrorEvent {
  readonly kind: "error";
  readonly error: unknown;
}

export type TraceEvent = SpanEvent | ErrorEvent;
export type TraceSink = (event: TraceEvent) => void;

interface Trace {
  readonly sink: TraceSink;
  /** "" outside of every span. */
  readonly stage: string;
  readonly facts: Record<string, number | string>;
}

const current = new AsyncLocalStorage<Trace | undefined>();

/** Runs `work`, of whose stages `sink` hears; with undefined nobody does, even inside of another `traced`. */
export function traced<T>(sink: TraceSink | undefined, work: () => T): T {
  if (!sink && !current.getStore()) return work();
  return current.run(sink && { sink, stage: "", facts: {} }, work);
}

/** Who hears of the stages that run here. */
export const currentSink = (): TraceSink | undefined => current.getStore()?.sink;

/** Runs one stage. @param facts says what it did, of its result, beside what `count` was told meanwhile. */
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

/** Tells of a stage that ran elsewhere, such as in worker threads, whose times may add up to more than passed. */
export function tellSpan(stage: string, milliseconds: number, facts: SpanFacts): void {
  const trace = current.getStore();
  trace?.sink({ kind: "span", stage: below(trace, stage), milliseconds, facts });
}

/** Adds to what the present stage counts. */
export function count(facts: Readonly<Record<string, number>>): void {
  const trace = current.getStore();
  if (!trace) return;
  for (const [name, value] of Object.entries(facts)) {
    const before = trace.facts[name];
    trace.facts[name] = value + (typeof before === "number" ? before : 0);
  }
}

/** Tells of an error that is told to the user in short, or that the work goes on without. */
export const tellError = (error: unknown): void => current.getStore()?.sink({ kind: "error", error });

/** An event as lines, without a line end. Nothing that a repository named leaves its line. */
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
