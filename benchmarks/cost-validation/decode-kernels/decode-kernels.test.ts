import { expect, test } from "vitest";
import { findHardware } from "../../../src/cost/index.js";
import { allReduceRows, expertRows, groupedQueryRows, latentRows, productRows } from "./index.js";

test("no kernel reads faster than the memory of its accelerator", () => {
  const faster = [...productRows, ...expertRows, ...groupedQueryRows, ...latentRows].filter(
    ({ hardware, terabytesPerSecond = 0 }) =>
      terabytesPerSecond * 1e12 > findHardware(hardware).memoryBytesPerSecond,
  );
  expect(faster).toEqual([]);
});

test("large messages take longer than small ones, and no faster than the links allow", () => {
  for (const { hardware, points } of allReduceRows) {
    expect(points).toHaveLength(8);
    const [first] = points;
    const [bytes, microseconds] = points.at(-1)!;
    expect(microseconds).toBeGreaterThan(first![1]);
    // However the sum is formed, each accelerator's share of the message has to leave it and the sum to come in.
    const link = findHardware(hardware).interconnectBytesPerSecond!;
    expect(bytes / (microseconds / 1e6)).toBeLessThan(link);
  }
});
