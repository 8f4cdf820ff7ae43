import { describe, expect, it } from "vitest";
import { findHardware } from "./catalogue/find.js";
import { acceleratorsOf, describePlan, planOf } from "./parallel-plan.js";

const h100 = findHardware("h100-sxm");

describe("the plan of a request", () => {
  it("is tensor parallel over all accelerators unless more is said", () => {
    expect(planOf({ accelerators: 16 }, h100)).toMatchObject({ tensor: 16, pipeline: 1, context: 1 });
  });

  it("makes stages of what a stated tensor division leaves, and the reverse", () => {
    expect(planOf({ accelerators: 16, tensor: 8 }, h100)).toMatchObject({ tensor: 8, pipeline: 2 });
    expect(planOf({ accelerators: 16, pipeline: 4 }, h100)).toMatchObject({ tensor: 4, pipeline: 4 });
    expect(acceleratorsOf(planOf({ tensor: 8, pipeline: 3 }, h100))).toBe(24);
  });

  it("divides the sequence within a node, and among nodes when there are several", () => {
    expect(planOf({ accelerators: 8, parallel: "context" }, h100)).toMatchObject({ tensor: 1, context: 8 });
    expect(planOf({ accelerators: 16, parallel: "context" }, h100)).toMatchObject({ tensor: 8, context: 2 });
    expect(planOf({ accelerators: 12, parallel: "context" }, h100)).toMatchObject({ tensor: 6, context: 2 });
  });

  it("refuses divisions that do not multiply to the accelerators", () => {
    expect(() => planOf({ accelerators: 12, tensor: 8 }, h100)).toThrow(
      "12 accelerators do not divide by --tp 8",
    );
    expect(() => planOf({ accelerators: 16, tensor: 4, pipeline: 2 }, h100)).toThrow("--tp 4 --pp 2");
    expect(() => planOf({ tensor: 8, expert: 3 }, h100)).toThrow("3 of 8");
  });

  it("is said in words", () => {
    expect(describePlan(planOf({ tensor: 8, pipeline: 2, expert: 8, dataAttention: true }, h100))).toBe(
      "tensor 8 × pipeline 2 parallel, experts over 8, attention by requests",
    );
    expect(describePlan(planOf({ accelerators: 1 }, h100))).toBe("");
  });
});
