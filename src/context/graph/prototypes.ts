import { modulesOf } from "../languages/index.js";
import type { Definition, GraphReader } from "./reader.js";

/** A function whose declaration may stand in another file than its body. */
type Place = Pick<Definition, "file" | "chunk"> & { readonly kind: string };

/**
 * How a source file has a function, in languages with headers (C): `prototype` declares what another file may define,
 * `own` is static, and so seen in its file only; `defined` is seen everywhere. Undefined for anything else.
 */
export async function linkage(
  reader: GraphReader,
  { file, chunk, kind }: Place,
): Promise<"prototype" | "own" | "defined" | undefined> {
  const { path, language } = reader.corpus.files[file]!;
  const { headers } = modulesOf(language);
  if (!headers?.source.test(path) || kind !== "function") return undefined;
  const it = (await reader.chunks(file))[chunk];
  if (!it) return undefined;
  if (/^(?:\w+\s+)*?static\b/.test(it.signature)) return "own";
  const lines = await reader.lines(file);
  const text = lines.slice(it.startLine - 1, it.endLine).join("\n");
  return text !== "" && !/\)[^;"]*\{/.test(text) && /;[^;{}]*$/.test(text) ? "prototype" : "defined";
}

/** Some meanings of a name with the definitions that the prototypes among them declare. */
export async function withDefinitions(
  reader: GraphReader,
  meant: readonly Definition[],
  all: readonly Definition[],
): Promise<readonly Definition[]> {
  const [first] = meant;
  if (!first || meant.length === all.length || !modulesOf(reader.corpus.files[first.file]!.language).headers)
    return meant;
  for (const one of meant) if ((await linkage(reader, one)) !== "prototype") return meant;
  const defined: Definition[] = [];
  for (const one of all) if ((await linkage(reader, one)) === "defined") defined.push(one);
  const { path } = reader.corpus.files[first.file]!;
  const near = nearestPaths(path, defined, ({ file }) => reader.corpus.files[file]!.path);
  return new Set(near.map(({ file }) => file)).size === 1 ? [...meant, ...near] : meant;
}

/** Those of some items whose paths share the most leading folders with a path. */
export function nearestPaths<T>(
  path: string,
  items: readonly T[],
  pathOf: (item: T) => string,
): readonly T[] {
  const folders = path.split("/").slice(0, -1);
  const shared = items.map((item) => {
    const parts = pathOf(item).split("/").slice(0, -1);
    const differs = folders.findIndex((folder, index) => folder !== parts[index]);
    return differs < 0 ? folders.length : differs;
  });
  const most = Math.max(0, ...shared);
  return items.filter((_, index) => shared[index] === most);
}
