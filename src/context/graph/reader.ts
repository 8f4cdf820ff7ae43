import { exact } from "../indexing/fields.js";
import { type OutlineChunk, type OutlineUses, qualifiedName } from "../indexing/outline.js";
import { familyOf } from "../languages/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import { everything, type Scope } from "../retrieve/scope.js";
import type { GraphNode } from "./edge.js";
import { Effort } from "./effort.js";
import { type ImportedFiles, ModuleIndex } from "./modules.js";
import type { Package } from "./packages.js";
import type { ReadLines } from "./read-lines.js";

const KEPT_USES = 3000;

/** A definition of a name, as the resolver compares it. */
export interface Definition {
  readonly name: string;
  readonly file: number;
  readonly chunk: number;
  /**
   * Simple name of the class, trait or receiver type that it belongs to; empty at the top level of a file.
   */
  readonly owner: string;
  /** Kind of the chunk, which for an inner definition is the kind of what it is in. */
  readonly kind: OutlineChunk["kind"];
  /** Whether it is inside its chunk without being one: a field, a local function, a method without a body. */
  readonly inner: boolean;
  /** The chunk of the function that it is local to; -1 outside of functions. */
  readonly scope: number;
}

/**
 * Reads the data of the graph from one snapshot of an index. Decodes it once and keeps it with the snapshot.
 */
export class GraphReader {
  readonly modules: ModuleIndex;
  // `signal`, `effort` and `scope` differ between the readers that `until`, `within` and `asking` return.
  // Those readers share the decoded data.
  readonly signal: AbortSignal | undefined = undefined;
  readonly effort: Effort = new Effort(Number.POSITIVE_INFINITY);
  /** Limits where the symbol or file of a question is searched. Edges lead anywhere in the corpus. */
  readonly scope: Scope = everything;
  /** Reads the lines of a file, each file once for a question. Empty unless the question gives a way to read. */
  readonly lines: ReadLines = async () => [];
  private readonly usesOf = new Map<number, OutlineUses>();
  private readonly importsOf = new Map<number, readonly ImportedFiles[]>();
  private readonly definitionsOf = new Map<string, Promise<readonly Definition[]>>();

  /** @param packages from `readPackages`. Without them, modules are found by file paths only. */
  constructor(
    readonly corpus: Corpus,
    packages: readonly Package[] = [],
  ) {
    this.modules = new ModuleIndex(corpus.files, packages);
  }

  /** This reader with a signal, for one question that may be cancelled. */
  until(signal: AbortSignal): GraphReader {
    return Object.create(this, { signal: { value: signal } }) as GraphReader;
  }

  /** This reader with a scope, to find what a question about a part of the index names. */
  within(scope: Scope): GraphReader {
    return Object.create(this, { scope: { value: scope } }) as GraphReader;
  }

  /** This reader with its own effort, for one relation: several may be computed at once. */
  asking(effort = new Effort(undefined, this.signal)): GraphReader {
    return Object.create(this, { effort: { value: effort } }) as GraphReader;
  }

  /** This reader with a way to read files, for one question. */
  reading(readLines: ReadLines): GraphReader {
    return Object.create(this, { lines: { value: readOnce(readLines) } }) as GraphReader;
  }

  /** Chunks in the scope that contain an exact term, in the order of the index. */
  async places(term: string): Promise<(readonly [file: number, chunk: number])[]> {
    const { corpus, scope } = this;
    return (await corpus.places(term)).filter(([file]) => scope.includes(corpus.files[file]!.path));
  }

  async chunks(file: number): Promise<readonly OutlineChunk[]> {
    return (await this.corpus.chunks([file]))[0]!;
  }

  async uses(file: number): Promise<OutlineUses> {
    await this.load([file]);
    return this.usesOf.get(file)!;
  }

  /** Reads the uses of many files in one round trip. */
  async load(files: readonly number[]): Promise<void> {
    const missing = [...new Set(files)].filter((file) => !this.usesOf.has(file));
    if (missing.length === 0) return;
    if (this.usesOf.size + missing.length > KEPT_USES) {
      this.usesOf.clear();
      return this.read([...new Set(files)]);
    }
    await this.read(missing);
  }

  private async read(files: readonly number[]): Promise<void> {
    const uses = await this.corpus.uses(files);
    files.forEach((file, index) => {
      this.usesOf.set(file, uses[index]!);
    });
  }

  /** The files that each import of a file means, in the order of its imports. */
  async imports(file: number): Promise<readonly ImportedFiles[]> {
    let known = this.importsOf.get(file);
    if (!known) {
      const { imports } = await this.uses(file);
      known = imports.map((item) => this.modules.resolve(file, item));
      this.importsOf.set(file, known);
    }
    return known;
  }

  /** All definitions of a name in one language family, including those inside functions and classes. */
  async definitions(name: string, family: string): Promise<readonly Definition[]> {
    const key = `${family} ${name}`;
    let known = this.definitionsOf.get(key);
    if (!known) {
      const { files } = this.corpus;
      known = this.readDefinitions(name).then((all) =>
        all.filter(({ file }) => familyOf(files[file]!.language) === family),
      );
      this.definitionsOf.set(key, known);
    }
    return known;
  }

