import { existsSync } from "node:fs";
import { join } from "node:path";
import type { StoreDriver } from "../contract.js";
import { waitForLock } from "../wait-for-lock.js";
import { databaseBytes, removeDatabase } from "./database-file.js";
import { acquireWriterLock, lockProblem, repairLock } from "./lock.js";
import { releaseClosedConnections } from "./release.js";
import { databaseName, SCHEMA_VERSION } from "./schema.js";
import { openSqliteStore } from "./sqlite-store.js";

/**
 * Keeps an index in one SQLite file in WAL mode, beside a file for the lock. Only this user can access the
 * folder.
 */
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

/** Path of the database file at a location. */
export const databaseIn = (location: string): string => join(location, databaseName);

const lockIn = (location: string): string => join(location, "writer.lock");
