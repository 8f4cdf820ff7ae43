import fc from "fast-check";
import { expect, it } from "vitest";
import type { ApiPrice } from "../money.js";
import { agentCost } from "./agent-cost.js";
import type { AgentLoop } from "./loop.js";
import { apiPayer } from "./payer.js";

const price: ApiPrice = {
  id: "price",
  rates: { input: 4, cachedInput: 0.2, cacheWrite: 5, output: 20 },
  cache: { ttlSeconds: 300, source: "test" },
  listedOn: "2026-01-01",
  source: "test",
};

const tokens = fc.integer({ min: 0, max: 20_000 });
const loops: fc.Arbitrary<AgentLoop> = fc.record({
  turns: fc.integer({ min: 1, max: 60 }),
  systemTokens: tokens,
  userTokens: fc.integer({ min: 1, max: 20_000 }),
  readTokens: tokens,
  outputTokens: tokens,
  reasoningTokens: tokens,
  keepsReasoning: fc.boolean(),
  chat: fc.boolean(),
  gapSeconds: fc.constant(0),
});

const added = (loop: AgentLoop) =>
  loop.outputTokens +
  (loop.keepsReasoning ? loop.reasoningTokens : 0) +
  loop.readTokens +
  (loop.chat ? loop.userTokens : 0);

it("without a cache sends N·first + added·N(N − 1)/2 tokens", () => {
  fc.assert(
    fc.property(loops, (loop) => {
      const { turns: n, systemTokens, userTokens } = loop;
      const { totals } = agentCost(loop, { ...apiPayer(price), cache: undefined });
      expect(totals.inputTokens).toBe(n * (systemTokens + userTokens) + (added(loop) * n * (n - 1)) / 2);
      expect(totals.dollars).toBeCloseTo((totals.inputTokens * 4 + totals.outputTokens * 20) / 1e6, 9);
    }),
  );
});

it("with a cache writes each token once: writes grow linearly, and reads are the rest", () => {
  fc.assert(
    fc.property(loops, (loop) => {
      const { totals } = agentCost(loop, apiPayer(price));
      expect(totals.writtenTokens).toBe(loop.systemTokens + loop.userTokens + (loop.turns - 1) * added(loop));
      expect(totals.cachedTokens).toBe(totals.inputTokens - totals.writtenTokens);
      expect(totals.dollars).toBeCloseTo(
        (totals.cachedTokens * 0.2 + totals.writtenTokens * 5 + totals.outputTokens * 20) / 1e6,
        9,
      );
    }),
  );
});

it("costs no less with more turns, reading, output or reasoning", () => {
  fc.assert(
    fc.property(
      loops,
      fc.constantFrom("turns", "readTokens", "outputTokens", "reasoningTokens"),
      (loop, what) => {
        const more = { ...loop, [what]: loop[what] + 1 };
        expect(agentCost(more, apiPayer(price)).totals.dollars!).toBeGreaterThanOrEqual(
          agentCost(loop, apiPayer(price)).totals.dollars!,
        );
      },
    ),
  );
});

it("adds up: the turns are the total", () => {
  fc.assert(
    fc.property(loops, (loop) => {
      const { turns, totals } = agentCost(
        {
          ...loop,
          compaction: { atTokens: loop.systemTokens + 30_000, toTokens: loop.systemTokens + 1_000 },
        },
        apiPayer(price),
      );
      for (const key of ["inputTokens", "cachedTokens", "writtenTokens", "outputTokens", "dollars"] as const)
        expect(turns.reduce((sum, turn) => sum + turn[key]!, 0)).toBeCloseTo(totals[key]!, 9);
      expect(turns).toHaveLength(loop.turns);
    }),
  );
});
