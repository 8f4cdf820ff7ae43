import { describe, expect, it } from "vitest";
import type { ApiPrice } from "../money.js";
import { agentCost } from "./agent-cost.js";
import { type AgentLoop, requestsOf } from "./loop.js";
import { apiPayer } from "./payer.js";
import { growthExponent, whatIfs } from "./what-if.js";

/** Round rates: a million tokens of input for 4 dollars, cached 0.4, written 5 or 8 for an hour, output 20. */
const price: ApiPrice = {
  id: "round",
  rates: {
    input: 4,
    cachedInput: 0.4,
    cacheWrite: 5,
    longerCacheWrites: [{ ttlSeconds: 3600, rate: 8 }],
    output: 20,
  },
  cache: { marked: true, minimumTokens: 1024, ttlSeconds: 300, source: "test" },
  listedOn: "2026-01-01",
  source: "test",
};

/** A provider that caches by itself and charges nothing for a write. */
const automatic: ApiPrice = {
  ...price,
  rates: { input: 4, cachedInput: 0.4, output: 20 },
  cache: {
    minimumTokens: 1024,
    stepTokens: 128,
    ttlSeconds: 300,
    longerTtlSeconds: [86_400],
    source: "test",
  },
};

const loop: AgentLoop = {
  turns: 3,
  systemTokens: 9_000,
  userTokens: 1_000,
  readTokens: 4_000,
  outputTokens: 500,
  reasoningTokens: 0,
  keepsReasoning: true,
  chat: false,
  gapSeconds: 10,
};

const dollarsOf = (of: AgentLoop, payer = apiPayer(price)) => agentCost(of, payer).totals.dollars!;
const withoutCache = (of: AgentLoop, of2 = price) =>
  agentCost(of, { ...apiPayer(of2), cache: undefined }).totals;

describe("a loop of three turns", () => {
  it("sends 10,000, 14,500 and 19,000 tokens", () => {
    expect(requestsOf(loop).map(({ inputTokens }) => inputTokens)).toEqual([10_000, 14_500, 19_000]);
  });

  it("costs input and output without a cache", () => {
    // 43,500 tokens at 4 dollars a million, 1,500 at 20.
    expect(withoutCache(loop).dollars).toBeCloseTo((43_500 * 4 + 1_500 * 20) / 1e6, 12);
  });

  it("writes what is new and reads what was sent before", () => {
    const { turns, totals } = agentCost(loop, apiPayer(price));
    expect(turns.map(({ cachedTokens }) => cachedTokens)).toEqual([0, 10_000, 14_500]);
    expect(turns.map(({ writtenTokens }) => writtenTokens)).toEqual([10_000, 4_500, 4_500]);
    expect(totals.dollars).toBeCloseTo((19_000 * 5 + 24_500 * 0.4 + 1_500 * 20) / 1e6, 12);
    expect(turns.at(-1)!.dollarsSoFar).toBeCloseTo(totals.dollars!, 12);
  });

  it("pays more for writes that are kept an hour", () => {
    expect(dollarsOf(loop, apiPayer(price, 3600))).toBeCloseTo(
      (19_000 * 8 + 24_500 * 0.4 + 1_500 * 20) / 1e6,
      12,
    );
  });

  it("writes everything again when the cache has expired, and says what an hour would save", () => {
    const slow = { ...loop, gapSeconds: 301 };
    expect(dollarsOf(slow)).toBeCloseTo((43_500 * 5 + 1_500 * 20) / 1e6, 12);
    const longer = whatIfs(slow, apiPayer(price)).find(({ name }) => name === "longer cache")!;
    expect(longer.cost.totals.dollars).toBeCloseTo((19_000 * 8 + 24_500 * 0.4 + 1_500 * 20) / 1e6, 12);
    expect(whatIfs(loop, apiPayer(price)).map(({ name }) => name)).toEqual(["no cache", "half the reading"]);
  });

  it("hits whole steps of an automatic cache and pays the input rate for the rest", () => {
    // 10,000 = 78 · 128 + 16; 14,500 = 113 · 128 + 36.
    const { turns, totals } = agentCost(loop, apiPayer(automatic));
    expect(turns.map(({ cachedTokens }) => cachedTokens)).toEqual([0, 9_984, 14_464]);
    expect(totals.writtenTokens).toBe(0);
    expect(totals.dollars).toBeCloseTo(((43_500 - 24_448) * 4 + 24_448 * 0.4 + 1_500 * 20) / 1e6, 12);
  });

  it("caches no prefix below the minimum", () => {
    const short = { ...loop, systemTokens: 300, userTokens: 100, readTokens: 100, outputTokens: 50 };
    // 400, 550 and 700 tokens: below 1,024.
    expect(dollarsOf(short)).toBeCloseTo((1_650 * 4 + 150 * 20) / 1e6, 12);
  });

  it("offers only the times that the provider has", () => {
    expect(() => apiPayer(price, 86_400)).toThrow(/cannot be kept 86400 s/);
    expect(apiPayer(automatic, 86_400).cache!.ttlSeconds).toBe(86_400);
  });

  it("has no cache where the price has no rate for reads", () => {
    const { turns } = agentCost(loop, apiPayer({ ...price, rates: { input: 4, output: 20 } }));
    expect(turns.every(({ cachedTokens }) => cachedTokens === 0)).toBe(true);
  });
});

