import { wordTerms } from "../text/terms.js";
import { EdgeCollector } from "./collect.js";
import type { FoundRelation, GraphNode } from "./edge.js";
import type { ReadLines } from "./read-lines.js";
import type { GraphReader } from "./reader.js";
import type { GraphTarget } from "./target.js";

/** Most document files that are read to check whether a word is a mention of the code. */
const READ_DOCUMENTS = 80;

/**
 * Sections of documents that mention the target: a file by its path or name, a symbol by its name. A name
 * that is an ordinary word (`run`) counts only when it is written as code.
 */
export async function documentsOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
  readLines: ReadLines,
): Promise<FoundRelation> {
  const found = new EdgeCollector("documents", limit);
  const { corpus } = reader;
  const places = await sectionsWith(reader, target);
  const documents = [...new Set(places.map(([file]) => file))];
  if (documents.length > READ_DOCUMENTS)
    found.notes.push(
      `${documents.length - READ_DOCUMENTS} of ${documents.length} documents that contain the word were not read`,
    );
  const said = mention(target);
  const own = new Set(target.nodes.map(({ file }) => file));
  for (const file of documents.slice(0, READ_DOCUMENTS)) {
    if (own.has(file)) continue;
    const lines = await readLines(file);
    const hits: number[] = [];
    lines.forEach((line, index) => {
      if (said.test(line)) hits.push(index + 1);
    });
    for (const [node, inside] of await bySection(reader, file, hits))
      found.add(
        node,
        "mentioned",
        inside,
        target.symbol && !target.nodes[0]!.symbol!.includes(".") ? undefined : 0.8,
      );
  }
  for (const file of documents.slice(READ_DOCUMENTS)) found.unresolved(corpus.files[file]!.path, 1);
  return found.result();
}

/** Chunks of documents that contain the name's rarest term. */
async function sectionsWith(
  reader: GraphReader,
  target: GraphTarget,
): Promise<(readonly [number, number])[]> {
  const word = target.symbol ? target.name : target.name.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const terms = wordTerms(word);
  // The last term is the whole identifier, which is rarer than its parts.
  const rarest = terms[terms.length - 1];
  if (rarest === undefined) return [];
  const places = await reader.places(rarest);
  return places.filter(([file]) => reader.corpus.files[file]!.role.documentation);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Matches a line that mentions the target. */
function mention(target: GraphTarget): RegExp {
  if (!target.symbol) {
    const name = target.name.replace(/^.*\//, "");
    const bare = target.name.replace(/\.[^./]*$/, "");
    return new RegExp(`(?<![\\w/])(?:[\\w.-]+/)*${escaped(name)}\\b|${escaped(bare)}\\b`);
  }
  const name = escaped(target.name);
  if (/[a-z\d][A-Z]|_|^[A-Z][a-z]+[A-Z]/.test(target.name)) return new RegExp(`(?<![\\w])${name}(?!\\w)`);
  // Written as code: in backticks (also with a role such as :class:`Foo`), with `(` after it, or after `.` or
  // `::`.
  return new RegExp(`\`[^\`]*(?<!\\w)${name}(?!\\w)[^\`]*\`|(?<!\\w)${name}\\(|\\w(?:\\.|::)${name}(?!\\w)`);
}

async function bySection(
  reader: GraphReader,
  file: number,
  lines: readonly number[],
): Promise<Map<GraphNode, number[]>> {
  const chunks = await reader.chunks(file);
  const byChunk = new Map<number, number[]>();
  for (const line of lines) {
    let inside = 0;
    chunks.forEach((chunk, index) => {
      if (chunk.kind === "section" && chunk.startLine <= line && line <= chunk.endLine) inside = index;
    });
    byChunk.set(inside, [...(byChunk.get(inside) ?? []), line]);
  }
  const found = new Map<GraphNode, number[]>();
  for (const [chunk, inside] of byChunk) found.set(await reader.node(file, chunk), inside);
  return found;
}
