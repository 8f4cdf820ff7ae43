import { type Alike, AlikeFolder, type AlikeSources } from "./fold-alike.js";
import { namedTranslations } from "./named-translations.js";
import type { RankedFile } from "./rank.js";

/**
 * The `limit` best files, of which each may stand for others that are like it. Further files take the places of
 * those. A translation that the task names gets the place of the file that it translates.
 * @param ranked best first.
 */
export function bestFiles(
  ranked: readonly RankedFile[],
  limit: number,
  sources: AlikeSources,
): Promise<Alike<RankedFile>[]> {
  const best = ranked.slice(0, limit).map(({ file }) => file);
  const translations = namedTranslations(best, ranked, sources);
  const ordered = translations.size === 0 ? ranked : withTranslations(ranked, translations);
  return new AlikeFolder(sources).fold(ordered, ({ file }) => ({ file, name: "" }), limit);
}

/** The files with translations directly after their originals, whose scores they get. */
function withTranslations(
  ranked: readonly RankedFile[],
  translations: ReadonlyMap<number, readonly RankedFile[]>,
): RankedFile[] {
  const moved = new Set([...translations.values()].flat());
  return ranked.flatMap((original) => {
    if (moved.has(original)) return [];
    const { score, shares, file } = original;
    return [original, ...(translations.get(file) ?? []).map((found) => ({ ...found, score, shares }))];
  });
}
