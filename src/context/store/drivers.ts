import type { Store, StoreDriver, StoreOptions } from "./contract.js";
import { memoryDriver } from "./memory/driver.js";
import { sqliteDriver } from "./sqlite/driver.js";

export { memoryStore } from "./memory/driver.js";

/**
 * Every store. To add one, add its folder here and a line below. test/contract/store*.test.ts runs over this
 * list.
 */
export const storeDrivers: readonly (() => StoreDriver)[] = [() => sqliteDriver, memoryDriver];

/** The store of working trees. This is the only place that chooses it. */
export const storeDriver: StoreDriver = sqliteDriver;

/**
 * Opens the index at a location of the caller's choice, for the main checkout.
 * @throws FoveaError as `StoreDriver.open`.
 */
export const openStore = (location: string, options: StoreOptions): Store =>
  storeDriver.open({ location, checkout: "" }, options);
