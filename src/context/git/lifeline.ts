import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { platform } from "node:process";
import type { Writable } from "node:stream";

/** A program that ends with this process, however that ends. */
export interface Tethered {
  readonly child: ChildProcessWithoutNullStreams;
  /** Ends it and all that it started, at once. */
  kill(): void;
}

export interface TetherOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Removed where this process ends before it could do so. */
  readonly folder: string;
}

const SHELL = "/bin/sh";

/**
 * Descriptor 3 is a pipe of which this process holds the other end: when that closes, by `kill -9` too, the watcher ends
 * the whole group. 4 and 5 keep the streams of the program, so that the shell's own words do not get among them. A shell
 * costs 1.2 ms a call; a watcher that outlives the program (`exec` in the shell) 0.2 ms less, and in a container
 * whose first process reaps no strangers each would stay as a zombie.
 */
const SCRIPT = `exec 4<&0 5>&2 2>/dev/null
"$@" <&4 2>&5 3<&- 4<&- 5>&- &
program=$!
{ read -r word <&3
  kill -s KILL $program
  rm -rf -- "$FOVEA_VIEW"
  kill -s KILL -- -$$
} </dev/null >/dev/null 4<&- 5>&- &
watcher=$!
exec 3<&- 4<&- 5>&- </dev/null
wait $program
status=$?
kill -s KILL $watcher
exit $status`;

let hasShell: boolean | undefined;

/** Starts a program, by its absolute path, in a process group of its own that ends with us. */
export function startTethered(program: string, args: readonly string[], options: TetherOptions): Tethered {
  const { cwd, env, folder } = options;
  hasShell ??= platform !== "win32" && isExecutable(SHELL);
  if (!hasShell) {
    // Windows ends a process with the one that started it by itself: Node puts both in one job.
    const child = spawn(program, [...args], { cwd, env: { ...env }, windowsHide: true });
    return { child, kill: () => void child.kill("SIGKILL") };
  }
  const child = spawn(SHELL, ["-c", SCRIPT, "sh", program, ...args], {
    cwd,
    env: { ...env, FOVEA_VIEW: folder },
    detached: true,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  }) as unknown as ChildProcessWithoutNullStreams;
  // Absent where the shell could not be started.
  const lifeline = child.stdio[3] as (Writable & { unref?(): void }) | undefined;
  // It must not keep this process alive.
  lifeline?.unref?.();
  lifeline?.on("error", () => {});
  child.once("exit", () => lifeline?.destroy());
  return { child, kill: () => killGroup(child) };
}

function killGroup(child: ChildProcessWithoutNullStreams): void {
  // Once it has ended its number may be another's.
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
