import type { Pair, Scalar, YAMLMap } from "yaml";
import { decodeText } from "../../text/decode.js";
import { lineAt, lineOffsets } from "../../text/lines.js";
import type { ParsedFile, ParsedSymbol, Reference } from "../parsed.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { sectionsOf } from "./sections.js";

type Yaml = typeof import("yaml");
type Draft = Omit<ParsedSymbol, "startLine" | "endLine" | "parent" | "bases">;

const METHODS: ReadonlySet<string> = new Set("get put post delete options head patch trace".split(" "));
/** YAML is parsed at about 2 MB/s; a longer description is indexed as plain text. */
const MOST_CHARACTERS = 4_000_000;
const LONGEST_DOC = 2000;

/**
 * OpenAPI 3 and Swagger 2 descriptions in YAML or JSON: each operation becomes a section (`GET /users/{id}`),
 * each schema a type, each `$ref` a reference to a type. JSON is valid YAML, and the YAML parser keeps
 * positions.
 */
export const openapi: DocumentParser = {
  id: "openapi",
  extensions: documentExtensions.openapi,
  claims: (head) =>
    /^(?:\{?[^\S\n\r\u2028\u2029]*"|["']?)(?:openapi|swagger)["']?\s*:\s*["']?[23]\b/m.test(head),
  parse: async (_path, content) => {
    const text = decodeText(content);
    const plain = sectionsOf("openapi", text, []);
    if (text.length > MOST_CHARACTERS) return plain;
    try {
      return read(await import("yaml"), text);
    } catch {
      return { ...plain, damaged: true };
    }
  },
};

function read(yaml: Yaml, text: string): ParsedFile {
  const document = yaml.parseDocument(text, { strict: false, uniqueKeys: false, logLevel: "silent" });
  const root = document.contents;
  const drafts: Draft[] = [];
  const at = (path: readonly string[]): YAMLMap | undefined => {
    const found = yaml.isMap(root) ? root.getIn(path) : undefined;
    return yaml.isMap(found) ? found : undefined;
  };
  const entries = (map: YAMLMap | undefined): Pair<Scalar, unknown>[] =>
    (map?.items ?? []).filter((pair): pair is Pair<Scalar, unknown> => yaml.isScalar(pair.key));

  for (const routes of [at(["paths"]), at(["webhooks"])])
    for (const route of entries(routes))
      for (const operation of entries(yaml.isMap(route.value) ? route.value : undefined)) {
        const method = String(operation.key.value);
        if (!METHODS.has(method) || !yaml.isMap(operation.value)) continue;
        const name = `${method.toUpperCase()} ${String(route.key.value)}`;
        const id = operation.value.get("operationId");
        const signature = typeof id === "string" ? `${name} ${id}` : name;
        drafts.push(draft("section", name, signature, operation, operation.value));
      }
  for (const path of [["components", "schemas"], ["definitions"]])
    for (const schema of entries(at(path)))
      if (yaml.isMap(schema.value)) {
        const name = String(schema.key.value);
        const properties = entries(
          yaml.isMap(schema.value.get("properties"))
            ? (schema.value.get("properties") as YAMLMap)
            : undefined,
        );
        const signature = `${name} { ${properties.map((pair) => String(pair.key.value)).join(", ")} }`;
        drafts.push(draft("type", name, signature, schema, schema.value));
      }
  return place(text, drafts, document.errors.length > 0);
}

function draft(
  kind: "section" | "type",
  name: string,
  signature: string,
  pair: Pair<Scalar, unknown>,
  value: YAMLMap,
): Draft {
  const words = ["summary", "description"].map((field) => value.get(field));
  return {
    kind,
    name: name.slice(0, 120),
    signature: signature.slice(0, 300),
    start: pair.key.range?.[0] ?? 0,
    end: value.range?.[1] ?? 0,
    bodyStart: value.range?.[0] ?? 0,
    doc: words
      .filter((word) => typeof word === "string")
      .join("\n")
      .trim()
      .slice(0, LONGEST_DOC),
  };
}

const REFERENCE = /["']?\$ref["']?\s*:\s*["']?/g;
const TARGET = /[^\s"']*/y;
const MOST_REFERENCES = 50_000;

/** The last part of each `$ref: "#/components/schemas/Pet"`, in text order. */
function* uses(text: string): Generator<{ readonly name: string; readonly index: number }> {
  let from = 0;
  let found = 0;
  for (const { 0: head, index } of text.matchAll(REFERENCE)) {
    if (index < from || found === MOST_REFERENCES) continue;
    TARGET.lastIndex = index + head.length;
    const target = TARGET.exec(text)![0];
    from = TARGET.lastIndex;
    const parts = target.split("/");
    const last = parts.findLastIndex((part, at) => at > 0 && /^[\w.-]/.test(part));
    if (last < 0) continue;
    found++;
    yield { name: /^[\w.-]+/.exec(parts[last]!)![0], index };
  }
}

/** Adds line numbers to the symbols, and finds the `$ref`s inside each. Operations and schemas never nest. */
function place(text: string, drafts: Draft[], damaged: boolean): ParsedFile {
  const lines = lineOffsets(text);
  drafts.sort((a, b) => a.start - b.start);
  const symbols = drafts.map((found): ParsedSymbol => {
    const end = found.start + text.slice(found.start, found.end).trimEnd().length;
    const bodyStart = Math.min(found.bodyStart, end);
    const startLine = lineAt(lines, found.start);
    const endLine = lineAt(lines, Math.max(found.start, end - 1));
    return { ...found, end, bodyStart, parent: -1, startLine, endLine, bases: [] };
  });
  const references: Reference[] = [];
  let symbol = -1;
  for (const { name, index } of uses(text)) {
    while (symbol + 1 < symbols.length && symbols[symbol + 1]!.start <= index) symbol++;
    const inside = symbol >= 0 && index < symbols[symbol]!.end;
    references.push({ name, kind: "type", line: lineAt(lines, index), symbol: inside ? symbol : -1 });
  }
  return { language: "openapi", symbols, references, imports: [], damaged };
}
