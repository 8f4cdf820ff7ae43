import type { OutlineChunk, OutlineReference } from "../indexing/outline.js";
import { codeIn, collected, familyOf, occurrenceRulesOf } from "../languages/index.js";
import { wordTerms } from "../text/terms.js";
import { evidences } from "./edge.js";
import { hiding } from "./hidden.js";
import { declaring, type Occurrence, occurrencesOf } from "./occurrences.js";
import type { Definition, GraphReader } from "./reader.js";
import type { Resolution } from "./resolution.js";

/** A use of a name that the text shows and the query did not capture. */
export interface TextualUse extends OutlineReference {
  readonly role: Occurrence["role"];
}

/** Files whose text contains a name as a word, of one language family. */
export async function filesWith(reader: GraphReader, name: string, family: string): Promise<number[]> {
  // The last term is the whole identifier, which is rarer than its parts.
  const rarest = wordTerms(name).at(-1);
  if (rarest === undefined) return [];
  const { files } = reader.corpus;
  const found = new Set((await reader.places(rarest)).map(([file]) => file));
  return [...found].filter(
    (file) => familyOf(files[file]!.language) === family && occurrenceRulesOf(files[file]!.language),
  );
}

/**
 * Uses of a name in the text of a file on lines where the query captured none: constants, variables, values,
 * properties, macros and their bodies. Leaves out definitions, imports, and names that a local variable, a parameter
 * or a field of the place hides.
 */
export async function textualUses(reader: GraphReader, file: number, name: string): Promise<TextualUse[]> {
  const rules = occurrenceRulesOf(reader.corpus.files[file]!.language);
  if (!rules) return [];
  const lines = await reader.lines(file);
  const code = codeIn(reader.corpus.files[file]!.language, lines.join("\n"));
  const occurrences = occurrencesOf(code, name, rules);
  if (occurrences.length === 0) return [];
  const chunks = await reader.chunks(file);
  const { references, imports } = await reader.uses(file);
  const captured = new Set(references.flatMap((use) => (use.name === name ? use.lines : [])));
  const imported = importLines(lines, imports);
  const owners = ownersOf(chunks, lines.length);
  const declares = declaring(name, rules);
  const hidden = new Map<number, (line: number) => boolean>();
  const uses = new Map<string, { name: string; lines: number[] } & Omit<TextualUse, "lines">>();
  for (const { line, receiver, role } of occurrences) {
    if (captured.has(line) || imported.has(line)) continue;
    const chunk = owners[line] ?? 0;
    if (isDefinition(chunks, chunk, name, line) || declares.forward(lines[line - 1]!)) continue;
    if (role === "call" && receiver === "" && DECLARES_ONLY.has(chunks[chunk]?.kind ?? "")) continue;
    if (receiver === "" && role !== "key") {
      const hides = hidden.get(chunk) ?? hiding(chunks, chunk, lines, declares, imports);
      hidden.set(chunk, hides);
      if (hides(line) || declares.local(lines[line - 1]!)) continue;
    }
    const key = `${chunk} ${role} ${receiver}`;
    const known = uses.get(key);
    if (known) known.lines.push(line);
    else
      uses.set(key, { name, receiver, kind: role === "call" ? "call" : "type", role, chunk, lines: [line] });
  }
  return [...uses.values()];
}

/** Kinds whose own lines declare methods and call none. */
const DECLARES_ONLY: ReadonlySet<string> = new Set(["interface", "type"]);

/** The lines of captured uses, without those that only declare the name. */
export async function usingLines(
  reader: GraphReader,
  file: number,
  name: string,
  lines: readonly number[],
): Promise<readonly number[]> {
  const rules = occurrenceRulesOf(reader.corpus.files[file]!.language);
  if (!rules?.declarations.forward) return lines;
  const text = await reader.lines(file);
  const { forward } = declaring(name, rules);
  return lines.filter((line) => !forward(text[line - 1] ?? ""));
}

/** Innermost definition around each line, 1-based; 0, the file chunk, outside of all. */
function ownersOf(chunks: readonly OutlineChunk[], lineCount: number): Int32Array {
  const owners = new Int32Array(lineCount + 1);
  for (const texts of [true, false])
    chunks.forEach(({ kind, startLine, endLine }, index) => {
      if (index > 0 && (kind === "text") === texts) owners.fill(index, startLine, endLine + 1);
    });
  return owners;
}

