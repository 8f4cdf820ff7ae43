import type { Kernel } from "../kernel.js";
import { copy } from "./copy/kernel.js";
import { flash } from "./flash/kernel.js";
import { naive } from "./naive/kernel.js";
import { recurrence } from "./recurrence/kernel.js";

/** Every kernel, in the order tables show them. */
export const kernels: readonly Kernel[] = [naive, flash, recurrence, copy];
