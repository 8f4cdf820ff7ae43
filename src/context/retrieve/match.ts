import { BODY, DOC, NAME, PATH, SCOPE, SIGNATURE } from "../indexing/fields.js";
import { countIn, eachPosting } from "../indexing/postings.js";
import type { Corpus, TermPostings } from "./corpus.js";
import type { Query } from "./query.js";

/**
 * Parameters of BM25F (Robertson, Zaragoza, Taylor 2004, "Simple BM25 extension to multiple weighted fields",
 * §4): occurrences are weighted by field and divided by the field's length before they saturate, so that a
 * name counts more than one word of a body. One pass over the postings scores chunks and whole files.
 */
export interface Bm25fParameters {
  /** Saturation: with 0, further occurrences of a term add nothing; 1.2 to 2 is usual. */
  readonly k1: number;
  /**
   * Length normalisation of bodies, from 0 (none) to 1 (full). Other fields are short and are not normalised.
   */
  readonly b: number;
  /**
   * The same for documents in prose. A long text of prose repeats its words, so it is divided by more of its length than
   * code, in which a long file has more to say.
   */
  readonly proseB: number;
  /** Weight of an occurrence by field, in the order of `fields`. */
  readonly weights: readonly number[];
}

export interface MatchParameters {
  readonly chunk: Bm25fParameters;
  readonly file: Bm25fParameters;
}

export interface TermMatch {
  readonly term: string;
  /** Weight in the query times inverse document frequency. */
  readonly fileWeight: number;
  readonly chunkWeight: number;
  readonly files: number;
  /** Whether the term joins two neighbouring words of the task into one identifier. */
  readonly compound: boolean;
}

export interface Matches {
  readonly terms: readonly TermMatch[];
  /** By file number: BM25F of the whole file. */
  readonly fileScore: Float32Array;
  /** By document number: BM25F of the chunk. */
  readonly chunkScore: Float32Array;
  /** By file number: its best chunk, and the score of that chunk. */
  readonly bestChunk: Int32Array;
  readonly bestChunkScore: Float32Array;
}

/** Robertson–Sparck Jones weight without relevance information, never negative (Lucene's form). */
const inverseDocumentFrequency = (total: number, having: number): number =>
  Math.log(1 + (total - having + 0.5) / (having + 0.5));

export function matchTerms(
  corpus: Corpus,
  postings: readonly TermPostings[],
  query: Pick<Query, "terms" | "compounds">,
  parameters: MatchParameters,
): Matches {
  const fileScore = new Float32Array(corpus.files.length);
  const chunkScore = new Float32Array(corpus.documents);
  const terms: TermMatch[] = [];
  for (const entry of postings) {
    const weight = query.terms.get(entry.term) ?? 0;
    if (weight === 0) continue;
    const compound = query.compounds.has(entry.term);
    const term = matchTerm(corpus, entry, { weight, compound }, parameters, fileScore, chunkScore);
    terms.push(term);
  }
  return { terms, fileScore, chunkScore, ...bestChunks(corpus, fileScore, chunkScore) };
}

function matchTerm(
  corpus: Corpus,
  entry: TermPostings,
  { weight, compound }: { readonly weight: number; readonly compound: boolean },
  { chunk, file }: MatchParameters,
  fileScore: Float32Array,
  chunkScore: Float32Array,
): TermMatch {
  const { fileOfDocument, bodyLengths, averageBodyLength } = corpus;
  const chunkWeight =
    weight * inverseDocumentFrequency(corpus.liveDocuments, Math.min(entry.documents, corpus.liveDocuments));
  // Counts per whole file: the documents of a file are contiguous, so a file ends when the number changes.
  const counts: { file: number; body: number; other: number }[] = [];
  let current = -1;
  let b = chunk.b;
  let body = 0;
  let other = 0;
  for (const { base, postings } of entry.parts) {
    eachPosting(postings, (local, packed) => {
      const document = base + local;
      const fileNumber = fileOfDocument[document]!;
      if (fileNumber < 0) return;
      if (fileNumber !== current) {
        if (current >= 0) counts.push({ file: current, body, other });
        current = fileNumber;
        b = corpus.files[fileNumber]!.role.documentation ? chunk.proseB : chunk.b;
        body = 0;
        other = 0;
      }
      const inBody = countIn(packed, BODY);
      const scale = 1 - b + (b * bodyLengths[document]!) / averageBodyLength;
      // Avoids 0 / 0: with b = 1, `scale` is 0 for an empty body.
      const bodyFrequency = inBody === 0 ? 0 : (chunk.weights[BODY]! * inBody) / scale;
      const frequency = bodyFrequency + fieldSum(packed, chunk.weights);
      chunkScore[document]! += (chunkWeight * frequency) / (chunk.k1 + frequency);
      body += inBody;
      other += fieldSum(packed, file.weights);
    });
  }
  if (current >= 0) counts.push({ file: current, body, other });
  const fileWeight = weight * inverseDocumentFrequency(corpus.files.length, counts.length);
  for (const found of counts) {
    const b = corpus.files[found.file]!.role.documentation ? file.proseB : file.b;
    const scale = 1 - b + (b * corpus.fileLengths[found.file]!) / corpus.averageFileLength;
    const frequency = (found.body === 0 ? 0 : (file.weights[BODY]! * found.body) / scale) + found.other;
    fileScore[found.file]! += (fileWeight * frequency) / (file.k1 + frequency);
  }
  return { term: entry.term, fileWeight, chunkWeight, files: counts.length, compound };
}

function fieldSum(packed: number, weights: readonly number[]): number {
  if (packed <= 31) return 0;
  return (
    weights[NAME]! * countIn(packed, NAME) +
    weights[SIGNATURE]! * countIn(packed, SIGNATURE) +
    weights[DOC]! * countIn(packed, DOC) +
    weights[SCOPE]! * countIn(packed, SCOPE) +
    weights[PATH]! * countIn(packed, PATH)
  );
}

function bestChunks(corpus: Corpus, fileScore: Float32Array, chunkScore: Float32Array) {
  const bestChunk = new Int32Array(corpus.files.length).fill(-1);
  const bestChunkScore = new Float32Array(corpus.files.length);
  for (let file = 0; file < fileScore.length; file++) {
    if (fileScore[file] === 0) continue;
    const first = corpus.firstDocument[file]!;
    const end = first + corpus.files[file]!.documents;
    let best = 0;
    for (let document = first; document < end; document++) {
      if (chunkScore[document]! <= best) continue;
      best = chunkScore[document]!;
      bestChunk[file] = document;
    }
    bestChunkScore[file] = best;
  }
  return { bestChunk, bestChunkScore };
}
