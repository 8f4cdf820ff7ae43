import type { CacheWriteRate, PromptCache } from "../../money.js";
import type { PriceEntry } from "../price-entry.js";
import { modelsDev } from "./source.js";

/**
 * The prompt cache: a client marks what is cached; 5 minutes after the last use, or 1 hour at a rate of its own
 * (https://platform.claude.com/docs/en/build-with-claude/prompt-caching). Shortest prefixes as
 * https://docs.litellm.ai/docs/completion/prompt_caching.md of 7 October 2026 lists them; those of the 5.5 models are
 * not known.
 */
const claudeCache = (minimumTokens?: number): PromptCache => ({
  marked: true,
  ...(minimumTokens === undefined ? {} : { minimumTokens }),
  ttlSeconds: 300,
  source:
    minimumTokens === undefined
      ? "https://platform.claude.com/docs/en/build-with-claude/prompt-caching"
      : "https://docs.litellm.ai/docs/completion/prompt_caching.md",
});

/** Writes that are kept an hour: twice the rate of input, for each model. Source: as above. */
const hour = (rate: number): readonly CacheWriteRate[] => [{ ttlSeconds: 3600, rate }];

/** The Batch API takes half of all rates. Source: https://platform.claude.com/docs/en/models/opus-5/overview. */
const BATCH = 0.5;

