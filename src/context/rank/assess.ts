import { exact } from "../indexing/fields.js";
import { withoutExtension } from "../indexing/module-name.js";
import { eachPosting } from "../indexing/postings.js";
import type { Corpus } from "../retrieve/corpus.js";
import { findMentions } from "../retrieve/find-mentions.js";
import { nameParts } from "../retrieve/qualified-name.js";
import { isForeign, type Query } from "../retrieve/query.js";
import { spellingsOf } from "../retrieve/signed-names.js";
import { askedIn } from "../text/asked-in.js";
import { partsByTerm, wholeIdentifier, wordTerms } from "../text/terms.js";
import { ANSWERED_FROM, confidenceOf } from "./confidence.js";
import { evidenceOf, heldTogether, inOneChunk } from "./evidence.js";
import type { Ranking } from "./rank.js";

/** Whether the repository holds the answer to a task. */
export interface Assessment {
  /** Likelihood, 0 to 1. */
  readonly confidence: number;
  readonly answered: boolean;
}

/** Why a task is not answered. */
export interface Doubt {
  /** Words and names of the task that no file holds, as written, those that count most first. */
  readonly unknown: readonly string[];
  /** The first file, and how many of the task's words it holds; absent when it holds none as a whole. */
  readonly best?: { readonly path: string; readonly has: number; readonly of: number };
  /** Words of the task that the code imports as modules, which are not files of the repository. */
  readonly elsewhere: readonly string[];
}

// A task that is a name or a path needs no model: what it names is here, or it is not.
const HERE = 0.98;
const ABSENT = 0.02;
/** When another word was searched for in place of a name. */
const CORRECTED = 0.6;

export async function assess(corpus: Corpus, ranking: Ranking): Promise<Assessment> {
  const confidence = await likelihoodOf(corpus, ranking);
  return { confidence, answered: confidence >= ANSWERED_FROM };
}

async function likelihoodOf(corpus: Corpus, ranking: Ranking): Promise<number> {
  const { query } = ranking;
  if (ranking.files.length === 0) return 0;
  // By meaning a file can match without a word of the task, and the model knows words only.
  const byMeaning = ranking.similarity !== undefined;
  const name = query.symbol ?? nameWithSigns(query);
  if (name !== undefined && !byMeaning) {
    if (!(await isNamed(corpus, ranking, name))) return ABSENT;
    return ranking.corrections.length > 0 ? CORRECTED : HERE;
  }
  if (query.paths.has(query.text.trim())) return findMentions(corpus, query).named.size > 0 ? HERE : ABSENT;
  const confidence = confidenceOf(await evidenceOf(corpus, ranking), query.describesChange);
  // The model was learned on tasks of several words in English. Of two words that stand together it has seen too few, and of
  // another language it finds fewer words in code.
  const isUnsure =
    byMeaning ||
    (confidence < ANSWERED_FROM && (await heldTogether(corpus, ranking))) ||
    askedIn(query.text) !== undefined ||
    isForeign(query.text);
  return isUnsure ? Math.max(confidence, ANSWERED_FROM) : confidence;
}

