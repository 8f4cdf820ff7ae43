import {
  deploymentOf,
  findEngine,
  findHardware,
  modelByName,
  parseFormats,
  servingRates,
} from "../../../src/cost/index.js";
import { meanShare, type ServedRow, servedRows, servedSource } from "../served/deepseek-r1.js";
import { type Case, causal, compared } from "./case.js";

const deepseek = modelByName("deepseek-r1");

/** First tokens of more users measure how requests queue, and are not compared. */
const FIRST_TOKEN_USERS = 4;

/** DeepSeek-R1 on servers: every row gives two rates, and few users a first token too. */
export const servedCases = (): readonly Case[] => servedRows.flatMap(casesOf);

function casesOf(row: ServedRow): readonly Case[] {
  const deployment = deploymentOf({
    accelerator: findHardware(row.hardware),
    engine: findEngine(row.engine),
    formats: parseFormats(row.format === "fp8" ? "auto" : row.format, deepseek).weights,
    kv: { name: "fp8", bits: 8, unit: "fp8" },
    plan: {
      tensor: row.tensorParallel,
      pipeline: 1,
      context: 1,
      expert: row.expertParallel,
      dataAttention: row.dataAttention,
    },
  });
  const rates = servingRates(
    deepseek,
    {
      inputTokens: meanShare * row.inputTokens,
      cachedTokens: 0,
      outputTokens: meanShare * row.outputTokens,
      concurrency: row.concurrency,
    },
    deployment,
    causal,
  );
  const shared = {
    section: "DeepSeek-R1 on servers",
    use: "calibration",
    title: `${row.hardware} ${row.engine} ${row.format} tp ${row.tensorParallel} ep ${row.expertParallel}${row.dataAttention ? " dp" : ""}, ${row.inputTokens} + ${row.outputTokens}, ${row.concurrency} users`,
    source: servedSource,
  } as const;
  const of = (measure: string, measured: number, predicted: number, rate = false, first = false): Case => ({
    ...shared,
    measure,
    ...compared(deepseek, deployment, measured, predicted, rate, first),
  });
  return [
    of("time per output token", row.timePerOutputTokenSeconds, rates.timePerOutputTokenSeconds),
    of(
      "tokens/s per accelerator",
      row.tokensPerSecondPerAccelerator,
      rates.tokensPerSecondPerAccelerator,
      true,
    ),
    ...(row.concurrency <= FIRST_TOKEN_USERS
      ? [of("time to first token", row.timeToFirstTokenSeconds, rates.timeToFirstTokenSeconds, false, true)]
      : []),
  ];
}
