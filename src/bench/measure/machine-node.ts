import { availableParallelism, cpus, freemem, release, totalmem, type } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** Idle and total milliseconds of all cores since boot. */
const cpuTimes = () =>
  cpus().reduce(
    (sum, { times }) => ({
      idle: sum.idle + times.idle,
      all: sum.all + times.idle + times.user + times.sys + times.nice + times.irq,
    }),
    { idle: 0, all: 0 },
  );

/** Reads processor, memory and system, and measures for a quarter of a second how busy the machine is. */
export async function describeNode() {
  const before = cpuTimes();
  const own = process.cpuUsage();
  await sleep(250);
  const { user, system } = process.cpuUsage(own);
  const after = cpuTimes();
  const passed = after.all - before.all;
  // Subtract this process's own time: it still compiles code while it starts.
  const busy = passed - (after.idle - before.idle) - (user + system) / 1000;
  // process.availableMemory counts reclaimable pages and container limits; Node 20.13 and later.
  const available = "availableMemory" in process ? process.availableMemory() : freemem();
  return {
    cpu: cpus()[0]?.model.trim() || "unknown",
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    availableBytes: available > 0 ? available : freemem(),
    system: `${type()} ${release()} ${process.arch}`,
    runtime: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    busyShare: passed > 0 ? Math.max(0, busy / passed) : null,
  };
}
