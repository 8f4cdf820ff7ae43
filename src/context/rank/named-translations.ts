import { slotBetween } from "../text/sibling-paths.js";
import type { AlikeSources } from "./fold-alike.js";
import { comparedPath } from "./path-parts.js";
import type { RankedFile } from "./rank.js";

/**
 * Files in the languages that the task names, `de.json` for "German", beside the files that they translate. A
 * translation shares few words with the task, so it often ranks far below the original.
 * @param best files of the results.
 * @param ranked all ranked files, best first.
 * @returns by the number of an original: its translations that the task names and that are not among the results,
 * the most common form of the language first.
 */
export function namedTranslations(
  best: readonly number[],
  ranked: readonly RankedFile[],
  { corpus, asked }: AlikeSources,
): Map<number, RankedFile[]> {
  const listed = new Set(best);
  const found = new Map<number, RankedFile[]>();
  const languageOf = (file: number) => comparedPath(corpus, file).parts.language;
  if (!best.some(languageOf)) return found;
  const written = ranked.filter(({ file }) => languageOf(file));
  for (const original of best) {
    if (!languageOf(original)) continue;
    const named: RankedFile[] = [];
    for (const file of written) {
      if (listed.has(file.file)) continue;
      const slot = slotBetween(comparedPath(corpus, file.file).parts, comparedPath(corpus, original).parts);
      if (!slot?.translated || asked.relate(slot) !== "better") continue;
      listed.add(file.file);
      named.push(file);
    }
    const isUsual = ({ file }: RankedFile): boolean => languageOf(file)?.isUsual ?? false;
    // "German" means `de` or `de-DE` rather than `de-CH`.
    if (named.length > 0)
      found.set(original, [...named.filter(isUsual), ...named.filter((file) => !isUsual(file))]);
  }
  return found;
}