describe("reasoning", () => {
  const thinking = { ...loop, reasoningTokens: 2_000 };

  it("is billed as output, and as input of later turns where it is kept", () => {
    // 10,000 + 16,500 + 23,000.
    expect(withoutCache(thinking).dollars).toBeCloseTo((49_500 * 4 + 7_500 * 20) / 1e6, 12);
  });

  it("is billed once where it is dropped", () => {
    const dropped = withoutCache({ ...thinking, keepsReasoning: false });
    expect(dropped.inputTokens).toBe(43_500);
    expect(dropped.dollars).toBeCloseTo((43_500 * 4 + 7_500 * 20) / 1e6, 12);
  });

  it("breaks the cache of generated tokens where it is dropped", () => {
    const [, kept] = requestsOf(thinking);
    expect(kept!.sharedSequence).toBe(12_500);
    const [, dropped] = requestsOf({ ...thinking, keepsReasoning: false });
    expect(dropped!.sharedSequence).toBe(10_000);
  });
});

it("adds what the user writes before each turn of a chat", () => {
  const chat = { ...loop, chat: true, readTokens: 0, userTokens: 200 };
  expect(requestsOf(chat).map(({ inputTokens }) => inputTokens)).toEqual([9_200, 9_900, 10_600]);
});

describe("compaction", () => {
  const compaction = { atTokens: 14_000, toTokens: 11_000 };
  const compacted = { ...loop, compaction };

  it("is a call that reads the conversation and writes the summary", () => {
    expect(
      requestsOf(compacted).map(({ turn, purpose, inputTokens, outputTokens }) => [
        turn,
        purpose,
        inputTokens,
        outputTokens,
      ]),
    ).toEqual([
      [1, "turn", 10_000, 500],
      [2, "compaction", 14_500, 2_000],
      [2, "turn", 11_000, 500],
      [3, "compaction", 15_500, 2_000],
      [3, "turn", 11_000, 500],
    ]);
  });

  it("leaves of the cache the system and tools only", () => {
    const { turns } = agentCost(compacted, apiPayer(price));
    // Turn 2: 10,000 read by the compaction, then 9,000 by the turn.
    expect(turns[1]).toMatchObject({ compacted: true, inputTokens: 25_500, cachedTokens: 19_000 });
    expect(turns[1]!.dollars).toBeCloseTo((19_000 * 0.4 + 6_500 * 5 + 2_500 * 20) / 1e6, 12);
  });

  it("is refused where it makes nothing shorter", () => {
    expect(() => requestsOf({ ...loop, compaction: { atTokens: 14_000, toTokens: 9_000 } })).toThrow(
      /no room for a summary/,
    );
    expect(() => requestsOf({ ...loop, compaction: { atTokens: 14_000, toTokens: 14_000 } })).toThrow(
      /not shorter than its limit/,
    );
  });
});

describe("tiers by length", () => {
  it("apply to the whole request, turn by turn", () => {
    const tiered: ApiPrice = {
      ...price,
      rates: { input: 1, output: 5 },
      tiers: [
        { aboveTokens: 12_000, rates: { input: 2, output: 10 } },
        { aboveTokens: 16_000, rates: { input: 3, output: 15 } },
      ],
    };
    expect(dollarsOf(loop, apiPayer(tiered))).toBeCloseTo(
      (10_000 * 1 + 500 * 5 + 14_500 * 2 + 500 * 10 + 19_000 * 3 + 500 * 15) / 1e6,
      12,
    );
  });
});

it("grows with the square of the turns without a cache, and by less with one", () => {
  const long = { ...loop, turns: 200 };
  expect(growthExponent(long, { ...apiPayer(price), cache: undefined })).toBeGreaterThan(1.9);
  expect(growthExponent({ ...loop, turns: 1, readTokens: 0 }, apiPayer(price))).toBeLessThan(1);
});