/** Anthropic, US dollars per million tokens. */
export const anthropic: readonly PriceEntry[] = [
  {
    id: "claude-opus-5-5",
    name: "Claude Opus 5.5",
    aliases: ["opus-5.5", "claude-opus-5.5"],
    provider: "Anthropic",
    rates: { input: 4, cachedInput: 0.2, cacheWrite: 5, longerCacheWrites: hour(8), output: 20 },
    batchShare: BATCH,
    cache: claudeCache(),
    source: modelsDev("482fb019a4847290b37990da929dc707d9243dca", "anthropic/models/claude-opus-5-5"),
    listedOn: "2026-10-03",
  },
  {
    id: "claude-sonnet-5-5",
    name: "Claude Sonnet 5.5",
    aliases: ["sonnet-5.5", "claude-sonnet-5.5"],
    provider: "Anthropic",
    rates: { input: 2, cachedInput: 0.1, cacheWrite: 2.5, longerCacheWrites: hour(4), output: 10 },
    batchShare: BATCH,
    cache: claudeCache(),
    source: "https://github.com/kurofune/claudit/releases/tag/v1.9.2",
    listedOn: "2026-10-24",
  },
  {
    id: "claude-fable-5-1",
    name: "Claude Fable 5.1",
    aliases: ["fable-5.1", "claude-fable-5.1"],
    provider: "Anthropic",
    rates: { input: 10, cachedInput: 0.25, cacheWrite: 12.5, longerCacheWrites: hour(20), output: 50 },
    batchShare: BATCH,
    cache: { ...claudeCache(512), source: "https://github.com/BerriAI/litellm/discussions/39163" },
    source: "https://github.com/TheKrush/PromptFuel/releases/tag/v1.0.22",
    listedOn: "2026-10-01",
  },
  {
    id: "claude-haiku-5-5",
    name: "Claude Haiku 5.5",
    aliases: ["haiku-5.5", "claude-haiku-5.5"],
    provider: "Anthropic",
    rates: { input: 0.1, cachedInput: 0.01, cacheWrite: 0.125, longerCacheWrites: hour(0.2), output: 0.5 },
    longContext: {
      aboveTokens: 100_000,
      rates: { input: 0.5, cachedInput: 0.05, cacheWrite: 0.625, longerCacheWrites: hour(1), output: 2.5 },
    },
    batchShare: BATCH,
    cache: claudeCache(),
    source: "https://github.com/kurofune/claudit/releases/tag/v1.9.2",
    listedOn: "2026-10-24",
  },
  {
    id: "claude-opus-5",
    name: "Claude Opus 5",
    aliases: ["opus-5"],
    provider: "Anthropic",
    rates: { input: 5, cachedInput: 0.5, cacheWrite: 6.25, longerCacheWrites: hour(10), output: 25 },
    batchShare: BATCH,
    cache: claudeCache(512),
    source: modelsDev("b01d148610a49e2cb692e841223ebf8bc7d61c67", "anthropic/models/claude-opus-5"),
    listedOn: "2026-07-24",
  },
  {
    id: "claude-fable-5",
    name: "Claude Fable 5",
    aliases: ["fable-5"],
    provider: "Anthropic",
    rates: { input: 10, cachedInput: 1, cacheWrite: 12.5, longerCacheWrites: hour(20), output: 50 },
    batchShare: BATCH,
    cache: claudeCache(512),
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-fable-5"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-sonnet-5",
    name: "Claude Sonnet 5",
    aliases: ["sonnet-5"],
    provider: "Anthropic",
    rates: { input: 2, cachedInput: 0.2, cacheWrite: 2.5, longerCacheWrites: hour(4), output: 10 },
    batchShare: BATCH,
    cache: claudeCache(1024),
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-sonnet-5"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-opus-4-8",
    name: "Claude Opus 4.8",
    aliases: ["opus-4.8", "claude-opus-4.8"],
    provider: "Anthropic",
    rates: { input: 5, cachedInput: 0.5, cacheWrite: 6.25, longerCacheWrites: hour(10), output: 25 },
    batchShare: BATCH,
    cache: claudeCache(1024),
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-opus-4-8"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-opus-4-7",
    name: "Claude Opus 4.7",
    aliases: ["opus-4.7", "claude-opus-4.7"],
    provider: "Anthropic",
    rates: { input: 5, cachedInput: 0.5, cacheWrite: 6.25, longerCacheWrites: hour(10), output: 25 },
    batchShare: BATCH,
    cache: claudeCache(),
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-opus-4-7"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-opus-4-6",
    name: "Claude Opus 4.6",
    aliases: ["opus-4.6", "claude-opus-4.6"],
    provider: "Anthropic",
    rates: { input: 5, cachedInput: 0.5, cacheWrite: 6.25, longerCacheWrites: hour(10), output: 25 },
    batchShare: BATCH,
    cache: claudeCache(4096),
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-opus-4-6"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-opus-4-5",
    name: "Claude Opus 4.5",
    aliases: ["opus-4.5", "claude-opus-4.5"],
    provider: "Anthropic",
    rates: { input: 5, cachedInput: 0.5, cacheWrite: 6.25, longerCacheWrites: hour(10), output: 25 },
    batchShare: BATCH,
    cache: claudeCache(4096),
    contextTokens: 200_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-opus-4-5"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-sonnet-4-6",
    name: "Claude Sonnet 4.6",
    aliases: ["sonnet-4.6", "claude-sonnet-4.6"],
    provider: "Anthropic",
    rates: { input: 3, cachedInput: 0.3, cacheWrite: 3.75, longerCacheWrites: hour(6), output: 15 },
    batchShare: BATCH,
    cache: claudeCache(1024),
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-sonnet-4-6"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-sonnet-4-5",
    name: "Claude Sonnet 4.5",
    aliases: ["sonnet-4.5", "claude-sonnet-4.5"],
    provider: "Anthropic",
    rates: { input: 3, cachedInput: 0.3, cacheWrite: 3.75, longerCacheWrites: hour(6), output: 15 },
    batchShare: BATCH,
    cache: claudeCache(1024),
    contextTokens: 200_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-sonnet-4-5"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-haiku-4-5",
    name: "Claude Haiku 4.5",
    aliases: ["haiku-4.5", "claude-haiku-4.5"],
    provider: "Anthropic",
    rates: { input: 1, cachedInput: 0.1, cacheWrite: 1.25, longerCacheWrites: hour(2), output: 5 },
    batchShare: BATCH,
    cache: claudeCache(4096),
    contextTokens: 200_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-haiku-4-5"),
    listedOn: "2026-07-02",
  },
  {
    id: "claude-opus-4-1",
    name: "Claude Opus 4.1",
    aliases: ["opus-4.1", "claude-opus-4.1"],
    provider: "Anthropic",
    rates: { input: 15, cachedInput: 1.5, cacheWrite: 18.75, longerCacheWrites: hour(30), output: 75 },
    batchShare: BATCH,
    cache: claudeCache(1024),
    contextTokens: 200_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "anthropic/models/claude-opus-4-1"),
    listedOn: "2026-07-02",
  },
];