/** Lines of import statements, which may continue until their brackets close. */
function importLines(lines: readonly string[], imports: readonly { readonly line: number }[]): Set<number> {
  const found = new Set<number>();
  for (const { line } of imports) {
    let open = 0;
    for (let at = line; at <= lines.length && !found.has(at); at++) {
      found.add(at);
      const text = lines[at - 1]!;
      open += (text.match(/[({]/g)?.length ?? 0) - (text.match(/[)}]/g)?.length ?? 0);
      if (open <= 0 && !text.endsWith("\\")) break;
    }
  }
  return found;
}

/** Whether a line is in the head of a definition of this name, or of one inside the innermost definition. */
function isDefinition(chunks: readonly OutlineChunk[], chunk: number, name: string, line: number): boolean {
  for (let at = chunk; at >= 0; at = chunks[at]!.parent)
    if (chunks[at]!.name === name && line <= chunks[at]!.headEndLine) return true;
  return false;
}

/** What a label of a switch means: the enumerator, if one enum alone has it. */
export function labelled(use: TextualUse, meant: readonly Resolution[]): readonly Resolution[] {
  if (use.role !== "label" || (meant[0]?.confidence ?? 1) >= 0.5) return meant;
  const enumerators = meant.filter(
    ({ definition }) => definition.kind === "constant" && definition.owner !== "",
  );
  return enumerators.length === 1
    ? [{ ...enumerators[0]!, evidence: "unique-name", confidence: evidences["unique-name"] }]
    : meant;
}

/** Kinds of definitions that are used without a call. */
const READ: ReadonlySet<string> = new Set(["property", "variable", "constant"]);
const SEEN = 0.75;
const OWN: ReadonlySet<string> = new Set(collected(({ scopes }) => scopes?.ownReceivers));
const isOwn = (receiver: string): boolean => OWN.has(receiver);
/** A name of several words, or with a capital: not an ordinary word that code also uses for its own. */
const DISTINCT = /[a-z\d][A-Z]|_|^[A-Z]/;

/**
 * Whether a textual use is one of the definition that it resolves to: `yes`; `no`; `unknown`, which counts as
 * unresolved. A name alone proves less here than in a call: it must be defined, imported, included or in the package.
 */
export async function meansIt(
  reader: GraphReader,
  use: TextualUse,
  { definition, confidence }: Resolution,
): Promise<"yes" | "no" | "unknown"> {
  const free = definition.owner === "" || !isMember(definition);
  const read = READ.has(definition.kind) || (!free && (await isProperty(reader, definition)));
  switch (use.role) {
    case "call":
      return confidence >= 0.5 ? "yes" : "unknown";
    case "key":
      return READ.has(definition.kind) && confidence >= SEEN ? "yes" : "no";
    case "member":
      if (free) return "no";
      break;
    case "function":
      break;
    case "write":
      // A class that assigns to the name of its own method does not call it.
      if (isOwn(use.receiver) && isMember(definition)) return "no";
      break;
    case "label":
      return confidence >= 0.5 ? "yes" : "unknown";
    case "value":
      if (use.receiver === "") {
        if (confidence >= SEEN) return "yes";
        if (!DISTINCT.test(use.name)) return "no";
        return confidence >= 0.5 ? "yes" : "unknown";
      }
  }
  if (confidence >= SEEN || (read && confidence >= 0.5)) return "yes";
  return read || DISTINCT.test(use.name) ? "unknown" : "no";
}

/** Whether a method is used as a field is. */
async function isProperty(reader: GraphReader, { file, chunk }: Definition): Promise<boolean> {
  const { property } = occurrenceRulesOf(reader.corpus.files[file]!.language) ?? {};
  if (!property) return false;
  const { startLine, headEndLine } = (await reader.chunks(file))[chunk]!;
  return (await reader.lines(file)).slice(startLine - 1, headEndLine).some((line) => property.test(line));
}

const MEMBERS: ReadonlySet<string> = new Set(["method", "property", "constructor"]);
const isMember = ({ kind }: Definition): boolean => MEMBERS.has(kind);
