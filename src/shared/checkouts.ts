import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The git checkouts that contain a folder, itself included, innermost first. Files in a checkout are
 * untrusted: anybody may have written them.
 */
export function checkoutsAround(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) if (isCheckout(at)) found.push(at);
  return found;
}

/** Whether a folder has an entry named `.git`, of any kind. */
export function isCheckout(folder: string): boolean {
  try {
    return lstatSync(join(folder, ".git"), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
