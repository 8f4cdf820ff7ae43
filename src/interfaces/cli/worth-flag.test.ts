import { describe, expect, it } from "vitest";
import { worthOf } from "../../cost/index.js";
import { describeWorth } from "../eval/worth-words.js";
import { statedWorth, worthFlag } from "./worth-flag.js";

describe("--worth", () => {
  it.each([
    ["0.50", { dollars: 0.5 }],
    ["$0.5", { dollars: 0.5 }],
    [".5", { dollars: 0.5 }],
    ["2", { dollars: 2 }],
    ["4turns", { turns: 4 }],
    ["1 turn", { turns: 1 }],
    ["2.5 Turns", { turns: 2.5 }],
  ])("reads %s", (text, stated) => {
    expect(statedWorth({ worth: text })).toEqual(stated);
  });

  it.each(["0", "0turns", "-1", "many", "", "4 files", "$4turns", "1e9999"])("refuses %j", (text) => {
    expect(() => statedWorth({ worth: text })).toThrow(/--worth must be dollars or turns/);
  });

  it("has a default that it reads itself", () => {
    expect(worthOf(statedWorth({ worth: String(worthFlag.defaultValue) }))).toEqual(worthOf());
  });

  it("says what was modelled and from what, or that a sum was stated", () => {
    expect(describeWorth(worthOf())).toMatch(
      /saves \$0\.10 against a missed one\. That is modelled: .*4 more turns .* at \$0\.025, .*36,000 .*4,000 .*400 .*gpt-5\.4's list price of 2026-07-02/,
    );
    expect(describeWorth(worthOf({ turns: 1 }))).toContain("1 more turn of");
    expect(describeWorth({ dollars: 1234.5 })).toBe(
      "Worth (--worth): a solved task saves $1,234.50 against a missed one, as stated.",
    );
  });
});
