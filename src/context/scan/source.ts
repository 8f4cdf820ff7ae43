/** Contracts of a source of files: a working tree, or a commit of a repository. */

/** A file that may be indexed. */
export interface SourceFile {
  /** Relative to the root, `/` separated on every system. */
  readonly path: string;
  /** Size in bytes. */
  readonly size: number;
  /** Equal stamps mean equal content: a git blob id, or size, mtime and ctime of a working file. */
  readonly stamp: string;
}

/** Why a file could not be read into the index within its limits. */
export const refusalReasons = [
  "too-slow",
  "too-much-memory",
  "unparsable",
  "encrypted",
  "damaged",
  "inflates-too-much",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const skipReasons = [
  "ignored",
  "binary",
  "too-large",
  "minified",
  "generated-lock",
  "secret",
  "unreadable",
  "link",
  "link-outside",
  "empty",
  ...refusalReasons,
] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface Skipped {
  readonly path: string;
  readonly reason: SkipReason;
}

export interface Listing {
  /** Sorted by path (by UTF-16 code unit), without duplicates. */
  readonly files: readonly SourceFile[];
  /** Files skipped because of their name, size or kind. Files that git ignores are not listed at all. */
  readonly skipped: readonly Skipped[];
}

export interface Source {
  /** Absolute path of the root (for a commit: of its repository). */
  readonly root: string;
  /**
   * The repositories of a workspace: `name` is the first segment of their files' paths, `root` an absolute
   * path.
   */
  readonly members?: readonly { readonly name: string; readonly root: string }[];
  /** Folders to watch for changes of this source; the root when absent. */
  readonly watched?: readonly string[];
  /** Absolute path of a file on this machine; absent when the source is not a working tree. */
  absolutePath?(path: string): string;
  /** The folder that a file must lie in, reached without links; present when `absolutePath` is. */
  rootOf?(path: string): string;
  /** Approximate number of files, when it is known without listing them. */
  expectedFiles?(): number;
  /** Starts the work of the next `list`, so that git runs while other things are loaded. */
  beginListing?(): void;
  /** Lists names and stamps. Reads no contents, except of ignore files. */
  list(): Promise<Listing>;
  /**
   * The entry that a listing would have for this path, without regard to ignore files; "nothing" when it does
   * not exist. Absent when the source never changes.
   */
  look?(path: string): SourceFile | Skipped | "folder" | "nothing";
  /**
   * Content of a file.
   * @throws FoveaError `unreadable-file` when it is missing, unreadable or outside of the root.
   */
  read(path: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * The role of a file, from its name and content. Ranking demotes some roles unless the task is about them.
 */
export interface Role {
  readonly test: boolean;
  readonly vendored: boolean;
  readonly generated: boolean;
  readonly documentation: boolean;
  readonly example: boolean;
}

/** Whether a file was generated or copied from another source, which is the one to change. */
export const isDerived = (role: Role): boolean => role.generated || role.vendored;

/** Size limits of listings; larger files are skipped. */
export interface ScanLimits {
  /** Largest text file, in bytes. Default 1 MiB. */
  readonly maxFileBytes?: number;
  /** Largest PDF, notebook, office document or mail, in bytes. Higher because these are mostly images. Default 32 MiB. */
  readonly maxDocumentBytes?: number;
}

export const defaultLimits: Required<ScanLimits> = { maxFileBytes: 1 << 20, maxDocumentBytes: 32 << 20 };
