import { expect, it } from "vitest";
import { findPrice } from "./catalogue/find.js";
import { agentTurn, turnsOfAMiss, worthOf } from "./worth.js";

it("is the list price of the turns that a miss takes", () => {
  // gpt-5.4: 0.25 dollars a million cached tokens, 2.5 new ones, 15 of output.
  const { dollars, turns } = worthOf();
  expect(turns).toMatchObject({ count: turnsOfAMiss, ...agentTurn, priceModel: "gpt-5.4" });
  expect(turns!.dollars).toBeCloseTo((36_000 * 0.25 + 4_000 * 2.5 + 400 * 15) / 1e6, 12);
  expect(dollars).toBeCloseTo(4 * 0.025, 12);
});

it("follows the turns and the price list that are stated", () => {
  const opus = findPrice("claude-opus-5-5");
  expect(worthOf({ turns: 1 }, opus).dollars).toBeCloseTo((36_000 * 0.2 + 4_000 * 4 + 400 * 20) / 1e6, 12);
  expect(worthOf({ turns: 10 }, opus).dollars).toBeCloseTo(10 * worthOf({ turns: 1 }, opus).dollars, 12);
});

it("is a stated sum without a model", () => {
  expect(worthOf({ dollars: 0.5 })).toEqual({ dollars: 0.5 });
});
