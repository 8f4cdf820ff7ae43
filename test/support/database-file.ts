import { indexPlace } from "../../src/context/index-place.js";
import { databaseIn } from "../../src/context/store/sqlite/driver.js";

/** The file that holds the index of `root`, for tests that damage it. */
export const databaseFile = (root: string): string => databaseIn(indexPlace(root).location);
