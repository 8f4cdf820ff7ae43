import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { specOf } from "../catalogue/model-spec.js";
import { parseFormats } from "../format/parse-formats.js";
import { acceleratorsFor, planFor } from "./accelerators-for.js";

const needed = (model: string, hardware: string, dtype = "auto", request = {}) => {
  const spec = specOf(findModel(model));
  return acceleratorsFor(spec, findHardware(hardware), parseFormats(dtype, spec).weights, request);
};

describe("how many accelerators the weights need", () => {
  it("follows what each holds: 65.2 GB of gpt-oss-120b are 76 % of an H100's 85.5 GB", () => {
    expect(needed("gpt-oss-120b", "h100-sxm")).toBe(1);
    expect(needed("gpt-oss-120b", "h100-sxm", "bf16")).toBe(4);
    // 141 GB in bf16: 2 hold 70.6 each of 68.4, 4 do.
    expect(needed("llama-3.1-70b", "h100-sxm")).toBe(4);
  });

  it("is the stated divisions, whether or not the weights fit", () => {
    expect(needed("llama-3.1-70b", "h100-sxm", "bf16", { tensor: 2 })).toBe(2);
    expect(needed("llama-3.1-70b", "h100-sxm", "bf16", { tensor: 8, pipeline: 2 })).toBe(16);
  });

  it("is a multiple of the accelerators that divide experts", () => {
    expect(needed("gpt-oss-120b", "h100-sxm", "auto", { expert: 8 })).toBe(8);
  });

  it("divides no heads unevenly: 28 query heads over 4, and stages beyond", () => {
    // 15.2 GB in bf16 over 8 devices of 3.2 GB: 1.9 each.
    const small = { ...findHardware("h100-sxm"), memoryBytes: 3.2e9 };
    const spec = specOf(findModel("qwen2.5-7b"));
    expect(planFor(spec, small, parseFormats("bf16", spec).weights)).toMatchObject({
      tensor: 4,
      pipeline: 2,
    });
    expect(planFor(spec, small, parseFormats("bf16", spec).weights, { tensor: 8 })).toMatchObject({
      tensor: 8,
      pipeline: 1,
    });
  });
});
