import type { Store, StoreDriver, StoreOptions } from "./contract.js";
import { memoryDriver } from "./memory/driver.js";
import { sqliteDriver } from "./sqlite/driver.js";

/** Every store: a folder here, and a line. Each passes test/contract/store*.test.ts. */
export const storeDrivers: readonly (() => StoreDriver)[] = [() => sqliteDriver, memoryDriver];

/** Where the indexes of working trees are kept. The one place that chooses. */
export const storeDriver: StoreDriver = sqliteDriver;

/**
 * Opens the index in a folder of the caller's, for its main checkout.
 * @throws FoveaError as `StoreDriver.open`.
 */
export const openStore = (location: string, options: StoreOptions): Store =>
  storeDriver.open({ location, checkout: "" }, options);
