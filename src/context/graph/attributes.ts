import { familyOf, scopesOf } from "../languages/index.js";
import type { Effort } from "./effort.js";
import { type GraphReader, ownerOf } from "./reader.js";
import { filesWith } from "./textual-uses.js";

/** Most files that are searched for assignments of one name. */
const MOST_FILES = 600;
const LONGEST_LINE = 400;
const known = new WeakMap<Effort, Map<string, Promise<ReadonlySet<string>>>>();

/**
 * Simple names of the classes whose methods assign an attribute of a name (`self.NAME = …`), in languages that declare
 * attributes so. Such an attribute is no definition of the index.
 */
export function assigningOwners(
  reader: GraphReader,
  name: string,
  language: string,
): Promise<ReadonlySet<string>> {
  const names = known.get(reader.effort) ?? new Map<string, Promise<ReadonlySet<string>>>();
  known.set(reader.effort, names);
  const family = familyOf(language);
  const key = `${family} ${name}`;
  let found = names.get(key);
  if (!found) {
    found = readOwners(reader, name, family);
    names.set(key, found);
  }
  return found;
}

async function readOwners(reader: GraphReader, name: string, family: string): Promise<ReadonlySet<string>> {
  const owners = new Set<string>();
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  for (const file of (await filesWith(reader, name, family)).slice(0, MOST_FILES)) {
    const { fields = [] } = scopesOf(reader.corpus.files[file]!.language).types ?? {};
    if (fields.length === 0) continue;
    const patterns = fields.map(
      (source) => new RegExp(source.replaceAll("NAME", `(?<![\\w$])${escaped}(?![\\w$])`), "u"),
    );
    const lines = await reader.lines(file);
    const chunks = await reader.chunks(file);
    lines.forEach((line, index) => {
      if (!line.includes(name)) return;
      const text = line.slice(0, LONGEST_LINE);
      if (!patterns.some((pattern) => pattern.test(text))) return;
      let chunk = -1;
      chunks.forEach(({ kind, startLine, endLine }, at) => {
        if (kind !== "text" && startLine <= index + 1 && index + 1 <= endLine) chunk = at;
      });
      const owner = chunk < 0 ? "" : ownerOf(chunks, chunk);
      if (owner !== "") owners.add(owner);
    });
  }
  return owners;
}
