import { amd } from "./hardware/amd.js";
import { apple } from "./hardware/apple.js";
import { cpus } from "./hardware/cpu.js";
import { nvidiaData } from "./hardware/nvidia-data.js";
import { nvidiaGeforce } from "./hardware/nvidia-geforce.js";
import { nvidiaRtx } from "./hardware/nvidia-rtx.js";
import { others } from "./hardware/others.js";
import type { HardwareEntry } from "./hardware-entry.js";

/** Every accelerator. NEW ACCELERATOR: one row, with its source, in its vendor's file. */
export const hardware: readonly HardwareEntry[] = [
  ...nvidiaData,
  ...nvidiaGeforce,
  ...nvidiaRtx,
  ...amd,
  ...apple,
  ...others,
  ...cpus,
];
