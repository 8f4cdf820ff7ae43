import { describe, expect, it } from "vitest";
import { parameterCounts, readModel } from "../../../src/cost/index.js";
import { type MeasuredShape, measuredShapes } from "./shapes.js";

describe("parameters of the measured shapes, counted by PyTorch", () => {
  it.each(Object.entries<MeasuredShape>(measuredShapes))("%s", (name, { config, parameters }) => {
    expect(parameterCounts(readModel(config, name)).total).toBe(parameters);
  });
});
