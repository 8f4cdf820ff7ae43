import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "./catalogue/find.js";
import { specOf } from "./catalogue/model-spec.js";
import { type PlanRequest, planOf } from "./parallel-plan.js";
import { checkPlan, dividesHeads, unusualPlan } from "./plan-check.js";

const h100 = findHardware("h100-sxm");
const model = (name: string) => specOf(findModel(name));
const check = (name: string, request: PlanRequest) => () => checkPlan(model(name), planOf(request, h100));
const unusual = (name: string, request: PlanRequest) => unusualPlan(model(name), planOf(request, h100));

describe("plans that no engine can run", () => {
  it("are more stages than layers", () => {
    expect(check("llama-3.1-70b", { pipeline: 81 })).toThrow(
      "has 80 layers, which cannot be 81 pipeline stages",
    );
    expect(check("llama-3.1-70b", { pipeline: 80 })).not.toThrow();
  });

  it("are experts that the model does not have", () => {
    expect(check("llama-3.1-8b", { tensor: 4, expert: 4 })).toThrow("has no experts to divide among 4");
    expect(check("mixtral-8x7b", { tensor: 16, expert: 16 })).toThrow("has 8 experts");
    expect(check("mixtral-8x7b", { tensor: 8, expert: 8 })).not.toThrow();
  });

  it("are contexts that are divided among none, or against requests", () => {
    expect(() => planOf({ tensor: 4, expert: 2, parallel: "context" }, h100)).toThrow(
      "--tp and --pp take all 4 accelerators",
    );
    expect(() => planOf({ accelerators: 8, dataAttention: true, parallel: "context" }, h100)).toThrow(
      "--dp-attention divides the cache by requests",
    );
    expect(planOf({ accelerators: 16, tensor: 8, parallel: "context" }, h100)).toMatchObject({ context: 2 });
  });
});

describe("plans that engines refuse", () => {
  it("divide heads unevenly", () => {
    // 28 query and 4 KV heads.
    expect(unusual("qwen2.5-7b", { tensor: 8 })).toContain("has 28 query heads, which 8 accelerators");
    expect(unusual("qwen2.5-7b", { tensor: 4 })).toBeUndefined();
    expect(unusual("llama-3.1-70b", { tensor: 3 })).toContain("64 query heads");
    // 40 query and 10 KV heads: 4 divides the first, and neither divides nor is divided by the second.
    expect(unusual("phi-3-medium-128k", { tensor: 4 })).toContain("10 KV heads");
    // 8 KV heads on 16 accelerators: two copies of each.
    expect(unusual("llama-3.1-70b", { tensor: 16 })).toBeUndefined();
  });

  it("never divide the heads of attention by requests, or of one latent", () => {
    expect(unusual("qwen2.5-7b", { tensor: 8, dataAttention: true })).toBeUndefined();
    expect(dividesHeads(model("deepseek-v3"), 128)).toBe(true);
    expect(dividesHeads(model("deepseek-v3"), 256)).toBe(false);
  });

  it("divide the heads of a recurrent state unevenly", () => {
    // mamba2-2.7b: 80 heads of 64.
    expect(unusual("mamba2-2.7b", { tensor: 3 })).toContain("80 heads of a recurrent state");
    expect(unusual("mamba2-2.7b", { tensor: 8 })).toBeUndefined();
  });
});
