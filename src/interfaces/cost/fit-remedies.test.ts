import { expect, it } from "vitest";
import { runHere } from "../../../test/support/terminal.js";
import { fitRemedies } from "./fit-remedies.js";

const held = { weights: 60, kvCache: 30, reserve: 8, capacity: 80 };

it("a cache that is too large shrinks with context, users, format and reserve", () => {
  expect(fitRemedies([held], { fewer: "lower --concurrency" })).toBe(
    "raise --gpus, lower --dtype or --kv-dtype, shorten --context, lower --concurrency, or lower --reserve",
  );
  expect(fitRemedies([{ ...held, reserve: 0 }])).toBe(
    "raise --gpus, lower --dtype or --kv-dtype, or shorten --context",
  );
});

it("weights that are too large do not shrink with users or context", () => {
  expect(fitRemedies([{ ...held, weights: 140 }], { fewer: "lower --concurrency" })).toBe(
    "the weights alone are too large: raise --gpus, lower --dtype, or give --offload cpu",
  );
  expect(fitRemedies([{ ...held, weights: 75 }])).toBe(
    "the weights and the reserve are too large: raise --gpus, lower --dtype, give --offload cpu, or lower --reserve",
  );
});

it("the CLI names what made the load too large", async () => {
  const run = async (line: string) =>
    (await runHere(["cost", ...line.split(" ")], { cwd: "/", answer: () => "" })).err;
  expect(await run("--model llama-3.1-8b --context 8k --reserve 0.99")).toContain("lower --reserve");
  expect(await run("--model llama-3.1-8b --gpus 1 --context 1M")).toContain("shorten --context");
  expect(
    await run("compare --model llama-3.1-8b --gpus 1 --hardware rtx-4090 --context 8k --concurrency 64"),
  ).toContain("lower --concurrency");
  expect(await run("--model llama-3.1-70b --gpus 1 --context 1k --frontier --output 100")).toContain(
    "weights alone are too large",
  );
});
