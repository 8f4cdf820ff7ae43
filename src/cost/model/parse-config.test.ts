import { expect, it } from "vitest";
import { parseConfig } from "./parse-config.js";

it("reads the numbers that Python's json writes and JSON does not have", () => {
  const text = '{"time_step_limit": [0.0, Infinity], "low": -Infinity, "scale": NaN, "vocab_size": 8}';
  expect(parseConfig(text, "config.json")).toEqual({
    time_step_limit: [0, Number.POSITIVE_INFINITY],
    low: Number.NEGATIVE_INFINITY,
    scale: Number.NaN,
    vocab_size: 8,
  });
});

it("leaves the same words inside quotes as they are", () => {
  const text = String.raw`{"note": "NaN, -Infinity and \" Infinity", "Infinity": "\\", "next": NaN}`;
  expect(parseConfig(text, "config.json")).toEqual({
    note: 'NaN, -Infinity and " Infinity',
    Infinity: "\\",
    next: Number.NaN,
  });
});

it("says which file is not JSON", () => {
  for (const text of ["{", '{"a": Infinite}', '{"a": "NaN}', "{'a': 1}", "{a: NaN}"])
    expect(() => parseConfig(text, "x.json")).toThrow("x.json is not valid JSON");
});

it("reads texts of megabytes beside such a number", () => {
  const note = 'a "long" note '.repeat(1_000_000);
  const text = `{"note": ${JSON.stringify(note)}, "limit": Infinity}`;
  expect(parseConfig(text, "big.json")).toEqual({ note, limit: Number.POSITIVE_INFINITY });
});
