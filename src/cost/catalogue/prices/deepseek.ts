import type { PromptCache } from "../../money.js";
import type { PriceEntry } from "../price-entry.js";
import { modelsDev } from "./source.js";

/** By itself, on disk, to the end of the input and of the output of each request, without a promise of time. */
const cache: PromptCache = { keepsOutput: true, source: "https://api-docs.deepseek.com/guides/kv_cache" };

const PRICES = "https://api-docs.deepseek.com/quick_start/pricing";

/** DeepSeek, US dollars per million tokens. Peak hours are 01:00 to 04:00 and 06:00 to 10:00 UTC, Monday to Friday.
 * The page as read on 27 October 2026; V4 Flash is served by V4.1 Flash at its price. */
export const deepseek: readonly PriceEntry[] = [
  {
    id: "deepseek-v4-pro",
    name: "DeepSeek V4 Pro, peak hours",
    aliases: ["deepseek-v4"],
    provider: "DeepSeek",
    rates: { input: 1.32, cachedInput: 0.044, output: 3.96 },
    cache,
    source: PRICES,
    listedOn: "2026-10-27",
  },
  {
    id: "deepseek-v4-pro-off-peak",
    name: "DeepSeek V4 Pro, off peak",
    aliases: [],
    provider: "DeepSeek",
    rates: { input: 0.66, cachedInput: 0.022, output: 1.98 },
    cache,
    source: PRICES,
    listedOn: "2026-10-27",
  },
  {
    id: "deepseek-flash",
    name: "DeepSeek V4.1 Flash, peak hours",
    aliases: ["deepseek-v4.1-flash", "deepseek-v4-flash"],
    provider: "DeepSeek",
    rates: { input: 0.3, cachedInput: 0.006, output: 1.2 },
    cache,
    source: PRICES,
    listedOn: "2026-10-27",
  },
  {
    id: "deepseek-flash-off-peak",
    name: "DeepSeek V4.1 Flash, off peak",
    aliases: ["deepseek-v4.1-flash-off-peak", "deepseek-v4-flash-off-peak"],
    provider: "DeepSeek",
    rates: { input: 0.15, cachedInput: 0.003, output: 0.6 },
    cache,
    source: PRICES,
    listedOn: "2026-10-27",
  },
  {
    id: "deepseek-chat",
    name: "DeepSeek Chat",
    aliases: [],
    provider: "DeepSeek",
    rates: { input: 0.14, cachedInput: 0.0028, output: 0.28 },
    cache,
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "deepseek/models/deepseek-chat"),
    listedOn: "2026-07-02",
  },
  {
    id: "deepseek-reasoner",
    name: "DeepSeek Reasoner",
    aliases: [],
    provider: "DeepSeek",
    rates: { input: 0.14, cachedInput: 0.0028, output: 0.28 },
    cache,
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "deepseek/models/deepseek-reasoner"),
    listedOn: "2026-07-02",
  },
];
