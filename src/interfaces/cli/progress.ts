import type { Terminal } from "./command.js";

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

/** A bar on stderr when that is a terminal, silence otherwise. The library is loaded when there is work to show. */
export function progressBar(terminal: Terminal, label: string, unit: string): Progress {
  if (!terminal.progress) return { update: () => {}, stop: () => {} };
  let bar: { update(value: number): void; stop(): void } | undefined;
  let started = false;
  let stopped = false;
  const start = async (total: number): Promise<void> => {
    const { SingleBar } = (await import("cli-progress")).default;
    if (stopped) return;
    const single = new SingleBar({
      format: `${label} {bar} {value}/{total} ${unit}, {eta_formatted} left`,
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    });
    single.start(total, 0);
    bar = single;
  };
  return {
    update: (done, total) => {
      if (!started && total > 0) {
        started = true;
        void start(total);
      }
      bar?.update(done);
    },
    stop: () => {
      stopped = true;
      bar?.stop();
    },
  };
}
