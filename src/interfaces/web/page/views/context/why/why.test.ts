import { describe, expect, it } from "vitest";
import { leastBudget } from "./least-budget.js";
import { leftOutGroups } from "./left-out.js";

describe("the least budget", () => {
  const asked: number[] = [];
  const from = (least: number) => (budget: number) => {
    asked.push(budget);
    return Promise.resolve(budget >= least);
  };

  it("is within an eighth above the true one, in few questions", async () => {
    for (const least of [9_000, 15_300, 200_000, 999_000]) {
      asked.length = 0;
      const found = (await leastBudget(from(least), { above: 8_000, most: 1_000_000 }))!;
      expect(found).toBeGreaterThanOrEqual(least);
      expect(found / least).toBeLessThan(1.15);
      expect(asked.length).toBeLessThan(9);
    }
  });

  it("is none when the largest has it not", async () => {
    expect(await leastBudget(from(Infinity), { above: 8_000, most: 32_000 })).toBeUndefined();
    expect(await leastBudget(from(0), { above: 32_000, most: 32_000 })).toBeUndefined();
  });
});

it("lists pieces that did not fit together, and near copies by file", () => {
  const row = { startLine: 1, endLine: 2, tokens: 5 };
  const groups = leftOutGroups([
    { ...row, reason: "too-large", needs: 40, room: 3 },
    { ...row, reason: "copy", copyOf: "b.ts" },
    { ...row, reason: "too-large", needs: 90, room: 1 },
  ]);
  expect(groups.map(({ because, rows }) => [because, rows.length])).toEqual([
    ["did not fit when its turn came", 2],
    ["a near copy is in the pack, from b.ts", 1],
  ]);
});
