import type { Store, StoreDriver } from "../contract.js";
import { busyIndex, noCheckout, noIndex } from "../errors.js";
import { waitForLock } from "../wait-for-lock.js";
import { describeState, type MemorySlot, MemoryStore } from "./memory-store.js";
import { emptyState, type MemoryIndex } from "./state.js";

const newIndex = (): MemoryIndex => ({ state: emptyState });

/**
 * Keeps indexes in memory, for tests, evaluations and callers that want no files. The indexes belong to this
 * driver: they exist as long as it does, and other drivers do not see them.
 */
export function memoryDriver(): StoreDriver {
  const slots = new Map<string, MemorySlot>();
  const locked = new Set<string>();
  const slotAt = (location: string): MemorySlot => {
    const slot = slots.get(location) ?? { path: pathOf(location), index: undefined };
    slots.set(location, slot);
    return slot;
  };
  return {
    name: "memory",
    open: ({ location, ...checkout }, options) => {
      const known = slots.get(location)?.index;
      if (!options.create && !known) throw noIndex(pathOf(location));
      if (!options.create && known?.state.checkouts.get(checkout.checkout)?.generation === undefined)
        throw checkout.checkout === ""
          ? noIndex(pathOf(location))
          : noCheckout(pathOf(location), checkout.checkout);
      return new MemoryStore(slotAt(location), { ...checkout, ...options }, newIndex);
    },
    exists: (location) => slots.get(location)?.index !== undefined,
    describe: async (location) => describeState(pathOf(location), slots.get(location)?.index?.state),
    drop: async (location) => {
      slotAt(location).index = undefined;
    },
    lock: (location, waitMilliseconds) =>
      waitForLock(() => {
        if (locked.has(location)) throw busyIndex(pathOf(location), undefined);
        locked.add(location);
        return {
          release: async () => {
            locked.delete(location);
          },
        };
      }, waitMilliseconds),
    lockFault: () => undefined,
    mendLock: () => {},
    releaseClosed: async () => {},
  };
}

const pathOf = (location: string): string => `memory:${location}`;

/** A store with an empty index of its own in memory. */
export const memoryStore = (): Store =>
  new MemoryStore({ path: "memory:", index: undefined }, { create: true, checkout: "" }, newIndex);
