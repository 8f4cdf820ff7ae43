import { expect, it } from "vitest";
import { matchingOptions, type Option, optionNamed } from "./options.js";

const options: Option[] = [
  { value: "meta-llama/Llama-3.1-8B", text: "Llama-3.1-8B", group: "meta-llama", detail: "8.0 B" },
  { value: "h100-sxm", text: "NVIDIA H100 SXM", group: "NVIDIA", alsoFoundBy: ["h100"] },
  { value: "m4-max", text: "Apple M4 Max", group: "Apple" },
];
const found = (text: string) => matchingOptions(options, text).map(({ value }) => value);

it("finds by parts of names, in any order, whatever separates them", () => {
  expect(found("8b llama")).toEqual(["meta-llama/Llama-3.1-8B"]);
  expect(found("H100 sxm")).toEqual(["h100-sxm"]);
  expect(found("m4_max")).toEqual(["m4-max"]);
  expect(found("mistral")).toEqual([]);
});

it("lists all without a text", () => {
  expect(found(" ")).toHaveLength(3);
});

it("knows an option by its other names", () => {
  expect(optionNamed(options, "H100")?.value).toBe("h100-sxm");
  expect(optionNamed(options, "h200")).toBeUndefined();
});
