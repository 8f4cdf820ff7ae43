/** One task with its expected answer. */
export interface EvaluationCase {
  readonly id: string;
  /** A folder on this machine, or a repository's name that the caller resolves to a folder. */
  readonly repository: string;
  /** The tree to search; absent: the working tree. */
  readonly commit?: string;
  /** The folder of the repository to search; absent: all of it. */
  readonly root?: string;
  readonly query: string;
  readonly targets: readonly Target[];
  /**
   * The lines that the commit changed, by their numbers in the searched tree. Known for cases from a history.
   */
  readonly edits?: readonly EditedLines[];
  /** Labels by which results are grouped, such as `category` and `language`. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A file, or some of its lines, that the answer should contain. */
export interface Target {
  /** Relative to the repository (not to `root`), `/` separated. */
  readonly path: string;
  /** 1-based, inclusive. Both are given or neither. */
  readonly startLine?: number;
  readonly endLine?: number;
  /** True: useful, but not the answer itself. */
  readonly secondary?: boolean;
}

/** Changed lines: 1-based, inclusive, by their numbers in the file before the change. */
export interface EditedLines {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** True: lines were only added, between these two. */
  readonly insertion?: true;
}
