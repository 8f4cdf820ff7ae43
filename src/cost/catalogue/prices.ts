import type { PriceEntry } from "./price-entry.js";
import { anthropic } from "./prices/anthropic.js";
import { deepseek } from "./prices/deepseek.js";
import { google } from "./prices/google.js";
import { mistral } from "./prices/mistral.js";
import { moonshotai } from "./prices/moonshotai.js";
import { openai } from "./prices/openai.js";
import { xai } from "./prices/xai.js";

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
];
