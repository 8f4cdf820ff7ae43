import { exact } from "../indexing/fields.js";
import { type OutlineChunk, qualifiedName } from "../indexing/outline.js";
import { eachPosting } from "../indexing/postings.js";
import type { FileRow } from "../store/contract.js";
import type { Corpus } from "./corpus.js";

export interface Definition {
  readonly path: string;
  readonly symbol: string;
  readonly kind: string;
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * Definitions of a name, `parse` or `Parser.parse` or `Parser::parse`, likeliest first: those of the project before
 * tests, headings, examples and copies, long ones before short ones.
 */
export async function findDefinitions(corpus: Corpus, name: string): Promise<Definition[]> {
  const parts = nameParts(name);
  const last = parts[parts.length - 1];
  if (last === undefined) return [];
  const [{ parts: lists }] = (await corpus.postings([exact.definition(last)])) as [
    Awaited<ReturnType<Corpus["postings"]>>[number],
  ];
  const documents: number[] = [];
  for (const { base, postings } of lists)
    eachPosting(postings, (local) => {
      if (corpus.fileOfDocument[base + local]! >= 0) documents.push(base + local);
    });
  const all: { readonly file: FileRow; readonly chunk: OutlineChunk; readonly symbol: string }[] = [];
  for (const document of documents) {
    const file = corpus.fileOfDocument[document]!;
    const [chunks] = await corpus.chunks([file]);
    const index = document - corpus.firstDocument[file]!;
    const chunk = chunks?.[index];
    if (chunks && chunk) all.push({ file: corpus.files[file]!, chunk, symbol: qualifiedName(chunks, index) });
  }
  const found = [...meantBy(parts, all, ({ symbol }) => symbol)];
  const distance = ({ file: { role }, chunk }: (typeof found)[number]): number =>
    Number(role.vendored) * 8 +
    Number(role.generated) * 6 +
    Number(role.test) * 4 +
    Number(chunk.kind === "section") * 3 +
    Number(role.example) * 2 +
    Number(role.documentation);
  const size = ({ chunk }: (typeof found)[number]): number => chunk.endLine - chunk.startLine;
  found.sort(
    (a, b) => distance(a) - distance(b) || size(b) - size(a) || (a.file.path < b.file.path ? -1 : 1),
  );
  return found.map(({ file, chunk, symbol }) => ({
    path: file.path,
    symbol,
    kind: chunk.kind,
    startLine: chunk.startLine,
    endLine: chunk.endLine,
  }));
}

/** `Parser.parse`, `Parser::parse` or `Parser#parse`, taken apart. */
export const nameParts = (name: string): string[] =>
  name.split(/\.|::|->|#|\//).filter((part) => part !== "");

/**
 * Those of some definitions of a name that its parts mean: whose qualified name ends with them; where there is none, with
 * what stands behind a package (`http.Server.Close` is `Server.Close` in its file).
 */
export function meantBy<T>(
  parts: readonly string[],
  found: readonly T[],
  symbolOf: (one: T) => string,
): readonly T[] {
  const meant = found.filter((one) => endsWith(symbolOf(one), parts));
  const packages = parts.slice(0, -1).findIndex((part) => !/^[a-z_][a-z\d_]*$/.test(part));
  const bare = parts.slice(packages < 0 ? parts.length - 1 : packages);
  return meant.length > 0 || bare.length === parts.length
    ? meant
    : found.filter((one) => endsWith(symbolOf(one), bare));
}

/** Whether a qualified name is meant by these last parts of it. */
const endsWith = (symbol: string, parts: readonly string[]): boolean => {
  const names = symbol.split(/\.|::| > /);
  return parts.every((part, index) => names[names.length - parts.length + index] === part);
};
