/** Where files come from: a working tree, or a commit of a repository. */

/** One file that may be indexed. */
export interface SourceFile {
  /** Relative to the root, `/` on every system. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Equal stamps mean equal content: a git blob id, or size, mtime and ctime of a working file. */
  readonly stamp: string;
}

/** Why a file could not be read into the index within its limits. */
export const refusalReasons = ["too-slow", "too-much-memory", "unparsable"] as const;
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
  /** Sorted by path (by UTF-16 code unit), each path once. */
  readonly files: readonly SourceFile[];
  /** Files that were seen and passed over by name, size or kind; what git ignores is not seen at all. */
  readonly skipped: readonly Skipped[];
}

export interface Source {
  /** Absolute path of the root (for a commit: of its repository). */
  readonly root: string;
  /** The repositories of a workspace: the first segment of their files' paths, and where each lies. */
  readonly members?: readonly { readonly name: string; readonly root: string }[];
  /** Folders whose changes are changes of this source; the root when absent. */
  readonly watched?: readonly string[];
  /** Where a file lies on this machine; absent when the source is not a working tree. */
  absolutePath?(path: string): string;
  /** The folder that a file must lie in, without links; there where `absolutePath` is. */
  rootOf?(path: string): string;
  /** About how many files there may be, where that is known without listing them. */
  expectedFiles?(): number;
  /** Begins what the next `list` gives, so that git works while other things are loaded. */
  beginListing?(): void;
  /** Reads names and stamps, never contents (but for ignore files). */
  list(): Promise<Listing>;
  /**
   * What a listing would say of this one path, which an ignore file may say otherwise; absent where nothing ever changes.
   */
  look?(path: string): SourceFile | Skipped | "folder" | "nothing";
  /** @throws FoveaError `unreadable-file` when it has gone, may not be read or lies outside of the root. */
  read(path: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What a file's name and content say of its role; ranking demotes some roles unless the task is about them. */
export interface Role {
  readonly test: boolean;
  readonly vendored: boolean;
  readonly generated: boolean;
  readonly documentation: boolean;
  readonly example: boolean;
}

/** Whether a file was made from, or copied from, something else: what is to be changed lies there. */
export const isDerived = (role: Role): boolean => role.generated || role.vendored;

/** Limits by which both kinds of source pass files over. */
export interface ScanLimits {
  /** Largest text file, in bytes. Default 1 MiB. */
  readonly maxFileBytes?: number;
  /** Largest PDF or notebook, in bytes: most of it is pictures. Default 32 MiB. */
  readonly maxDocumentBytes?: number;
}

export const defaultLimits: Required<ScanLimits> = { maxFileBytes: 1 << 20, maxDocumentBytes: 32 << 20 };
