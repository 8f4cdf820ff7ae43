import { count } from "../../shared/trace.js";
import { exact } from "../indexing/fields.js";
import { eachPosting } from "../indexing/postings.js";
import { depthOf, isData } from "../languages/index.js";
import type { FileRow } from "../store/contract.js";
import { type Message, messageOf, messageWords, shareOfMessage } from "../text/message.js";
import { wholeIdentifier, wordTerms } from "../text/terms.js";
import type { Corpus, TermPostings } from "./corpus.js";
import type { Literal } from "./literals.js";
import type { Query } from "./query.js";
import { spellingsOf } from "./signed-names.js";

/** A literal of a task, and the files that have it. */
export interface FoundLiteral {
  readonly literal: Literal;
  /** By file number: 1 when it stands there as written; for a message, the share of it that stands there. */
  readonly files: ReadonlyMap<number, number>;
}

/** Reads the text of a file by its number; empty when the file no longer exists. */
export type TextOf = (file: number) => Promise<string>;

/** Files that are read for a task, and for each of its literals. */
const MOST_FILES = 16;
const FILES_EACH = 16;
/** Bytes of one file and of all together. */
const MOST_FILE_BYTES = 400_000;
const MOST_BYTES = 1_500_000;
/** A term in more chunks chooses no files: it only adds to those that rarer terms chose. */
const COMMON = 2000;
/** Share of a message below which its common words stand there by chance. */
const LEAST_SHARE = 0.4;
/** Share of the weight of a literal's words that a file has at least to be read. */
const LEAST_WEIGHT = 0.5;
/** A word has at most four definitions where one of them is probably meant. */
const CERTAIN = 0.5;
/** Share of a template for which text in quotation marks counts. */
const AS_TEMPLATE = 0.8;
/** Weight of a word that is not indexed, since it is in nearly every text. */
const STOP_WEIGHT = 0.5;

/** Whether it is one word, with signs, which is looked for as it is written. */
const isWritten = ({ kind }: Pick<Literal, "kind">): boolean => kind === "signed" || kind === "named";

interface Prepared {
  readonly literal: Literal;
  readonly terms: readonly TermPostings[];
  readonly message: Message | undefined;
  /** Of one word with signs: the files that define it, by how certainly it means their definition. */
  readonly definers: ReadonlyMap<number, number>;
}

/**
 * Finds the files that hold the literals of a task. The index has words only, so it chooses files that have all or
 * most words of a literal close together, and the best of them are read.
 * @param fileScore by file number: how well its words match the task.
 * @param matching the files that match the task by words or names.
 */
export async function findLiterals(
  corpus: Corpus,
  query: Query,
  fileScore: Float32Array,
  matching: readonly number[],
  textOf: TextOf,
): Promise<FoundLiteral[]> {
  if (query.literals.length === 0) return [];
  const prepared = await prepare(corpus, await withoutDefined(corpus, query.literals));
  const lists = prepared.map((one) => likelyFiles(corpus, query, one, fileScore, matching));
  const texts = await readBest(corpus, lists, textOf);
  return prepared.map(({ literal, message, definers }, index) => {
    const holds = matcherOf(literal, message);
    // A question on the use of an option is not answered where its value is kept.
    const files = new Map(query.wanted === "documentation" ? [] : definers);
    for (const file of lists[index]!) {
      const text = texts.get(file);
      const share = text === undefined ? 0 : holds(text);
      if (share > 0) files.set(file, Math.max(share, files.get(file) ?? 0));
    }
    return { literal, files: stands(lists[index]!, files) ? files : new Map() };
  });
}

/** Leaves out names whose last part is defined in code. */
async function withoutDefined(corpus: Corpus, literals: readonly Literal[]): Promise<readonly Literal[]> {
  const isDefined = async ({ kind, text }: Literal): Promise<boolean> => {
    if (kind !== "named") return false;
    const last = text.match(/[\p{L}\p{N}_$]+/gu)?.at(-1) ?? "";
    const places = await corpus.places(exact.definition(last));
    return places.some(([file]) => isCode(corpus.files[file]!));
  };
  const defined = await Promise.all(literals.map(isDefined));
  return literals.filter((_, index) => !defined[index]);
}

const isCode = ({ language, role }: FileRow): boolean =>
  !isData(language) && !role.documentation && depthOf(language) === "graph";

/** Whether a literal tells files apart: when most files that were read have it, so have others, which were not. */
const stands = (read: readonly number[], files: ReadonlyMap<number, number>): boolean =>
  read.length < FILES_EACH || files.size * 2 <= read.length;

async function prepare(corpus: Corpus, literals: readonly Literal[]): Promise<Prepared[]> {
  const termsOf = literals.map(({ text }) => [...new Set((text.match(WORDS) ?? []).flatMap(wholeTerms))]);
  // Signs that belong to a name, as in `$HOME`, are no part of a message's words.
  const spoken = literals.flatMap((literal) => (isWritten(literal) ? [] : messageWords(literal.text)));
  const wanted = new Set([...termsOf.flat(), ...spoken.flatMap(wholeTerms)]);
  const all = new Map((await corpus.postings([...wanted])).map((entry) => [entry.term, entry]));
  const idf = ({ documents }: TermPostings): number =>
    documents === 0 ? 0 : Math.log(1 + corpus.liveDocuments / documents);
  const weigh = (word: string): number => {
    const terms = wholeTerms(word);
    if (terms.length === 0) return /\p{L}{2}/u.test(word) ? STOP_WEIGHT : 0;
    return Math.max(...terms.map((term) => idf(all.get(term)!)));
  };
  const definers = await Promise.all(
    literals.map((literal) =>
      isWritten(literal) ? definersOf(corpus, literal.text) : new Map<number, number>(),
    ),
  );
  return literals.map((literal, index) => ({
    literal,
    definers: definers[index]!,
    terms: termsOf[index]!.map((term) => all.get(term)!),
    message: isWritten(literal) ? undefined : messageOf(literal.text, weigh),
  }));
}

