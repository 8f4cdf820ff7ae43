import type { Terminal } from "./command.js";

export interface Progress {
  /** @param note what is done right now; shown after the bar. */
  update(done: number, total: number, note?: string): void;
  stop(): void;
}

/**
 * A progress bar on stderr; silent when stderr is not a terminal. The library is loaded on the first update. A process of
 * Fovea that started this one gets the progress instead.
 */
export function progressBar(terminal: Terminal, label: string, unit: string): Progress {
  const { onProgress } = terminal;
  if (onProgress) return { update: (done, total) => onProgress({ done, total }), stop: () => {} };
  if (!terminal.progress) return { update: () => {}, stop: () => {} };
  let bar: { update(value: number, payload: { note: string }): void; stop(): void } | undefined;
  let started = false;
  let stopped = false;
  const start = async (total: number): Promise<void> => {
    const { SingleBar } = (await import("cli-progress")).default;
    if (stopped) return;
    const single = new SingleBar({
      format: `${label} {bar} {value}/{total} ${unit}, {eta_formatted} left{note}`,
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    });
    single.start(total, 0, { note: "" });
    bar = single;
  };
  return {
    update: (done, total, note) => {
      if (!started && total > 0) {
        started = true;
        void start(total);
      }
      bar?.update(done, { note: note ? `  ${note}` : "" });
    },
    stop: () => {
      stopped = true;
      bar?.stop();
    },
  };
}
