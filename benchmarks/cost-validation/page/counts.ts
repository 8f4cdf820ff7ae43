import { countRows } from "../count-rows.js";
import { measuredTraining } from "../measured/index.js";
import { predictTraining, trainingTitle } from "../measured/predict-training.js";
import { milliseconds, signed, table } from "./table.js";

export const countTable = (): string =>
  table(
    ["figure", "published", "counted here", "difference", "note", "source"],
    countRows.map((row) => [
      row.what,
      `${row.published.toExponential(3)} ${row.unit}`,
      `${row.counted.toExponential(3)} ${row.unit}`,
      signed(row.counted / row.published - 1),
      row.note,
      row.source,
    ]),
  );

export const trainingTable = (): string =>
  table(
    ["step", "memory measured", "counted", "error", "time measured", "predicted", "error"],
    measuredTraining.map((row) => {
      const { memoryPerAccelerator, secondsPerStep } = predictTraining(row);
      const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`;
      return [
        trainingTitle(row),
        gigabytes(row.peakBytes),
        gigabytes(memoryPerAccelerator.peak),
        signed(memoryPerAccelerator.peak / row.peakBytes - 1),
        milliseconds(row.milliseconds / 1000),
        milliseconds(secondsPerStep),
        signed((1000 * secondsPerStep) / row.milliseconds - 1),
      ];
    }),
  );
