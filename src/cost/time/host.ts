/** Where what leaves the accelerators goes, and how fast it is read there. Rates are of the machine, all links together. */
export interface Host {
  readonly where: "cpu" | "disk";
  /** Bytes per second at which the host's processor reads it, when that computes with it. */
  readonly readBytesPerSecond: number;
  /** Bytes per second at which it reaches an accelerator. */
  readonly copyBytesPerSecond: number;
}

/**
 * A common desk machine, at the rates of its standards: two channels of DDR5-5600 (2 × 8 bytes × 5.6 GT/s,
 * JESD79-5) and 16 lanes of PCIe 4.0 (16 × 16 GT/s × 128/130 / 8). Times are lower bounds: no machine reaches
 * the whole of it.
 */
export const deskMemory: Host = {
  where: "cpu",
  readBytesPerSecond: 89.6e9,
  copyBytesPerSecond: 31.5e9,
};

/** A solid-state drive on four lanes of PCIe 4.0, read in full whenever the weights are used. */
export const deskDisk: Host = { where: "disk", readBytesPerSecond: 7.88e9, copyBytesPerSecond: 7.88e9 };
