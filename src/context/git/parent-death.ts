import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { platform } from "node:process";
import type { Writable } from "node:stream";

/** A child process that is killed when this process ends, however it ends. */
export interface ParentBoundProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Kills the child and every process that it started (SIGKILL). */
  kill(): void;
}

export interface ParentBoundOptions {
  readonly cwd: string;
  /** The complete environment of the child; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder that is deleted if this process dies before it can delete it; "" for none. */
  readonly folder: string;
}

const SHELL = "/bin/sh";

/**
 * Descriptor 3 is a parent-death pipe: this process holds the other end. When it closes, also by `kill -9`,
 * the watcher kills the whole process group. Descriptors 4 and 5 keep the program's streams, so that messages
 * of the shell do not mix with them. A shell costs 1.2 ms a call. A watcher that outlives the program (`exec`
 * in the shell) would cost 0.2 ms less, but would stay as a zombie in a container whose init does not reap
 * orphans.
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

/**
 * Starts a program, given by its absolute path, in its own process group, which is killed when this process
 * ends.
 */
export function startParentBound(
  program: string,
  args: readonly string[],
  options: ParentBoundOptions,
): ParentBoundProcess {
  const { cwd, env, folder } = options;
  hasShell ??= platform !== "win32" && isExecutable(SHELL);
  if (!hasShell) {
    // Windows does this by itself: Node puts both processes in one job object.
    const child = spawn(program, [...args], { cwd, env: { ...env }, windowsHide: true });
    return { child, kill: () => void child.kill("SIGKILL") };
  }
  const child = spawn(SHELL, ["-c", SCRIPT, "sh", program, ...args], {
    cwd,
    env: { ...env, FOVEA_VIEW: folder },
    detached: true,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  }) as ChildProcessWithoutNullStreams;
  // Undefined when the shell could not be started.
  const parentDeathPipe = child.stdio[3] as (Writable & { unref?(): void }) | undefined;
  // The pipe must not keep this process alive.
  parentDeathPipe?.unref?.();
  parentDeathPipe?.on("error", () => {});
  child.once("exit", () => parentDeathPipe?.destroy());
  return { child, kill: () => killGroup(child) };
}

function killGroup(child: ChildProcessWithoutNullStreams): void {
  // After the child has exited, its process id may belong to another process.
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