  private async readDefinitions(name: string): Promise<readonly Definition[]> {
    const places = await this.corpus.places(exact.definition(name));
    const all = await this.corpus.chunks(places.map(([file]) => file));
    return places.flatMap(([file, chunk], index): Definition[] => {
      const chunks = all[index]!;
      const it = chunks[chunk];
      if (!it || it.kind === "section" || it.kind === "text" || isTitle(it, name)) return [];
      // A name that is defined inside a chunk (a field, a local function) belongs to that chunk.
      const inner = it.name !== name;
      const owner = inner ? simple(it.name) : ownerOf(chunks, chunk);
      const scope = functionAround(chunks, inner ? chunk : it.parent);
      return [{ name, file, chunk, owner, kind: inner ? innerKind(it.kind) : it.kind, inner, scope }];
    });
  }

  /** The names by which a definition is used: its own, and those by which markup uses it. */
  async names(file: number, chunk: number): Promise<readonly string[]> {
    const { name } = (await this.chunks(file))[chunk]!;
    const { registered = [] } = await this.uses(file);
    return [
      ...(name === "" ? [] : [name]),
      ...registered.filter((one) => one.chunk === chunk).map((one) => one.name),
    ];
  }

  async node(file: number, chunk: number): Promise<GraphNode> {
    const chunks = await this.chunks(file);
    const row = this.corpus.files[file]!;
    const it = chunks[chunk];
    if (!it || it.kind === "file" || it.kind === "text") {
      const whole = it?.kind !== "text";
      return {
        file,
        chunk: it ? chunk : 0,
        path: row.path,
        kind: "file",
        startLine: whole ? 1 : it!.startLine,
        endLine: whole ? Math.max(1, row.lines) : it!.endLine,
      };
    }
    return {
      file,
      chunk,
      path: row.path,
      symbol: qualifiedName(chunks, chunk),
      kind: it.kind,
      startLine: it.startLine,
      endLine: it.endLine,
    };
  }
}

/** Most lines that are kept for a question, about 50 MB. */
const KEPT_LINES = 500_000;

function readOnce(readLines: ReadLines): ReadLines {
  const known = new Map<number, readonly string[]>();
  let kept = 0;
  return async (file) => {
    const before = known.get(file);
    if (before) return before;
    const lines = await readLines(file);
    kept += lines.length;
    if (kept > KEPT_LINES) {
      known.clear();
      kept = lines.length;
    }
    known.set(file, lines);
    return lines;
  };
}

/** Whether a name is a string, such as the title of a test: no code means it by its name. */
const isTitle = ({ kind, signature }: OutlineChunk, name: string): boolean => {
  const at = kind === "test" ? signature.indexOf(name) : -1;
  return at > 0 && /["'`]/.test(signature[at - 1]!);
};

const FUNCTION_KINDS: ReadonlySet<string> = new Set(["function", "method", "constructor", "test"]);
export const isFunction = (kind: string): boolean => FUNCTION_KINDS.has(kind);

/** The innermost function around a chunk, or the chunk itself; -1 when a type or nothing is nearer. */
function functionAround(chunks: readonly OutlineChunk[], from: number): number {
  for (let at = from; at >= 0; at = chunks[at]!.parent) {
    if (isFunction(chunks[at]!.kind)) return at;
    if (isType(chunks[at]!.kind)) return -1;
  }
  return -1;
}

const TYPE_KINDS = new Set<string>(["class", "interface", "trait", "struct", "enum", "type", "namespace"]);
export const isType = (kind: string): boolean => TYPE_KINDS.has(kind) && kind !== "namespace";

/** The kind of a definition inside a chunk of another name. */
export const innerKind = (kind: OutlineChunk["kind"]): OutlineChunk["kind"] =>
  kind === "enum" ? "constant" : isType(kind) || kind === "namespace" ? "property" : kind;

/** The last name of a qualified or generic name: `Shelf` for `acme::Shelf`, `Shelf<T>` and `models.Shelf`. */
export const simple = (name: string): string =>
  name
    .replace(/[<[(].*$/s, "")
    .split(/[.:\\/#>-]+/)
    .pop() ?? name;

const HOLDS_VALUE: ReadonlySet<string> = new Set(["variable", "constant", "property"]);

/**
 * Simple name of the innermost type around a chunk, of its receiver type, or of the variable whose object it is in;
 * empty when there is none.
 */
export function ownerOf(chunks: readonly OutlineChunk[], chunk: number): string {
  const { owner, parent } = chunks[chunk]!;
  if (owner) return simple(owner);
  for (let at = parent; at >= 0; at = chunks[at]!.parent)
    if (isType(chunks[at]!.kind) || HOLDS_VALUE.has(chunks[at]!.kind)) return simple(chunks[at]!.name);
  return "";
}
