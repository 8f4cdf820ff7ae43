/**
 * Divides the units of a phase among threads: one counter of claimed units, one count of threads that are
 * done.
 */

export const EPOCH = 0;
export const NEXT = 1;
export const UNITS = 2;
export const PHASE = 3;
export const DONE = 4;
export const LEAVE = 5;
/** Address of the argument block of this phase. */
export const ARGUMENTS = 6;
export const CONTROL_BYTES = 64;

export type Phased = (phase: number, unit: number, args: number, thread: number) => void;

/** A kernel as the module exports it. */
export function phased({ exports }: WebAssembly.Instance, name: string): Phased {
  const run = exports[name];
  if (typeof run !== "function") throw new TypeError(`the module of kernels exports no ${name}`);
  return run as Phased;
}

/** Claims units until none is left. */
function work(control: Int32Array, run: Phased, phase: number, args: number, thread: number): void {
  const units = Atomics.load(control, UNITS);
  for (let unit = Atomics.add(control, NEXT, 1); unit < units; unit = Atomics.add(control, NEXT, 1))
    run(phase, unit, args, thread);
}

/** Rounds of busy waiting before a thread sleeps: about 50 µs, longer than the gap between two phases. */
export const SPINS = 20_000;

/**
 * The loop of a worker: waits for a phase, works on it, reports that it is done. Returns when LEAVE is set.
 */
export function serve(control: Int32Array, run: Phased, thread: number): void {
  let epoch = 0;
  while (true) {
    let now = Atomics.load(control, EPOCH);
    for (let spin = 0; now === epoch && spin < SPINS; spin++) now = Atomics.load(control, EPOCH);
    while (now === epoch) {
      Atomics.wait(control, EPOCH, epoch);
      now = Atomics.load(control, EPOCH);
    }
    epoch = now;
    if (Atomics.load(control, LEAVE)) return;
    work(control, run, Atomics.load(control, PHASE), Atomics.load(control, ARGUMENTS), thread);
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
  }
}

/** Waits until `others` threads are done with a phase. Spins first, then sleeps if `canSleep`. */
export function awaitDone(control: Int32Array, others: number, canSleep: boolean): void {
  for (let spin = 0; ; spin++) {
    const done = Atomics.load(control, DONE);
    if (done >= others) return;
    // On a busy machine the other thread may be waiting for a core, which spinning would occupy.
    if (canSleep && spin > SPINS) Atomics.wait(control, DONE, done, 10);
  }
}
