import { expect, it } from "vitest";
import { sentence } from "./sentence.js";

it("begins a sentence with a capital, and leaves names as they are", () => {
  expect(sentence("the server does not answer")).toBe("The server does not answer");
  expect(sentence("no: it is empty")).toBe("No: it is empty");
  for (const name of [
    "meta-llama/Meta-Llama-3.1-70B declares 131,072 tokens",
    "src/main.ts is ignored",
    "gpt-5.4 has no price",
    "--gpus must be a count",
    "",
  ])
    expect(sentence(name)).toBe(name);
});
