import { type Accelerator, networkBytesPerSecond, nodeSize } from "../accelerator.js";
import type { Shares } from "./shares.js";

/** Fixed seconds of a ring all-reduce within a node, more than of a small one. */
const RING_SECONDS = 15e-6;
/** Small messages go in one or two shots, which move about this many times the ring's bytes. */
const SHOT_FACTOR = 3;
/** Fixed seconds of one hop between nodes: fitted to DeepSeek-R1 on two nodes of eight H100. */
const HOP_SECONDS = 60e-6;
/** Without links of their own, accelerators of a node share the host's PCIe lanes: measured on L40S. */
const PCIE_BYTES_PER_SECOND = 65e9;

/** Bytes per second of the link that two accelerators of a group use, one direction. */
function linkRate(accelerator: Accelerator, linkShare: number, group: number): number {
  const rate = accelerator.interconnectBytesPerSecond ?? 25e9;
  return rate > PCIE_BYTES_PER_SECOND || group <= 2 ? rate * linkShare : (rate * linkShare) / (group / 2);
}

/**
 * Seconds of an all-reduce of `bytes` on each of `group` accelerators. Within a node the lesser of a one-shot
 * exchange and a ring of 2(N − 1)/N of the bytes (arXiv:1909.08053 §3). Between nodes each accelerator
 * exchanges its node's part of the sum over the network.
 */
export function allReduceSeconds(
  accelerator: Accelerator,
  { linkShare, reduceSeconds }: Shares,
  group: number,
  bytes: number,
): number {
  if (group <= 1) return 0;
  const within = Math.min(group, nodeSize(accelerator));
  const nodes = Math.ceil(group / nodeSize(accelerator));
  let seconds = 0;
  if (within > 1) {
    const volume = (2 * bytes * (within - 1)) / within;
    const link = linkRate(accelerator, linkShare, within);
    seconds += Math.min(
      reduceSeconds + (SHOT_FACTOR * volume * linkShare) / link,
      reduceSeconds + RING_SECONDS + volume / link,
    );
  }
  if (nodes > 1) {
    const volume = (2 * (bytes / within) * (nodes - 1)) / nodes;
    seconds +=
      Math.ceil(Math.log2(nodes)) * HOP_SECONDS + volume / (networkBytesPerSecond(accelerator) * linkShare);
  }
  return seconds;
}

/** Seconds to pass `bytes` from each accelerator to a neighbour; between nodes when `group` exceeds one. */
export function sendSeconds(
  accelerator: Accelerator,
  { linkShare, reduceSeconds }: Shares,
  group: number,
  bytes: number,
): number {
  const between = group > nodeSize(accelerator);
  const rate = between ? networkBytesPerSecond(accelerator) * linkShare : linkRate(accelerator, linkShare, 2);
  return (between ? HOP_SECONDS : reduceSeconds) + bytes / rate;
}
