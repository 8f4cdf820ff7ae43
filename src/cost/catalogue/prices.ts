import type { PriceEntry } from "./price-entry.js";
import { alibaba } from "./prices/alibaba.js";
import { anthropic } from "./prices/anthropic.js";
import { deepseek } from "./prices/deepseek.js";
import { google } from "./prices/google.js";
import { cerebras } from "./prices/hosts/cerebras.js";
import { deepinfra } from "./prices/hosts/deepinfra.js";
import { fireworks } from "./prices/hosts/fireworks.js";
import { groq } from "./prices/hosts/groq.js";
import { openrouter } from "./prices/hosts/openrouter.js";
import { together } from "./prices/hosts/together.js";
import { minimax } from "./prices/minimax.js";
import { mistral } from "./prices/mistral.js";
import { moonshotai } from "./prices/moonshotai.js";
import { openai } from "./prices/openai.js";
import { xai } from "./prices/xai.js";
import { zai } from "./prices/zai.js";

/**
 * List prices of hosted models. Prices change: each row has its source and date, and a user's own file
 * (`parsePriceFile`) takes precedence.
 */
export const prices: readonly PriceEntry[] = [
  ...openai,
  ...anthropic,
  ...google,
  ...xai,
  ...deepseek,
  ...mistral,
  ...moonshotai,
  ...zai,
  ...alibaba,
  ...minimax,
  ...together,
  ...fireworks,
  ...deepinfra,
  ...groq,
  ...cerebras,
  ...openrouter,
];
