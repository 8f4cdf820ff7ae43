import type { ParsedFile } from "../../src/context/parse/parsed.js";

/** A parsed file as one reads it: places as lines, parents by name, nothing that is empty. */
export const summarise = (file: ParsedFile) => ({
  language: file.language,
  damaged: file.damaged,
  symbols: file.symbols.map((symbol) => ({
    kind: symbol.kind,
    name: symbol.name,
    ...(symbol.owner ? { owner: symbol.owner } : {}),
    ...(symbol.parent >= 0 ? { in: file.symbols[symbol.parent]!.name } : {}),
    lines: `${symbol.startLine}-${symbol.endLine}`,
    signature: symbol.signature,
    ...(symbol.bodyStart < symbol.end ? {} : { body: false }),
    ...(symbol.doc ? { doc: symbol.doc } : {}),
    ...(symbol.bases.length > 0
      ? { bases: symbol.bases.map(({ name, relation }) => `${relation} ${name}`) }
      : {}),
  })),
  imports: file.imports.map(({ module, names, line }) =>
    [`${line}: ${module}`, ...names.map(({ name, alias }) => (alias ? `${name} as ${alias}` : name))].join(
      " | ",
    ),
  ),
  calls: file.references
    .filter(({ kind }) => kind === "call")
    .map(({ name, receiver, line }) => `${line}: ${receiver ? `${receiver}.` : ""}${name}`),
  ...(file.registered ? { registered: file.registered.map(({ name, line }) => `${line}: ${name}`) } : {}),
  ...(file.references.some(({ kind }) => kind === "component")
    ? {
        components: file.references
          .filter(({ kind }) => kind === "component")
          .map(({ name, receiver, line }) => `${line}: ${receiver ? `${receiver}.` : ""}${name}`),
      }
    : {}),
  types: [...new Set(file.references.filter(({ kind }) => kind === "type").map(({ name }) => name))],
});
