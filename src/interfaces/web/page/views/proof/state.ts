import { computed, signal } from "@preact/signals";
import { FoveaError } from "../../../../../shared/errors.js";
import type { ApiError, EvalReport, EvalState } from "../../../api/contract.js";
import type { ContextSource } from "../../source/context-source.js";
import { readReportFile } from "./read-report.js";

/** A report on screen, and where it is from. */
export interface Shown {
  readonly report: EvalReport;
  /** The file's name; undefined when the source evaluated it. */
  readonly file?: string;
}

const shown = signal<Shown | undefined>(undefined);
const error = signal<unknown>(undefined);
const reading = signal(false);
const running = signal<{ readonly done: number; readonly total: number } | undefined>(undefined);

export const proof = {
  shown: computed(() => shown.value),
  error: computed(() => error.value),
  /** A file is being read. */
  reading: computed(() => reading.value),
  /** Cases done of an evaluation by the source. */
  running: computed(() => running.value),
};

/** Shows the report of a file. */
export async function openFile(file: File): Promise<void> {
  error.value = undefined;
  reading.value = true;
  try {
    shown.value = { report: await readReportFile(file), file: file.name };
  } catch (problem) {
    error.value = problem;
  } finally {
    reading.value = false;
  }
}

const thrown = ({ code, message, mend }: ApiError): FoveaError =>
  new FoveaError({ code, message, mend, kind: "failure" });

function take(state: EvalState): void {
  running.value = state.state === "running" ? { done: state.done, total: state.total } : undefined;
  if (state.state === "failed") error.value = thrown(state.error);
  if (state.state === "done") {
    error.value = undefined;
    shown.value = { report: state.report };
  }
}

/** Follows the evaluation of a source until the returned function is called. A report that was opened stays. */
export function followSource(source: ContextSource): () => void {
  let live = true;
  const ask = async (keep: boolean) => {
    try {
      const state = await source.evaluation();
      if (live && !(keep && shown.value !== undefined && state.state === "done")) take(state);
    } catch (problem) {
      if (live) error.value = problem;
    }
  };
  void ask(true);
  const stop = source.follow((event) => {
    if (event.type !== "eval") return;
    if (event.state === "running") running.value = { done: event.done, total: event.total };
    else void ask(false);
  });
  return () => {
    live = false;
    stop();
  };
}

export async function evaluateWith(source: ContextSource, limit: number): Promise<void> {
  error.value = undefined;
  try {
    take(await source.startEvaluation({ limit }));
  } catch (problem) {
    error.value = problem;
  }
}
