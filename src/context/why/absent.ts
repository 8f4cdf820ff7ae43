import { type FoveaError, usageError } from "../../shared/errors.js";
import { isInnerName } from "../files/open-inside.js";
import type { UpdatePlan } from "../indexing/update.js";
import { type IgnoringRule, ignoringRuleIn } from "../scan/ignoring-rule.js";
import { isNeverListed } from "../scan/skip-by-name.js";
import type { SkipReason, Source } from "../scan/source.js";

/** The reason why a path is not in the index. */
export type Absence =
  | { readonly verdict: "skipped"; readonly reason: SkipReason; readonly rule?: IgnoringRule }
  /** Version control and installed packages are never indexed, regardless of ignore files. */
  | { readonly verdict: "never-indexed" }
  /** The next update will index it. */
  | { readonly verdict: "not-indexed-yet" }
  | { readonly verdict: "not-in-repository" };

/**
 * Finds out why a path is not in the index.
 * @param plan the changes that the next update would make.
 * @throws FoveaError `path-is-folder`.
 */
export async function absenceOf(source: Source, plan: UpdatePlan, path: string): Promise<Absence> {
  if (path === "") throw isFolder(".");
  if (source.members?.some(({ name }) => path === name || path === `${name}/`)) throw isFolder(path);
  if (isNeverListed(path)) return { verdict: "never-indexed" };
  const isOutside = source.members?.every(({ name }) => !path.startsWith(`${name}/`)) ?? false;
  if (!isInnerName(path) || isOutside) return { verdict: "not-in-repository" };
  const isHere = (each: { readonly path: string }): boolean => each.path === path;
  const skipped = plan.listing.skipped.find(isHere);
  if (skipped) return skippedFor(skipped.reason, source, path);
  if (plan.jobs.some(isHere)) return { verdict: "not-indexed-yet" };
  const byContent = plan.listing.files.some(isHere) ? plan.snapshot.skipped.find(isHere) : undefined;
  if (byContent) return { verdict: "skipped", reason: byContent.reason };
  const seen = source.look?.(path) ?? "nothing";
  if (seen === "nothing") return { verdict: "not-in-repository" };
  if (seen === "folder") throw isFolder(path);
  // The file exists but was not listed, so git (or, without git, the file walk) ignores it.
  return skippedFor("reason" in seen ? seen.reason : "ignored", source, path);
}

const isFolder = (path: string): FoveaError =>
  usageError(
    "path-is-folder",
    `${path} is a folder`,
    "Name one of its files; fovea search --files shows paths.",
  );

async function skippedFor(reason: SkipReason, source: Source, path: string): Promise<Absence> {
  const rule = reason === "ignored" ? await ignoringRuleIn(source, path) : undefined;
  return { verdict: "skipped", reason, ...(rule ? { rule } : {}) };
}
