import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folders around this one, itself included, that are checkouts; the innermost first. What lies there may be anybody's. */
export function checkoutsAround(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) if (isCheckout(at)) found.push(at);
  return found;
}

export function isCheckout(folder: string): boolean {
  try {
    return lstatSync(join(folder, ".git"), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
