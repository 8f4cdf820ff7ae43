import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { canShareMemory } from "../../../../../bench/backends/wasm/can-share.js";
import type { ArticleReport, BenchReport, Progress } from "../../../../../bench/index.js";
import { failure } from "../../../../../shared/errors.js";
import { printable } from "../../../../../shared/printable.js";
import { formatInteger } from "../../../../../shared/units.js";
import { BENCH_DEFAULTS, type BenchFlags } from "../../../../bench/options.js";
import { address, setParameters } from "../../app/address.js";
import { startWorker } from "../../app/worker-url.js";
import type { BackendHere, FromRunner, ToRunner } from "./runner/messages.js";

/** The run in this browser. It goes on while another view is open. */
export interface RunState {
  readonly isRunning: boolean;
  /** Asked to stop; the kernel that runs has not paused yet. */
  readonly isStopping: boolean;
  /** When the run began, `performance.now()`. */
  readonly began: number;
  readonly progress: Progress | undefined;
  /** Seconds from the beginning to `progress`. */
  readonly progressSeconds: number;
  /** All that was measured so far. */
  readonly report: BenchReport | undefined;
  readonly error: unknown;
}

const NOTHING_YET: RunState = {
  isRunning: false,
  isStopping: false,
  began: 0,
  progress: undefined,
  progressSeconds: 0,
  report: undefined,
  error: undefined,
};

const currentRun = signal<RunState>(NOTHING_YET);
export const run: ReadonlySignal<RunState> = currentRun;

const found = signal<readonly BackendHere[] | undefined>(undefined);
/** The backends and whether they work here; undefined until the worker has looked. */
export const backendsHere: ReadonlySignal<readonly BackendHere[] | undefined> = found;

/** Threads that can be used: one where the page may not share memory. */
export const mostThreads: number = canShareMemory() ? Math.max(1, navigator.hardwareConcurrency) : 1;

/** A loaded file of `fovea bench --save` or `fovea bench article --save`. */
export interface SavedReport {
  /** Unique among the loaded. */
  readonly id: string;
  readonly name: string;
  readonly report: BenchReport;
  readonly article: ArticleReport | undefined;
}

const loaded = signal<readonly SavedReport[]>([]);
export const savedReports: ReadonlySignal<readonly SavedReport[]> = loaded;
const errors = signal<readonly unknown[]>([]);
/** What was wrong with the files of the last drop or choice. */
export const fileErrors: ReadonlySignal<readonly unknown[]> = errors;

/** The id of the run in this browser among the reports. */
export const HERE = "here";

/** The reports that the view has: this browser's first, then the loaded ones. */
export const reports: ReadonlySignal<readonly SavedReport[]> = computed(() => {
  const { report } = currentRun.value;
  const here =
    report && report.rows.length + report.skipped.length > 0
      ? [{ id: HERE, name: "this browser", report, article: undefined }]
      : [];
  return [...here, ...loaded.value];
});

/** The flags by which the view is controlled, and their names in the address: those of the command line. */
const NAMES = {
  kernels: "kernels",
  sizes: "sizes",
  headDim: "head-dim",
  heads: "heads",
  backend: "backend",
  threads: "threads",
  window: "window",
  timeLimit: "time-limit",
  memoryLimit: "memory-limit",
} as const;

export type FlagName = keyof typeof NAMES;

/** The parameters of this view: those of another say nothing here. */
const parameters = computed(() => (address.value.view === "bench" ? address.value.parameters : {}));

/** The flags that the address asks for. Missing ones have their defaults. */
export const flags: ReadonlySignal<BenchFlags> = computed(() => {
  const asked = parameters.value;
  const texts = Object.entries(NAMES).flatMap(([flag, name]) =>
    asked[name] === undefined ? [] : [[flag, asked[name]]],
  );
  return {
    ...Object.fromEntries(texts),
    causal: asked.causal === "yes",
    extrapolate: asked.extrapolate === "yes",
  };
});

/** The text of a flag: the asked one, or its default. */
export const flagText = (name: FlagName): string =>
  flags.value[name] ?? (name === "memoryLimit" ? "" : BENCH_DEFAULTS[name]);

export function setFlag(name: FlagName, text: string): void {
  const standard = name === "memoryLimit" ? "" : BENCH_DEFAULTS[name];
  setParameters({ [NAMES[name]]: text === standard ? undefined : text });
}

export const setSwitch = (name: "causal" | "extrapolate", on: boolean): void =>
  setParameters({ [name]: on ? "yes" : undefined });

/** What the view shows besides the run. */
export const shown = computed(() => ({
  /** Memory instead of time. */
  memory: parameters.value.plot === "memory",
  /** The article's extrapolation beside the measured lines. */
  article: parameters.value.article !== "no",
}));

export const show = ({ memory, article }: { readonly memory?: boolean; readonly article?: boolean }): void =>
  setParameters({
    ...(memory === undefined ? {} : { plot: memory ? "memory" : undefined }),
    ...(article === undefined ? {} : { article: article ? undefined : "no" }),
  });

/** For a shell. The text may come from a link that someone else wrote. */
const quoted = (text: string): string =>
  /^[\w.,]+$/.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;

