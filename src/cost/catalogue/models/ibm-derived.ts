import type { ModelEntry } from "../model-entry.js";
import { ibmModels } from "./ibm.js";
import { variantOf } from "./variant.js";

/** Granite 3.3: four rows of the embedding more than 3.1. */
export const ibmDerivedModels: readonly ModelEntry[] = [
  variantOf(ibmModels, "ibm-granite/granite-3.1-8b-instruct", {
    id: "ibm-granite/granite-3.3-8b-instruct",
    aliases: ["granite-3.3-8b"],
    publishedParameters: 8_170_864_640,
    source: "https://huggingface.co/ibm-granite/granite-3.3-8b-instruct/blob/main/config.json",
    config: { vocab_size: 49159 },
  }),
  variantOf(ibmModels, "ibm-granite/granite-3.1-2b-instruct", {
    id: "ibm-granite/granite-3.3-2b-instruct",
    aliases: ["granite-3.3-2b"],
    publishedParameters: 2_530_000_000,
    source: "https://huggingface.co/ibm-granite/granite-3.3-2b-instruct/blob/main/config.json",
    config: { vocab_size: 49159 },
  }),
];
