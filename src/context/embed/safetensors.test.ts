import { expect, it } from "vitest";
import { safetensors } from "../../../test/support/model-folder.js";
import { Safetensors } from "./safetensors.js";

const values = [1, -2, 0.5, 0];
const tensors = {
  doubles: { dtype: "F64", shape: [2, 2], data: Float64Array.from(values) },
  floats: { dtype: "F32", shape: [4], data: Float32Array.from(values) },
  // 1, -2, 0.5 and 0, then the smallest number above 0 and infinity.
  halves: { dtype: "F16", shape: [6], data: Uint16Array.of(0x3c00, 0xc000, 0x3800, 0, 1, 0x7c00) },
  brainHalves: { dtype: "BF16", shape: [4], data: Uint16Array.of(0x3f80, 0xc000, 0x3f00, 0) },
  bytes: { dtype: "I8", shape: [3], data: Int8Array.of(127, -128, 3) },
  rows: { dtype: "I32", shape: [2], data: Int32Array.of(70_000, -1) },
  longs: { dtype: "I64", shape: [1], data: BigInt64Array.of(5n) },
  flags: { dtype: "BOOL", shape: [1], data: Uint8Array.of(1) },
};

it("reads every supported number type, and returns undefined for an unknown name", () => {
  const file = new Safetensors("model.safetensors", safetensors(tensors));
  expect(file.get("doubles")).toEqual({ shape: [2, 2], data: Float32Array.from(values) });
  expect(file.get("floats")?.data).toEqual(Float32Array.from(values));
  expect([...file.get("halves")!.data]).toEqual([...values, 2 ** -24, Number.POSITIVE_INFINITY]);
  expect(file.get("brainHalves")?.data).toEqual(Float32Array.from(values));
  expect([...file.get("bytes")!.data]).toEqual([127, -128, 3]);
  expect([...file.get("rows")!.data]).toEqual([70_000, -1]);
  expect([...file.get("longs")!.data]).toEqual([5]);
  expect(file.get("other")).toBe(undefined);
});

it("reports which file is damaged and how", () => {
  const whole = safetensors(tensors);
  const opened = (bytes: Uint8Array, name: string) => () => new Safetensors("m.safetensors", bytes).get(name);
  expect(opened(Buffer.from("no model"), "floats")).toThrow("m.safetensors has no safetensors header");
  expect(opened(Buffer.alloc(0), "floats")).toThrow("m.safetensors has no safetensors header");
  expect(opened(whole.subarray(0, whole.length - 60), "longs")).toThrow("is cut short");
  expect(opened(whole, "flags")).toThrow("holds BOOL, which is not supported");
  const wrong = safetensors({ floats: { dtype: "F32", shape: [5], data: Float32Array.from(values) } });
  expect(opened(wrong, "floats")).toThrow("holds a tensor floats that does not fit its shape");
});
