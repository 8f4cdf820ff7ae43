import { amd } from "./hardware/amd.js";
import { nvidiaData } from "./hardware/nvidia-data.js";
import { nvidiaDesk } from "./hardware/nvidia-desk.js";
import { others } from "./hardware/others.js";
import type { HardwareEntry } from "./hardware-entry.js";

/** Every accelerator. NEW ACCELERATOR: one row, with its source, in its vendor's file. */
export const hardware: readonly HardwareEntry[] = [...nvidiaData, ...nvidiaDesk, ...amd, ...others];
