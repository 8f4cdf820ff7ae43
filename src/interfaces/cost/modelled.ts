import { measuredFactor } from "../../cost/index.js";
import {
  formatDollars,
  formatInteger,
  formatSeconds,
  formatSecondsRange,
  twoDigits,
} from "../../shared/units.js";

/** Whether a figure is a range: it may be further off than where it was measured. */
export const isWide = (factor: number): boolean => factor > measuredFactor;

/** Cells of figures that may be off by a factor: a range where that is more than what was measured. */
export interface ModelledCells {
  readonly seconds: (seconds: number) => string;
  /** Per second, or any other figure that a time divides. */
  readonly rate: (rate: number) => string;
  readonly dollars: (dollars: number) => string;
}

/** Cells of times that lie between time / factor and time × factor. */
export function modelledCells(factor: number): ModelledCells {
  if (!isWide(factor))
    return {
      seconds: formatSeconds,
      rate: (rate) => (rate < 10 ? twoDigits(rate) : formatInteger(rate, rate < 100 ? 1 : 0)),
      dollars: formatDollars,
    };
  return {
    seconds: (seconds) =>
      seconds === 0 ? formatSeconds(0) : formatSecondsRange(seconds / factor, seconds * factor),
    rate: (rate) => `${twoDigits(rate / factor)}–${twoDigits(rate * factor)}`,
    dollars: (dollars) =>
      dollars === 0 ? formatDollars(0) : `$${twoDigits(dollars / factor)}–${twoDigits(dollars * factor)}`,
  };
}
