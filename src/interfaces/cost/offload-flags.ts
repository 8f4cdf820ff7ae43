import {
  type Accelerator,
  type CostRow,
  deskDisk,
  deskMemory,
  type Engine,
  type ModelSpec,
  type OffloadedBytes,
  type PriceOptions,
} from "../../cost/index.js";
import { usageError } from "../../shared/errors.js";
import { formatBytes, formatInteger, parsePositive } from "../../shared/units.js";
import { type Flag, type FlagValues, flagText } from "../cli/command.js";
import type { Listener } from "./inputs.js";

type OffloadTo = NonNullable<PriceOptions["offloadTo"]>;

/** Flags of what leaves the accelerators where they are too small. */
export const offloadFlags: readonly Flag[] = [
  {
    flags: "--offload <where>",
    description: "what does not fit goes to the memory of the host (cpu) or its disk",
    choices: ["cpu", "disk"],
  },
  {
    flags: "--offload-unit <what>",
    description: "what goes there (default: the experts of a mixture, else layers)",
    choices: ["layers", "experts"],
  },
  {
    flags: "--host-bandwidth <GB/s>",
    description:
      "rate at which the host reads it (default: 89.6, two channels of DDR5-5600; disk 7.88); copies to the accelerators are bound by PCIe too, 31.5",
  },
];

/** Where what does not fit goes. @throws FoveaError `no-host-memory`, `no-experts`, `offload-without-place`. */
export function offloadOf(
  flags: FlagValues,
  spec: ModelSpec,
  accelerator: Accelerator,
): OffloadTo | undefined {
  const where = flagText(flags, "offload");
  const what = flagText(flags, "offloadUnit");
  const bandwidth = flagText(flags, "hostBandwidth");
  if (where === undefined) {
    if (what === undefined && bandwidth === undefined) return undefined;
    throw usageError(
      "offload-without-place",
      `--${what === undefined ? "host-bandwidth" : "offload-unit"} needs --offload`,
      "Write --offload cpu.",
    );
  }
  if (where === "cpu" && /^(apple|cpu)/.test(accelerator.architecture ?? ""))
    throw usageError(
      "no-host-memory",
      `${accelerator.name} shares its memory with the processor`,
      "Write --offload disk.",
    );
  const mixture = spec.layers.some(({ feedForward }) => feedForward.routing !== undefined);
  if (what === "experts" && !mixture)
    throw usageError("no-experts", `${spec.name} has no experts`, "Write --offload-unit layers.");
  const host = where === "disk" ? deskDisk : deskMemory;
  const rate = bandwidth === undefined ? undefined : 1e9 * parsePositive(bandwidth, "--host-bandwidth", "80");
  return {
    unit: what === "layers" || !mixture ? "layers" : "experts",
    host:
      rate === undefined
        ? host
        : {
            ...host,
            readBytesPerSecond: rate,
            copyBytesPerSecond: Math.min(rate, host.where === "disk" ? rate : host.copyBytesPerSecond),
          },
  };
}

const placeOf = (where: OffloadedBytes["to"]): string =>
  where === "cpu" ? "in the host's memory" : "on disk";

const gigabytes = (bytesPerSecond: number): string => `${formatInteger(bytesPerSecond / 1e9, 1)} GB/s`;

/**
 * `experts that do not fit in the host's memory, copied at 31.5 GB/s (PCIe)`, for the assumptions: the link that
 * bounds, which an engine that computes few tokens on the host meets in long passes alone.
 */
export function describeOffload({ unit, host }: OffloadTo, { hostTokens = 0 }: Engine): string {
  const what = `${unit} that do not fit ${placeOf(host.where)}`;
  const { readBytesPerSecond: read, copyBytesPerSecond: copy } = host;
  if (host.where === "disk") return `${what}, read at ${gigabytes(copy)} (the disk)`;
  const copied = `copied at ${gigabytes(copy)} (${copy < read ? "PCIe" : "the host's memory"})`;
  return hostTokens === 0
    ? `${what}, ${copied}`
    : `${what}, read there at ${gigabytes(read)} (the host's memory) by passes of fewer than ${formatInteger(hostTokens)} tokens, ${copied} by others`;
}

/** One line on stderr for each row of which a part is with the host. */
export function tellOffload(rows: readonly CostRow[], { err }: Listener): void {
  for (const { context, offload } of rows) {
    if (offload === null) continue;
    const { to, unit, layers, of, weights, kvCache } = offload;
    const cache = kvCache > 0 ? ` with ${formatBytes(kvCache)} of cache` : "";
    err(
      `fovea: at ${formatInteger(context)} tokens ${unit === "layers" ? "" : "the experts of "}${layers} of ${of} layers, ${formatBytes(weights)}${cache}, are ${placeOf(to)}.\n`,
    );
  }
}
