import { describe, expect, it } from "vitest";
import { parseCount } from "../../../../../shared/units.js";
import {
  commandOf,
  flagsOf,
  gridFrom,
  modelParameter,
  modelsOf,
  pageFlags,
  SLIDER_STEPS,
  stepOf,
  tokensAt,
  tokensText,
} from "./flags.js";

describe("the flags of the address", () => {
  it("are those that the command line would have read, with its defaults", () => {
    const flags = flagsOf({ "kv-dtype": "fp8", full: "", gpus: "8" }, "llama-3.1-8b", "8k");
    expect(flags).toMatchObject({
      model: "llama-3.1-8b",
      context: "8k",
      kvDtype: "fp8",
      full: true,
      gpus: "8",
    });
    for (const { name, defaultValue } of pageFlags.values())
      if (defaultValue !== undefined && name.long !== "model") expect(flags[name.key]).toBe(defaultValue);
    expect("kv-dtype" in flags || "causal" in flags).toBe(false);
  });

  it("may have one of the choices of a flag only", () => {
    expect(() => flagsOf({ latent: "lazy" }, "m", "8k")).toThrow("--latent must be one of absorbed, naive");
  });

  it("become a command that a shell reads, defaults left out", () => {
    expect(commandOf({ full: "", dtype: "auto", gpus: "2" }, "./my model.json", "128k")).toBe(
      "fovea cost --model './my model.json' --context 128k --gpus 2 --full",
    );
    expect(commandOf({ price: "a'; rm -rf ~" }, "x", "1k")).toBe(
      "fovea cost --model x --context 1k --price 'a'\\''; rm -rf ~'",
    );
    expect(commandOf({ price: "--json" }, "x", "1k")).toContain("'--json'");
  });
});

describe("the models of the address", () => {
  it("are one at least, and the default is not written", () => {
    expect(modelsOf({ model: " a ,, b" })).toEqual(["a", "b"]);
    expect(modelParameter(modelsOf({}))).toBeUndefined();
    expect(modelParameter(["a", "b"])).toBe("a,b");
  });
});

describe("the slider", () => {
  it("goes from a thousand to ten million tokens, and finds its own values again", () => {
    expect(tokensAt(0)).toBe(1000);
    expect(tokensAt(SLIDER_STEPS)).toBe(10_000_000);
    for (let step = 0; step <= SLIDER_STEPS; step++) {
      const tokens = tokensAt(step);
      expect(parseCount(tokensText(tokens), "--context")).toBe(tokens);
      expect(tokensAt(stepOf(tokens))).toBe(tokens);
    }
  });
});

it("draws curves from contexts that a cached prefix leaves something of", () => {
  expect(gridFrom(1)).toHaveLength(13);
  expect(gridFrom(60_000)[0]).toBe(100_000);
  expect(gridFrom(2e7)).toEqual([2e7]);
});
