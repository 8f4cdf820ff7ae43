import type { State } from "./state.js";

/** @returns inconsistencies of an index, as sentences. */
export function problemsOf({ segments, contents, contentsOf, vectors, checkouts }: State): string[] {
  const problems: string[] = [];
  const listed = new Set<number>();
  for (const [name, checkout] of checkouts)
    for (const [path, { content }] of checkout.listed) {
      listed.add(content);
      if (contents.get(content)?.path !== path) problems.push(`"${name}" lists ${path} without its content`);
      if (checkout.skipped.has(path)) problems.push(`"${name}" lists and skips ${path}`);
    }
  const ends = new Map<number, number>();
  const inOrder = [...contents.values()].sort((a, b) => a.firstDocument - b.firstDocument);
  for (const { id, path, segment, firstDocument, documents, released } of inOrder) {
    const end = firstDocument + documents;
    if (!contentsOf.get(path)?.includes(id)) problems.push(`content ${id} is not found by its path ${path}`);
    if ((released === undefined) !== listed.has(id))
      problems.push(`content ${id} is taken for ${released === undefined ? "listed" : "unlisted"}`);
    if (end > (segments.get(segment)?.documents ?? 0)) problems.push(`content ${id} is not in its segment`);
    if (firstDocument < (ends.get(segment) ?? 0))
      problems.push(`content ${id} shares documents with another`);
    ends.set(segment, end);
  }
  const kept = [...contentsOf.values()].reduce((sum, ids) => sum + ids.length, 0);
  if (kept !== contents.size) problems.push(`${kept} contents are known by path, of ${contents.size}`);
  for (const [id, { documents, bucketBits, buckets, bodyLengths }] of segments) {
    if (!ends.has(id)) problems.push(`segment ${id} holds no content`);
    if (buckets.length !== 2 ** bucketBits || bodyLengths.length !== documents)
      problems.push(`segment ${id} is not whole`);
  }
  for (const [model, files] of vectors)
    for (const file of files.keys())
      if (!contents.has(file)) problems.push(`there is a vector of ${model} without its content ${file}`);
  return problems;
}
