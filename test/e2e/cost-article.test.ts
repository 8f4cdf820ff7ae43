import { expect, it } from "vitest";
import { costArticleReportSchema } from "../../src/interfaces/schema/index.js";
import { runHere } from "../support/terminal.js";

it("cost article --json is as documented; the real model's ratios are relative to the first row", async () => {
  const { code, out } = await runHere(["cost", "article", "--json"], { cwd: "/" });
  expect(code).toBe(0);
  const { rows, errata } = costArticleReportSchema.parse(JSON.parse(out));
  expect(rows.map(({ context }) => context)).toEqual([1000, 4096, 32_768, 128_000, 200_000, 1_000_000]);
  expect(rows[0]!.real.relativeTotal).toBe(1);
  for (const { real } of rows)
    expect(real.relativeTotal).toBeCloseTo(real.totalFlop / rows[0]!.real.totalFlop, 9);
  expect(rows.at(-1)!.real.relativeAttention).toBeGreaterThan(500_000);
  expect(errata.length).toBeGreaterThan(3);
});
