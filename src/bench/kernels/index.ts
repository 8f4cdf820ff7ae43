import type { Kernel } from "../kernel.js";
import { flash } from "./flash/kernel.js";
import { gru } from "./gru/kernel.js";
import { linear } from "./linear/kernel.js";
import { lstm } from "./lstm/kernel.js";
import { naive } from "./naive/kernel.js";
import { recurrence } from "./recurrence/kernel.js";
import { ssd } from "./ssd/kernel.js";
import { slidingWindow } from "./window/kernel.js";

/** Every kernel, in the order of tables. */
export const kernels: readonly Kernel[] = [naive, flash, slidingWindow, linear, ssd, gru, lstm, recurrence];
