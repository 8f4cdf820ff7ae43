import { lstatSync, type Stats, statSync } from "node:fs";

/** Stats of a path, without following a link; undefined when it does not exist or cannot be accessed. */
export function lstatOrNothing(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Stats of a path, following links; undefined when it does not exist or cannot be accessed. */
export function statOrNothing(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
