import type { Accelerator } from "../accelerator.js";

/** A price in dollars, with where and when it was listed. */
export interface DatedPrice {
  readonly value: number;
  readonly source: string;
  /** ISO date on which it was listed. */
  readonly date: string;
}

/**
 * One accelerator, with the figures of its vendor's data sheet. 1 GB = 10⁹ bytes. Peaks are dense: data
 * sheets often show the 2:4-sparse figure first, which is twice as high and which no dense model reaches.
 * Interconnect is to the other accelerators of the node, per accelerator, in one direction: half of the
 * "bidirectional" figure.
 */
export interface HardwareEntry extends Accelerator {
  /** Short names a user would type, lower case. */
  readonly aliases: readonly string[];
  readonly vendor: string;
  readonly dollarsPerHour?: DatedPrice;
  readonly source: string;
}