/** The files that define what a word with signs means, under any of its spellings. */
async function definersOf(corpus: Corpus, text: string): Promise<Map<number, number>> {
  const [name] = text.match(/[\p{L}_][\p{L}\p{N}_-]*/u) ?? [];
  const files = new Map<number, number>();
  for (const spelling of name === undefined ? [] : spellingsOf(name)) {
    const places = await corpus.places(exact.definition(spelling));
    for (const [file] of places)
      files.set(file, Math.max(1 / Math.sqrt(places.length), files.get(file) ?? 0));
  }
  return files;
}

const WORDS = /[\p{L}\p{M}\p{N}_$]+/gu;

/** The term of a whole identifier, which only files with that identifier have; else the terms of a word. */
function wholeTerms(word: string): readonly string[] {
  const terms = wordTerms(word);
  const whole = wholeIdentifier(word);
  return terms.includes(whole) ? [whole] : terms;
}

/** The files that may hold a literal, best first: those with the most of its words in one chunk. */
function likelyFiles(
  corpus: Corpus,
  query: Query,
  { literal, terms, definers }: Prepared,
  fileScore: Float32Array,
  matching: readonly number[],
): number[] {
  const known = terms.filter(({ documents }) => documents > 0).sort((a, b) => a.documents - b.documents);
  // A text in quotation marks stands where all of its words do; if one is in no file, it may be a printed message.
  const mayBeTemplate = literal.kind === "message" || known.length > 2;
  if (known.length < terms.length && !mayBeTemplate) return [];
  const chunks = new Map<number, number>();
  let total = 0;
  known.forEach(({ documents, parts }, index) => {
    const weight = Math.log(1 + corpus.liveDocuments / documents);
    total += weight;
    const chooses = index === 0 || (mayBeTemplate && documents <= COMMON);
    for (const { base, postings } of parts)
      eachPosting(postings, (local) => {
        const document = base + local;
        const before = chunks.get(document);
        if (before !== undefined || chooses) chunks.set(document, (before ?? 0) + weight);
      });
  });
  const files = new Map<number, number>();
  for (const [document, weight] of chunks) {
    const file = corpus.fileOfDocument[document]!;
    if (file < 0 || weight < LEAST_WEIGHT * total) continue;
    files.set(file, Math.max(weight, files.get(file) ?? 0));
  }
  // A word that is in nearly every text has no postings: files that match the task otherwise are read.
  if (known.length === 0) for (const file of matching) files.set(file, 0);
  for (const [file, certainty] of definers) if (certainty >= CERTAIN) files.set(file, Math.max(1, total));
  const wanted = (file: number): number => {
    const { role } = corpus.files[file]!;
    const isWanted =
      query.wanted === "documentation" ? role.documentation : !role.documentation && !role.test;
    return isWanted ? 1 : 0;
  };
  return [...files]
    .sort(
      ([a, weightA], [b, weightB]) =>
        weightB - weightA || wanted(b) - wanted(a) || fileScore[b]! - fileScore[a]! || a - b,
    )
    .slice(0, FILES_EACH)
    .map(([file]) => file);
}

/** Reads the first files of each list, in turns, within the limits. */
async function readBest(
  corpus: Corpus,
  lists: readonly (readonly number[])[],
  textOf: TextOf,
): Promise<ReadonlyMap<number, string>> {
  const chosen = new Set<number>();
  let bytes = 0;
  for (let place = 0; place < FILES_EACH; place++)
    for (const list of lists) {
      const file = list[place];
      if (file === undefined || chosen.has(file) || chosen.size >= MOST_FILES) continue;
      const size = corpus.files[file]!.bytes;
      if (size > MOST_FILE_BYTES || bytes + size > MOST_BYTES) continue;
      bytes += size;
      chosen.add(file);
    }
  count({ "files read for literals": chosen.size });
  const texts = await Promise.all([...chosen].map(async (file) => [file, await textOf(file)] as const));
  return new Map(texts);
}

/** Returns how much of a literal a text has, 0 to 1. */
function matcherOf({ kind, text: wanted }: Literal, message: Message | undefined): (text: string) => number {
  const template = (text: string): number => {
    const share = message ? shareOfMessage(message, text) : 0;
    return share >= LEAST_SHARE ? share : 0;
  };
  if (kind === "message") return template;
  if (isWritten({ kind })) {
    const forms = signedForms(wanted);
    return (text) => (forms.test(text) ? 1 : 0);
  }
  return (text) => {
    if (text.includes(wanted) || text.toLowerCase().includes(wanted.toLowerCase())) return 1;
    return message!.words.length > 2 ? AS_TEMPLATE * template(text) : 0;
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** A word with its signs, not as a part of a longer word. A flag also in quotation marks without its hyphens. */
function signedForms(written: string): RegExp {
  const isCall = /^[\p{L}_].*\(\)$/u.test(written);
  const word = written.replace(/\(\)$/, "");
  const before = /^[\p{L}_]/u.test(word) ? "(?<![\\p{L}\\p{N}_])" : "(?<![\\p{L}\\p{N}_:@$#.-])";
  const after = isCall ? "\\s*\\(" : "(?![\\p{L}\\p{N}_-])";
  const bare = word.startsWith("--") ? `|["'\`]${escaped(word.slice(2))}["'\`]` : "";
  return new RegExp(`${before}${escaped(word)}${after}${bare}`, "u");
}
