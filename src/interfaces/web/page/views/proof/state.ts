import { batch, computed, signal } from "@preact/signals";
import { FoveaError } from "../../../../../shared/errors.js";
import type { ApiError, EvalReport, EvalState } from "../../../api/contract.js";
import type { ContextSource } from "../../source/context-source.js";
import { openSource } from "../../source/source.js";
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
const source = signal<ContextSource | undefined>(undefined);
const missing = signal<unknown>(undefined);
const running = signal<{ readonly done: number; readonly total: number } | undefined>(undefined);

export const proof = {
  shown: computed(() => shown.value),
  error: computed(() => error.value),
  /** A file is being read. */
  reading: computed(() => reading.value),
  /** Where a repository is evaluated; undefined when there is none, and before it is known. */
  source: computed(() => source.value),
  /** Why there is no source. */
  missing: computed(() => missing.value),
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

const fail = (problem: unknown): void => {
  error.value = problem;
};

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

/**
 * Follows the evaluation of the repository until the returned function is called. A report that was opened stays until
 * an evaluation ends.
 */
export function followRepository(): () => void {
  let live = true;
  let stop = (): void => {};
  const begin = async (): Promise<void> => {
    try {
      const opened = await openSource();
      const state = await opened.evaluation();
      if (!live) return;
      batch(() => {
        source.value = opened;
        missing.value = undefined;
        if (state.state !== "done" || shown.value === undefined) take(state);
      });
      stop = opened.follow((event) => {
        if (event.type !== "eval") return;
        if (event.state === "running") running.value = { done: event.done, total: event.total };
        else if (running.value) void opened.evaluation().then(take, fail);
      });
    } catch (problem) {
      if (live)
        batch(() => {
          source.value = undefined;
          missing.value = problem;
        });
    }
  };
  void begin();
  return () => {
    live = false;
    stop();
  };
}

export const cancel = async (): Promise<void> => source.value?.cancelEvaluation().then(take, fail);

/** Starts an evaluation of the repository that is served. */
export async function evaluateRepository(limit: number): Promise<void> {
  error.value = undefined;
  await source.value?.startEvaluation({ limit }).then(take, fail);
}
