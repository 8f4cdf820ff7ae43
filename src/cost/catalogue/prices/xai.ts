import type { PromptCache } from "../../money.js";
import type { PriceEntry } from "../price-entry.js";
import { modelsDev } from "./source.js";

/** By itself, and without a promise of time: an entry can be evicted at any time. */
const cache: PromptCache = {
  source: "https://docs.x.ai/developers/advanced-api-usage/prompt-caching/best-practices",
};

/** xAI, US dollars per million tokens. */
export const xai: readonly PriceEntry[] = [
  {
    id: "grok-4.7",
    name: "Grok 4.7",
    aliases: [],
    provider: "xAI",
    rates: { input: 2, cachedInput: 0.5, output: 6 },
    longContext: { aboveTokens: 200_000, rates: { input: 4, cachedInput: 1, output: 12 } },
    cache,
    source: modelsDev("c8249f138322f68aa6dd7beed34ca0a27fc78ccf", "xai/models/grok-4.7"),
    listedOn: "2026-09-21",
  },
  {
    id: "grok-4.6",
    name: "Grok 4.6",
    aliases: [],
    provider: "xAI",
    rates: { input: 2, cachedInput: 0.5, output: 6 },
    longContext: { aboveTokens: 200_000, rates: { input: 4, cachedInput: 1, output: 12 } },
    cache,
    source: "https://apidog.com/blog/how-to-use-grok-4-7-api/",
    listedOn: "2026-09-29",
  },
  {
    id: "grok-4.3",
    name: "Grok 4.3",
    aliases: [],
    provider: "xAI",
    rates: { input: 1.25, cachedInput: 0.2, output: 2.5 },
    longContext: { aboveTokens: 200_000, rates: { input: 2.5, cachedInput: 0.4, output: 5 } },
    cache,
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "xai/models/grok-4.3"),
    listedOn: "2026-07-02",
  },
  {
    id: "grok-4.20-0309-reasoning",
    name: "Grok 4.20 (Reasoning)",
    aliases: ["grok-4.20"],
    provider: "xAI",
    rates: { input: 1.25, cachedInput: 0.2, output: 2.5 },
    longContext: { aboveTokens: 200_000, rates: { input: 2.5, cachedInput: 0.4, output: 5 } },
    cache,
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "xai/models/grok-4.20-0309-reasoning"),
    listedOn: "2026-07-02",
  },
  {
    id: "grok-build-0.1",
    name: "Grok Build 0.1",
    aliases: [],
    provider: "xAI",
    rates: { input: 1, cachedInput: 0.2, output: 2 },
    longContext: { aboveTokens: 200_000, rates: { input: 2, cachedInput: 0.4, output: 4 } },
    cache,
    contextTokens: 256_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "xai/models/grok-build-0.1"),
    listedOn: "2026-07-02",
  },
];