const NAME_WITH_SIGNS =
  /^[^\p{L}\p{M}\p{N}_\s]*([\p{L}_](?:[\p{L}\p{M}\p{N}_]|(?:[.$#-]|::|->)(?=[\p{L}_]))*)[^\p{L}\p{M}\p{N}_\s]*$/u;

/** The name when the whole task is one with signs around it, which the source need not have: `--flag`, `:has`, `%HOME%`. */
function nameWithSigns({ text, paths }: Query): string | undefined {
  const written = text.trim();
  const name = paths.size === 0 ? NAME_WITH_SIGNS.exec(written)?.[1] : undefined;
  return name === written ? undefined : name;
}

/** Whether every part of a name is defined or is a word of some file, in any style of writing. */
async function isNamed(corpus: Corpus, { literals }: Ranking, name: string): Promise<boolean> {
  for (const part of nameParts(name)) {
    const words = part.split(/[^\p{L}\p{M}\p{N}_]+/u).filter((word) => word !== "");
    // The last term of several is the whole identifier.
    const whole = wordTerms(words.join("_")).slice(-1);
    const spellings = [part, ...spellingsOf(words.join("-"))];
    const found = await corpus.postings([...spellings.map(exact.definition), ...whole]);
    if (found.some(({ documents }) => documents > 0)) continue;
    // A flag or a variable may be written with its signs only, and a word like `has` is not indexed without them.
    if (words.length > 1 && (await inOneChunk(corpus, words.flatMap(wordTerms)))) continue;
    if (whole.length === 0 && literals.some(({ files }) => files.size > 0)) continue;
    return false;
  }
  return true;
}

/** Words that a doubt names at most. */
const MOST_NAMED = 5;

/** Explains why a task is not answered. Reads more of the index than `assess`. */
export async function doubtOf(corpus: Corpus, ranking: Ranking): Promise<Doubt> {
  const written = writtenWords(ranking.query);
  const words = ranking.matches.terms
    .filter(({ term }) => written.has(term))
    .sort((a, b) => b.fileWeight - a.fileWeight);
  const first = ranking.files[0];
  const has = first
    ? await heldBy(
        corpus,
        first.file,
        words.map(({ term }) => term),
      )
    : 0;
  // A file that has none of them as a whole is found by parts of them, so "has 0 words" would be false.
  const best = first && has > 0 ? { path: corpus.files[first.file]!.path, has, of: words.length } : undefined;
  const unknown = words.filter(({ files }) => files === 0).map(({ term }) => written.get(term)!);
  return {
    unknown: withoutParts([...new Set(unknown)]).slice(0, MOST_NAMED),
    ...(best ? { best } : {}),
    elsewhere: (await importedFromElsewhere(corpus, [...new Set(written.values())])).slice(0, MOST_NAMED),
  };
}

/** The words of a task by their terms, as written. A name is one word, not its parts. */
function writtenWords({ text, names, compounds, terms }: Query): ReadonlyMap<string, string> {
  const written = new Map([...partsByTerm(text)].filter(([term]) => terms.has(term) && !compounds.has(term)));
  for (const name of names.keys())
    for (const part of nameParts(name)) {
      const whole = wholeIdentifier(part.replaceAll("$", ""));
      if (!terms.has(whole)) continue;
      for (const term of partsByTerm(part).keys()) written.delete(term);
      written.set(whole, part);
    }
  return written;
}

/** Leaves out words that are a part of another one in the list: `zorp` of `flurbleZorp`. */
function withoutParts(words: readonly string[]): string[] {
  const lower = words.map((word) => word.toLowerCase());
  return words.filter((_, at) => !lower.some((other, index) => index !== at && other.includes(lower[at]!)));
}

/** How many of the terms a file holds. */
async function heldBy(corpus: Corpus, file: number, terms: readonly string[]): Promise<number> {
  const found = await corpus.postings(terms);
  return found.filter(({ parts }) =>
    parts.some(({ base, postings }) => {
      let holds = false;
      eachPosting(postings, (local) => {
        holds ||= corpus.fileOfDocument[base + local] === file;
      });
      return holds;
    }),
  ).length;
}

/** The words that are imported as modules, but are neither defined here nor the name of a file or folder. */
async function importedFromElsewhere(corpus: Corpus, words: readonly string[]): Promise<string[]> {
  const lower = words.map((word) => word.toLowerCase());
  const imported = await corpus.postings(lower.map(exact.module));
  const defined = await corpus.postings(words.map(exact.definition));
  const candidates = words.filter((_, at) => imported[at]!.documents > 0 && defined[at]!.documents === 0);
  if (candidates.length === 0) return [];
  const own = new Set<string>();
  for (const { path } of corpus.files)
    for (const part of path.toLowerCase().split("/")) own.add(part).add(withoutExtension(part));
  return candidates.filter((word) => !own.has(word.toLowerCase()));
}
