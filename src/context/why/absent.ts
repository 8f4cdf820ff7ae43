import { usageError } from "../../shared/errors.js";
import { isInnerName } from "../files/open-inside.js";
import type { UpdatePlan } from "../indexing/update.js";
import { type IgnoringRule, ignoringRuleIn } from "../scan/ignoring-rule.js";
import { isNeverListed } from "../scan/names.js";
import type { SkipReason, Source } from "../scan/source.js";

/** Why a path is not in the index. */
export type Absence =
  | { readonly verdict: "skipped"; readonly reason: SkipReason; readonly rule?: IgnoringRule }
  /** It is never indexed, whatever the ignore files say: version control, installed packages. */
  | { readonly verdict: "never-indexed" }
  /** It is to be indexed, and waits for the next update. */
  | { readonly verdict: "not-indexed-yet" }
  | { readonly verdict: "not-in-repository" };

/**
 * @param plan what the next update would do.
 * @throws FoveaError `path-is-folder`.
 */
export async function absenceOf(source: Source, plan: UpdatePlan, path: string): Promise<Absence> {
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
  if (seen === "folder")
    throw usageError(
      "path-is-folder",
      `${path} is a folder`,
      "Give one of its files, as fovea search --files shows them.",
    );
  // It is there and was not listed: git, or the walk in its place, ignores it.
  return skippedFor("reason" in seen ? seen.reason : "ignored", source, path);
}

async function skippedFor(reason: SkipReason, source: Source, path: string): Promise<Absence> {
  const rule = reason === "ignored" ? await ignoringRuleIn(source, path) : undefined;
  return { verdict: "skipped", reason, ...(rule ? { rule } : {}) };
}
