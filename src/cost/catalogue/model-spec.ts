import { readModel } from "../model/read-config.js";
import type { ModelSpec } from "../model/spec.js";
import type { ModelEntry } from "./model-entry.js";

/**
 * The layers of a catalogue model. Its longest context is the one that its authors state in words, which may go
 * beyond `max_position_embeddings` (scaled positions) or stay below it (DeepSeek-V3: 128K of 163,840 positions): one
 * figure in every command. Where they state none it is the config's.
 */
export const specOf = (entry: ModelEntry): ModelSpec => ({
  ...readModel(entry.config, entry.id),
  maxContext: entry.contextTokens,
});

/** The config of a multi-modal model with its vision tower; undefined where the catalogue has no tower. */
export function multimodalConfig({
  config,
  vision,
}: ModelEntry): Readonly<Record<string, unknown>> | undefined {
  if (vision === undefined) return undefined;
  const nested = config.text_config !== undefined || config.model_type === vision.model_type;
  return nested ? { ...config, ...vision } : { ...vision, text_config: config };
}
