import type { ModelEntry } from "../model-entry.js";

type Own = Pick<ModelEntry, "id" | "aliases" | "source"> & Partial<ModelEntry>;

/** A model with the layers of another row of its vendor: its own names, and what differs in its config.json. */
export function variantOf(list: readonly ModelEntry[], baseId: string, own: Own): ModelEntry {
  const base = list.find(({ id }) => id === baseId);
  if (base === undefined) throw new Error(`variantOf: no row has the id ${baseId}`);
  return { ...base, ...own, config: { ...base.config, ...own.config } };
}
