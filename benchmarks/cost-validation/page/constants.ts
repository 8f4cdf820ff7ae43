import { engines, measuredShares } from "../../../src/cost/index.js";
import { table } from "./table.js";

const micro = (seconds: number): string => `${+(1e6 * seconds).toFixed(1)} µs`;

/** The engines' constants as the code has them. */
export const engineTable = (): string =>
  table(
    [
      "engine",
      "kernel",
      "routed block 16, 8, 4 bits",
      "host launch, prefill",
      "host launch, decode",
      "a step",
      "a request",
      "chunk",
      "differs on",
    ],
    engines.map((engine) => [
      engine.name,
      `× ${engine.kernelScale}`,
      ([16, 8, 4] as const).map((width) => micro(engine.routedBlockSeconds[width])).join(", "),
      micro(engine.hostPrefillSeconds),
      micro(engine.hostDecodeSeconds),
      `${1000 * engine.stepSeconds} ms${engine.sequenceSeconds === 0 ? "" : ` + ${micro(engine.sequenceSeconds)} a sequence`}`,
      `${1000 * engine.requestSeconds} ms`,
      engine.chunkTokens > 1e6 ? "whole prompt" : engine.chunkTokens.toLocaleString("en-US"),
      Object.keys(engine.on ?? {}).join(", "),
    ]),
  );

const widths = (of: Readonly<Record<16 | 8 | 4, number>>): string => `${of[16]}, ${of[8]}, ${of[4]}`;

/** The shares of peak as the code has them. */
export const shareTable = (): string =>
  table(
    [
      "architecture",
      "products 16, 8, 4 bits",
      "experts",
      "attention 16 bits",
      "weights' bandwidth 16, 8, 4 bits",
      "experts'",
      "cache's",
      "link",
      "launches",
    ],
    Object.entries(measuredShares).map(([architecture, shares]) => [
      architecture,
      widths(shares.linear),
      widths(shares.expert),
      `${shares.attention[16].most}·n / (n + ${shares.attention[16].half})`,
      widths(shares.weightMbu),
      widths(shares.expertMbu),
      String(shares.cacheMbu),
      String(shares.linkShare),
      `× ${shares.launchScale}`,
    ]),
  );
