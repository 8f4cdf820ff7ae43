import { existsSync } from "node:fs";
import { join } from "node:path";
import type { StoreDriver } from "../contract.js";
import { waitForLock } from "../wait-for-lock.js";
import { databaseBytes, removeDatabase } from "./database-file.js";
import { acquireWriterLock, lockProblem, repairLock } from "./lock.js";
import { releaseClosedConnections } from "./release.js";
import { databaseName, SCHEMA_VERSION } from "./schema.js";
import { openSqliteStore } from "./sqlite-store.js";

/** One file in a folder, in WAL mode, and another for the lock. The folder is of this user alone. */
export const sqliteDriver: StoreDriver = {
  name: "sqlite",
  open: ({ location, ...checkout }, options) =>
    openSqliteStore(databaseIn(location), { ...checkout, ...options }),
  exists: (location) => existsSync(databaseIn(location)),
  describe: async (location) => ({
    path: databaseIn(location),
    bytes: databaseBytes(databaseIn(location)),
    format: SCHEMA_VERSION,
  }),
  drop: async (location) => {
    await releaseClosedConnections();
    removeDatabase(databaseIn(location));
  },
  lock: (location, waitMilliseconds) =>
    waitForLock(() => acquireWriterLock(lockIn(location)), waitMilliseconds),
  lockFault: (location) => lockProblem(lockIn(location)),
  mendLock: (location) => repairLock(lockIn(location)),
  releaseClosed: releaseClosedConnections,
};

/** The file that holds the index at a location. */
export const databaseIn = (location: string): string => join(location, databaseName);

const lockIn = (location: string): string => join(location, "writer.lock");