/** The same run as a command line. */
export function commandLine({ causal, extrapolate, ...texts }: BenchFlags): string {
  const words = Object.entries(NAMES).flatMap(([flag, name]) => {
    const text = texts[flag as FlagName];
    return text === undefined ? [] : [`--${name}`, quoted(text)];
  });
  const switches = [...(causal ? ["--causal"] : []), ...(extrapolate ? ["--extrapolate"] : [])];
  return ["fovea bench", ...words, ...switches].join(" ");
}

let worker: Worker | undefined;

/** Starts the worker, which first says what works here. */
export function openRunner(): Worker {
  if (worker) return worker;
  const made = startWorker("bench-runner.js");
  made.onmessage = ({ data }: MessageEvent<FromRunner>) => take(data);
  made.onerror = (event) => {
    // Without this the browser reports it a second time.
    event.preventDefault();
    closeRunner();
    currentRun.value = {
      ...currentRun.value,
      isRunning: false,
      error: failure(
        "worker-failed",
        event.message || "the worker that measures could not be loaded",
        "Reload the page.",
      ),
    };
  };
  worker = made;
  return made;
}

function closeRunner(): void {
  worker?.terminate();
  worker = undefined;
}

const post = (message: ToRunner): void => openRunner().postMessage(message);

function take(message: FromRunner): void {
  const now = currentRun.value;
  switch (message.kind) {
    case "backends":
      found.value = message.backends;
      return;
    case "progress":
      currentRun.value = {
        ...now,
        progress: message.progress,
        progressSeconds: (performance.now() - now.began) / 1000,
      };
      return;
    case "report":
      currentRun.value = { ...now, report: message.report };
      return;
    case "done":
      currentRun.value = { ...now, isRunning: false, isStopping: false, report: message.report };
      return;
    case "failed": {
      const { code, message: text, mend } = message.error;
      currentRun.value = {
        ...now,
        isRunning: false,
        isStopping: false,
        error: failure(code, text, mend),
      };
    }
  }
}

/** Measures what the address asks for. */
export function startRun(): void {
  if (currentRun.value.isRunning) return;
  const asked = flags.value;
  currentRun.value = { ...NOTHING_YET, isRunning: true, began: performance.now() };
  post({ kind: "run", flags: asked });
}

/** A kernel pauses five times a second, but not plain JavaScript or a shader: then the worker is ended. */
const PATIENCE_MILLISECONDS = 1500;

/** Ends the run and keeps what was measured. */
export function stopRun(): void {
  const { began, isRunning, isStopping } = currentRun.value;
  if (!isRunning || isStopping) return;
  currentRun.value = { ...currentRun.value, isStopping: true };
  post({ kind: "stop" });
  setTimeout(() => {
    const now = currentRun.value;
    if (!now.isRunning || now.began !== began) return;
    closeRunner();
    // The next run must not wait for a worker to load.
    openRunner();
    currentRun.value = { ...now, isRunning: false, isStopping: false };
  }, PATIENCE_MILLISECONDS);
}

/** Of a file; the schema has no limit of its own. A run of all kernels with ten sizes has about 50 kB. */
const MOST_BYTES = 4_000_000;
/** Each becomes a mark of the plot. */
const MOST_ROWS = 1_000;

/** Loads reports that `fovea bench --save` wrote. Files that are none become one line each in `fileErrors`. */
export async function loadReports(files: readonly File[]): Promise<void> {
  errors.value = [];
  // The schemas take more to load than the rest of the view.
  await import("../../app/zod-jitless.js");
  const { parseSavedReport } = await import("../../../../bench/read-report.js");
  for (const file of files)
    try {
      if (file.size > MOST_BYTES) throw tooLarge(file.name, "has more than 4 MB");
      const { report, article } = parseSavedReport(await textOf(file), `the file ${file.name}`);
      if (report.rows.length + report.skipped.length > MOST_ROWS)
        throw tooLarge(file.name, `has more than ${formatInteger(MOST_ROWS)} rows`);
      loaded.value = [...loaded.value, { id: freshId(), name: file.name, report, article }];
    } catch (error) {
      errors.value = [...errors.value, error];
    }
}

const textOf = (file: File): Promise<string> =>
  file.text().catch((cause: unknown) => {
    throw failure(
      "report-unreadable",
      `the file ${file.name} cannot be read`,
      "Choose a file, no folder.",
      cause,
    );
  });

const tooLarge = (name: string, why: string) =>
  failure("report-too-large", `the file ${name} ${why}`, "Save a report of fewer sizes.");

let made = 0;
const freshId = (): string => `file-${++made}`;

/** Keeps the run in this browser among the loaded reports, so that the next one can be compared with it. */
export function keepRun(): void {
  const { report } = currentRun.value;
  if (!report) return;
  const time = report.date.slice(11, 19);
  loaded.value = [
    ...loaded.value,
    { id: freshId(), name: `this browser, ${time}`, report, article: undefined },
  ];
}

export function forgetReport(id: string): void {
  loaded.value = loaded.value.filter((one) => one.id !== id);
}
