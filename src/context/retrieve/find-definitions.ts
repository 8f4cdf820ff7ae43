import { exact } from "../indexing/fields.js";
import { type OutlineChunk, qualifiedName } from "../indexing/outline.js";
import type { FileRow } from "../store/contract.js";
import type { Corpus } from "./corpus.js";
import { nameParts, selectByName } from "./qualified-name.js";

export interface FoundDefinition {
  readonly path: string;
  readonly symbol: string;
  readonly kind: string;
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * Finds the definitions of a name such as `parse`, `Parser.parse` or `Parser::parse`, most likely first: the
 * project's own code before tests, headings, examples and copies; longer definitions before shorter ones.
 */
export async function findDefinitions(corpus: Corpus, name: string): Promise<FoundDefinition[]> {
  const parts = nameParts(name);
  const last = parts[parts.length - 1];
  if (last === undefined) return [];
  const all: { readonly file: FileRow; readonly chunk: OutlineChunk; readonly symbol: string }[] = [];
  for (const [file, index] of await corpus.places(exact.definition(last))) {
    const [chunks] = await corpus.chunks([file]);
    const chunk = chunks?.[index];
    // A component's file has no qualified name: it is defined by the name that it is used by.
    const symbol = chunk?.kind === "file" ? last : qualifiedName(chunks ?? [], index);
    if (chunks && chunk) all.push({ file: corpus.files[file]!, chunk, symbol });
  }
  const found = [...selectByName(parts, all, ({ symbol }) => symbol).meant];
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
