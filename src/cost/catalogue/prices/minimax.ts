import type { PriceEntry } from "../price-entry.js";
import { modelsDev } from "./source.js";

/** MiniMax, US dollars per million tokens. */
export const minimax: readonly PriceEntry[] = [
  {
    id: "minimax-m3",
    name: "MiniMax M3",
    aliases: [],
    provider: "MiniMax",
    rates: { input: 0.3, cachedInput: 0.06, output: 1.2 },
    longContext: { aboveTokens: 512_000, rates: { input: 0.6, cachedInput: 0.12, output: 2.4 } },
    source: "https://dev.to/aiwave/minimax-m3-api-complete-integration-guide-1lba",
    listedOn: "2026-09-11",
  },
  {
    id: "minimax-m2.7",
    name: "MiniMax M2.7",
    aliases: [],
    provider: "MiniMax",
    rates: { input: 0.3, cachedInput: 0.06, cacheWrite: 0.375, output: 1.2 },
    contextTokens: 204_800,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "minimax/models/MiniMax-M2.7"),
    listedOn: "2026-07-02",
  },
  {
    id: "minimax-m2.7-highspeed",
    name: "MiniMax M2.7 Highspeed",
    aliases: [],
    provider: "MiniMax",
    rates: { input: 0.6, cachedInput: 0.06, cacheWrite: 0.375, output: 2.4 },
    contextTokens: 204_800,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "minimax/models/MiniMax-M2.7-highspeed"),
    listedOn: "2026-07-02",
  },
  {
    id: "minimax-m2.5",
    name: "MiniMax M2.5",
    aliases: [],
    provider: "MiniMax",
    rates: { input: 0.3, cachedInput: 0.03, cacheWrite: 0.375, output: 1.2 },
    contextTokens: 204_800,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "minimax/models/MiniMax-M2.5"),
    listedOn: "2026-07-02",
  },
  {
    id: "minimax-m2.1",
    name: "MiniMax M2.1",
    aliases: [],
    provider: "MiniMax",
    rates: { input: 0.3, cachedInput: 0.03, cacheWrite: 0.375, output: 1.2 },
    contextTokens: 204_800,
    source: modelsDev("f3fc692299671838c7c65fd8126bf84d81a2e817", "minimax/models/MiniMax-M2.1"),
    listedOn: "2026-07-02",
  },
];
