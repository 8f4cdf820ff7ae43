import type { CacheWriteRate, PromptCache } from "../../money.js";
import type { PriceEntry } from "../price-entry.js";
import { modelsDev } from "./source.js";

const K31 = "https://docs.apiyi.com/api-capabilities/kimi-k3-1/overview.md";

/** Kept 5 minutes at the rate of input, or 1 hour at a rate of its own. */
const k31Cache: PromptCache = { ttlSeconds: 300, source: K31 };
const hour = (rate: number): readonly CacheWriteRate[] => [{ ttlSeconds: 3600, rate }];

/** Moonshot AI, US dollars per million tokens. */
export const moonshotai: readonly PriceEntry[] = [
  {
    id: "kimi-k3.1-pro",
    name: "Kimi K3.1 Pro",
    aliases: ["kimi-k3.1"],
    provider: "Moonshot AI",
    rates: { input: 2, cachedInput: 0.2, longerCacheWrites: hour(4), output: 10 },
    cache: k31Cache,
    source: K31,
    listedOn: "2026-10-25",
  },
  {
    id: "kimi-k3.1-pro-highspeed",
    name: "Kimi K3.1 Pro Highspeed",
    aliases: [],
    provider: "Moonshot AI",
    rates: { input: 4, cachedInput: 0.2, longerCacheWrites: hour(8), output: 20 },
    cache: k31Cache,
    source: K31,
    listedOn: "2026-10-25",
  },
  {
    id: "kimi-k3",
    name: "Kimi K3",
    aliases: [],
    provider: "Moonshot AI",
    rates: { input: 3, cachedInput: 0.3, output: 15 },
    source: "https://apidog.com/es/blog/kimi-k3-api/",
    listedOn: "2026-07-16",
  },
  {
    id: "kimi-k2.7-code",
    name: "Kimi K2.7 Code",
    aliases: [],
    provider: "Moonshot AI",
    rates: { input: 0.95, cachedInput: 0.19, output: 4 },
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "moonshotai/models/kimi-k2.7-code"),
    listedOn: "2026-07-02",
  },
  {
    id: "kimi-k2.6",
    name: "Kimi K2.6",
    aliases: [],
    provider: "Moonshot AI",
    rates: { input: 0.95, cachedInput: 0.16, output: 4 },
    contextTokens: 262_144,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "moonshotai/models/kimi-k2.6"),
    listedOn: "2026-07-02",
  },
  {
    id: "kimi-k2.5",
    name: "Kimi K2.5",
    aliases: [],
    provider: "Moonshot AI",
    rates: { input: 0.6, cachedInput: 0.1, output: 3 },
    contextTokens: 262_144,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "moonshotai/models/kimi-k2.5"),
    listedOn: "2026-07-02",
  },
  {
    id: "kimi-k2-thinking",
    name: "Kimi K2 Thinking",
    aliases: [],
    provider: "Moonshot AI",
    rates: { input: 0.6, cachedInput: 0.15, output: 2.5 },
    contextTokens: 262_144,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "moonshotai/models/kimi-k2-thinking"),
    listedOn: "2026-07-02",
  },
];
