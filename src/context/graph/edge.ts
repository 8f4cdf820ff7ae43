/** The relations that `fovea graph` answers, in the order in which it prints them. */
export const relations = [
  "callers",
  "callees",
  "importers",
  "imports",
  "implementers",
  "bases",
  "tests",
  "documents",
  "co-changed",
] as const;
export type Relation = (typeof relations)[number];

/** One file (`chunk` 0 and no symbol), or one definition or section in it. */
export interface GraphNode {
  readonly file: number;
  /** Index of the chunk in its file. */
  readonly chunk: number;
  readonly path: string;
  /** Qualified name; absent for a whole file. */
  readonly symbol?: string;
  /** Name of a definition inside the chunk that has no chunk of its own: a field, an enumerator. */
  readonly inner?: string;
  readonly kind: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * Kinds of evidence for an edge with their confidence, strongest first. The figures are judgements, not
 * measured.
 */
export const evidences = {
  /** Defined in the enclosing class, which `self`, `this` or a call without receiver means. */
  "same-class": 0.95,
  /** Defined in the same file. */
  "same-file": 0.95,
  /** The import is a relative path or matches exactly one file. */
  "import-path": 0.95,
  /** The file imports this name, or the module before the dot, from the defining file. */
  imported: 0.9,
  /** The name before the dot is the name of the class. */
  "class-name": 0.9,
  /** What stands before the dot is declared with the class, or a class that extends it, as its type. */
  "receiver-type": 0.9,
  /** Commits changed both files. Each edge has its own confidence, the share of commits. */
  history: 0.9,
  /** The file includes or star-imports the defining file, or a header with the same name as it. */
  included: 0.85,
  /** Same folder or package, in a language where it is one scope. */
  "same-package": 0.85,
  /** The only component, directive, pipe or composable of that name: frameworks find them by name, without an import. */
  registered: 0.8,
  /** Defined in a class that the enclosing class extends. */
  inherited: 0.85,
  /** The test file is named after the file. */
  "test-name": 0.85,
  /** Go: the type has all methods of the interface, by name. */
  "method-set": 0.75,
  /** The name of the variable before the dot resembles the class's name. */
  "receiver-like-class": 0.75,
  /** The file mentions the class that defines it. */
  "class-mentioned": 0.65,
  /** What stands before the dot has a base type or an interface that the defining class extends or implements. */
  override: 0.6,
  /** A document mentions the name. */
  mentioned: 0.65,
  /**
   * The only definition of that name in the repository, and the files are related (same folder, or an
   * import).
   */
  "unique-name": 0.6,
  /** One of several definitions of that name, or the only one but in an unrelated file. */
  "ambiguous-name": 0.5,
} as const;
export type Evidence = keyof typeof evidences;

export interface GraphEdge {
  readonly node: GraphNode;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: Evidence;
  /** All lines that state the relation, 1-based; empty when no line does. */
  readonly lines: readonly number[];
}

/**
 * References to the name that could not be resolved to one definition. They are reported, but not as edges.
 */
export interface Unresolved {
  readonly references: number;
  /** Files that hold them, at most 10. */
  readonly paths: readonly string[];
}

/**
 * Why a relation may hold more than its edges. `unresolved`: uses of the name that mean one of several definitions, or
 * whose receiver's type is not known. `not-parsed`: lines with the name in files that are indexed as text only.
 * `language`: the target's own language is not parsed, so nothing of the relation is known.
 */
export const unknownReasons = ["unresolved", "not-parsed", "language"] as const;

/** Places that may belong to a relation. */
export interface Unknown {
  readonly why: (typeof unknownReasons)[number];
  readonly places: number;
  /** In how many files; absent when only `paths` is known. */
  readonly files?: number;
  /** Files that hold most of them, at most 10. */
  readonly paths: readonly string[];
}

export interface RelationResult {
  readonly relation: Relation;
  /** Highest confidence first; at most as many as the limit. */
  readonly edges: readonly GraphEdge[];
  /** Number of edges found, including those beyond the limit. */
  readonly total: number;
  readonly unresolved: Unresolved;
  /**
   * Names outside of the repository: modules for `imports` (packages, the standard library), types for
   * `bases`.
   */
  readonly external: readonly string[];
  /** Limits that were reached, so that there may be more edges. */
  readonly notes: readonly string[];
  /** What is not known; empty when `total` is the true number, unless a note says otherwise. */
  readonly unknown: readonly Unknown[];
}

/** A relation before it is said what is not known. */
export type FoundRelation = Omit<RelationResult, "unknown">;

/** Whether the edges of a relation are all there are: an empty relation is then a true zero. */
export const isComplete = ({ unknown, notes }: Pick<RelationResult, "unknown" | "notes">): boolean =>
  unknown.length === 0 && notes.length === 0;
