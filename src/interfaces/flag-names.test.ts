import { Command, Option } from "commander";
import { expect, it } from "vitest";
import { priceFlags } from "./cost/price.js";
import { flagName } from "./flag-names.js";

it("names flags as commander does", () => {
  for (const flag of priceFlags) {
    const option = new Option(flag.flags);
    const { long, key, takes } = flagName(flag);
    expect(option.long).toBe(`--${long}`);
    expect(option.attributeName()).toBe(key);
    expect(option.isBoolean()).toBe(takes === undefined);
  }
});

it("reads the name after a short one", () => {
  expect(flagName({ flags: "-k, --limit <n>" })).toEqual({ long: "limit", key: "limit", takes: "n" });
  expect(new Command().option("-k, --limit <n>").parse(["-k", "3"], { from: "user" }).opts()).toEqual({
    limit: "3",
  });
});
