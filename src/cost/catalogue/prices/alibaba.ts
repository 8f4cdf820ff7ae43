import type { PromptCache } from "../../money.js";
import type { PriceEntry } from "../price-entry.js";
import { modelsDev } from "./source.js";

const CACHE = "https://www.alibabacloud.com/help/en/model-studio/context-cache";

/** The implicit cache: by itself, hits cost a fifth of the input, without a promise of time (11 October 2026). */
const implicit: PromptCache = { source: CACHE };

/** The explicit cache: marked by the client, kept 5 minutes, writes cost 1.25 times the input and hits a tenth. */
const explicit: PromptCache = { marked: true, minimumTokens: 1024, ttlSeconds: 300, source: CACHE };

/** Model Studio's international prices, copied in a catalogue on 23 September 2026. */
const MODEL_STUDIO =
  "https://github.com/iyulab/TokenMeter/blob/416f76229e7d666752ce8ddeb26c6165566aa3cf/src/TokenMeter/Pricing/qwen.json";

/** Alibaba Cloud Model Studio (international), US dollars per million tokens. */
export const alibaba: readonly PriceEntry[] = [
  {
    id: "qwen3.8-max",
    name: "Qwen3.8 Max",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 2, cachedInput: 0.4, output: 6 },
    cache: implicit,
    source: MODEL_STUDIO,
    listedOn: "2026-09-23",
  },
  {
    id: "qwen3.8-flash",
    name: "Qwen3.8 Flash",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.15, cachedInput: 0.03, output: 0.47 },
    cache: implicit,
    source: MODEL_STUDIO,
    listedOn: "2026-09-23",
  },
  {
    id: "qwen3.7-plus",
    name: "Qwen3.7 Plus",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.4, cachedInput: 0.08, output: 1.6 },
    longContext: { aboveTokens: 256_000, rates: { input: 1.2, cachedInput: 0.24, output: 4.8 } },
    cache: implicit,
    source: MODEL_STUDIO,
    listedOn: "2026-09-23",
  },
  {
    id: "qwen3.7-max",
    name: "Qwen3.7 Max",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 2.5, cachedInput: 0.5, output: 7.5 },
    cache: implicit,
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "alibaba/models/qwen3.7-max"),
    listedOn: "2026-07-02",
  },
  {
    id: "qwen3.6-plus",
    name: "Qwen3.6 Plus",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.5, cachedInput: 0.05, cacheWrite: 0.625, output: 3 },
    longContext: {
      aboveTokens: 256_000,
      rates: { input: 2, cachedInput: 0.2, cacheWrite: 2.5, output: 6 },
    },
    cache: explicit,
    contextTokens: 1_000_000,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "alibaba/models/qwen3.6-plus"),
    listedOn: "2026-07-02",
  },
  {
    id: "qwen3-max",
    name: "Qwen3 Max",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 1.2, cachedInput: 0.24, output: 6 },
    tiers: [
      { aboveTokens: 32_000, rates: { input: 2.4, cachedInput: 0.48, output: 12 } },
      { aboveTokens: 128_000, rates: { input: 3, cachedInput: 0.6, output: 15 } },
    ],
    cache: implicit,
    source: MODEL_STUDIO,
    listedOn: "2026-09-23",
  },
  {
    id: "qwen-plus",
    name: "Qwen Plus, without thinking",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.4, cachedInput: 0.08, output: 1.2 },
    longContext: { aboveTokens: 256_000, rates: { input: 1.2, cachedInput: 0.24, output: 3.6 } },
    cache: implicit,
    source: MODEL_STUDIO,
    listedOn: "2026-09-23",
  },
  {
    id: "qwen-flash",
    name: "Qwen Flash",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.05, cachedInput: 0.01, output: 0.4 },
    longContext: { aboveTokens: 256_000, rates: { input: 0.25, cachedInput: 0.05, output: 2 } },
    cache: implicit,
    source: MODEL_STUDIO,
    listedOn: "2026-09-23",
  },
  {
    id: "qwen3-coder-480b-a35b",
    name: "Qwen3 Coder 480B A35B",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 1.5, output: 7.5 },
    contextTokens: 262_144,
    source: modelsDev(
      "f3fc692299671838c7c65fd8126bf84d81a2e817",
      "alibaba/models/qwen3-coder-480b-a35b-instruct",
    ),
    listedOn: "2026-07-02",
  },
  {
    id: "qwen3-coder-30b-a3b",
    name: "Qwen3 Coder 30B A3B",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.45, output: 2.25 },
    contextTokens: 262_144,
    source: modelsDev(
      "f3fc692299671838c7c65fd8126bf84d81a2e817",
      "alibaba/models/qwen3-coder-30b-a3b-instruct",
    ),
    listedOn: "2026-07-02",
  },
  {
    id: "qwen3-next-80b-a3b",
    name: "Qwen3 Next 80B A3B",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.5, output: 2 },
    contextTokens: 131_072,
    source: modelsDev(
      "f3fc692299671838c7c65fd8126bf84d81a2e817",
      "alibaba/models/qwen3-next-80b-a3b-instruct",
    ),
    listedOn: "2026-07-02",
  },
  {
    id: "qwen3.5-397b-a17b",
    name: "Qwen3.5 397B A17B",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.6, output: 3.6 },
    contextTokens: 262_144,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "alibaba/models/qwen3.5-397b-a17b"),
    listedOn: "2026-07-02",
  },
  {
    id: "qwen3.5-122b-a10b",
    name: "Qwen3.5 122B A10B",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.4, output: 3.2 },
    contextTokens: 262_144,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "alibaba/models/qwen3.5-122b-a10b"),
    listedOn: "2026-07-02",
  },
  {
    id: "qwen3.5-35b-a3b",
    name: "Qwen3.5 35B A3B",
    aliases: [],
    provider: "Alibaba",
    rates: { input: 0.25, output: 2 },
    contextTokens: 262_144,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "alibaba/models/qwen3.5-35b-a3b"),
    listedOn: "2026-07-02",
  },
];
