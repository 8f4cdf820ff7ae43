import { exact } from "../indexing/fields.js";
import { qualifiedName } from "../indexing/outline.js";
import { eachPosting } from "../indexing/postings.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { Mentions } from "../retrieve/find-mentions.js";
import { nameParts, selectByName } from "../retrieve/qualified-name.js";
import type { Query } from "../retrieve/query.js";

/**
 * Finds the documents that define a name of the query exactly.
 * @returns by document number, the strength of the evidence, 0 to 1; 1 when the name is the whole query.
 */
export async function findDefining(
  corpus: Corpus,
  query: Query,
  mentions: Mentions,
): Promise<Map<number, number>> {
  const names = definitionNames(query);
  const defining = await corpus.postings([...names.keys()].map(exact.definition));
  const definitions = new Map<number, number>();
  const framed = new Set(query.frames.map(({ name }) => name.split(".").pop()));
  [...names].forEach(([name, weight], index) => {
    const { parts, documents } = defining[index]!;
    // A name with many definitions is weak evidence for each, unless the name is the whole query.
    const strength = name === query.symbol ? 1 : weight / Math.sqrt(Math.max(1, documents));
    for (const { base, postings: list } of parts)
      eachPosting(list, (local) => {
        const file = corpus.fileOfDocument[base + local]!;
        if (file < 0) return;
        const traced = framed.has(name) ? (mentions.traced.get(file) ?? 0) : 0;
        definitions.set(base + local, Math.max(strength, traced, definitions.get(base + local) ?? 0));
      });
  });
  const symbolParts = nameParts(query.symbol ?? "");
  if (symbolParts.length > 1)
    for (const document of await documentsNamed(symbolParts, definitions.keys(), corpus))
      definitions.set(document, 1);
  return definitions;
}

/** Most definitions of a qualified name that are checked, because their outlines have to be read. */
const MOST_QUALIFIED = 64;

/** Selects the documents whose qualified name matches the parts. */
async function documentsNamed(
  parts: readonly string[],
  defining: Iterable<number>,
  corpus: Corpus,
): Promise<readonly number[]> {
  const documents = [...defining].slice(0, MOST_QUALIFIED);
  const files = documents.map((document) => corpus.fileOfDocument[document]!);
  const chunks = await corpus.chunks(files);
  const symbols = new Map(
    documents.map((document, at) => [
      document,
      qualifiedName(chunks[at]!, document - corpus.firstDocument[files[at]!]!),
    ]),
  );
  return selectByName(parts, documents, (document) => symbols.get(document)!).meant;
}

/**
 * Names to look up as exact definitions, with weights: names written as code, and plain words that may be
 * names.
 */
function definitionNames(query: Query): Map<string, number> {
  const names = new Map<string, number>();
  const add = (name: string, weight: number): void => {
    // In a long text a single letter is a variable of some example.
    if (name.length > 1 || !query.isReport) names.set(name, Math.max(weight, names.get(name) ?? 0));
  };
  for (const [name, weight] of query.names) {
    const last = nameParts(name).at(-1) ?? name;
    add(name, weight);
    add(last, weight);
  }
  const asked = nameParts(query.symbol ?? "").at(-1);
  if (asked !== undefined) add(asked, 1);
  if (query.words <= 24)
    for (const word of query.mayName.normalize().match(/[\p{L}_][\p{L}\p{N}\p{M}_]{2,}/gu) ?? []) {
      const alone = query.words === 1 ? 1 : 0;
      add(word, Math.max(alone, /^[A-Z]/.test(word) ? 0.6 : 0.35));
      if (/^[a-z]/.test(word)) add(word[0]!.toUpperCase() + word.slice(1), Math.max(alone * 0.9, 0.35));
      else if (/^[A-Z][a-z]/.test(word)) add(word[0]!.toLowerCase() + word.slice(1), 0.3);
    }
  return names;
}
