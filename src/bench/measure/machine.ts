import { runsInNode } from "../backends/wasm/host.js";

/** The machine on which a report was measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number | null;
  /** Bytes that can still be allocated; null when the run time does not report it. */
  readonly availableBytes: number | null;
  readonly system: string;
  readonly runtime: string;
  /** Share of all cores that other processes used just before the run; null when unknown. */
  readonly busyShare: number | null;
}

/** Describes the machine. The Node part is imported only in Node. */
export async function describeMachine(): Promise<Machine> {
  if (runsInNode()) return (await import("./machine-node.js")).describeNode();
  const memory = (navigator as Navigator & { deviceMemory?: number }).deviceMemory;
  return {
    cpu: "unknown processor (browsers do not report it)",
    cores: navigator.hardwareConcurrency,
    memoryBytes: memory ? memory * 2 ** 30 : null,
    availableBytes: null,
    system: navigator.platform,
    runtime: navigator.userAgent,
    busyShare: null,
  };
}
