import { expect, it } from "vitest";
import { findModel } from "../catalogue/find.js";
import { specOf } from "../catalogue/model-spec.js";
import { ALL_LINEAR, adapterOf } from "./adapter.js";

const llama = specOf(findModel("llama-3.1-8b"));

it("a rank reaches the smaller side of its module and no further", () => {
  // v_proj of Llama 3.1 8B: 8 KV heads of 128 channels by 4,096.
  expect(adapterOf(llama, 1024, ["v_proj"]).rank).toBe(1024);
  expect(() => adapterOf(llama, 1025, ["v_proj"])).toThrow(
    "a rank of 1025 is above the smaller side of self_attn.v_proj, 1024",
  );
  expect(() => adapterOf(llama, 2048, ["q_proj", "v_proj"])).toThrow("self_attn.v_proj");
});

it("all-linear may take small modules whole, but not every one", () => {
  expect(adapterOf(llama, 2048, [ALL_LINEAR]).rank).toBe(2048);
  expect(() => adapterOf(llama, 100_000, [ALL_LINEAR])).toThrow("is above the smaller side of");
});
