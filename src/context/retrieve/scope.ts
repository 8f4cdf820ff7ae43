import type { Snapshot } from "../store/contract.js";

/**
 * The part of an index that a query searches: all of it, or one repository of a workspace. It is applied
 * before anything is counted or cut, so a repository of a workspace gives the same answers as if it were
 * indexed alone. Only the graph also knows definitions outside the scope.
 */
export class Scope {
  /** @param folder path within the index, without trailing slash; undefined for all of the index. */
  constructor(readonly folder?: string) {}

  includes(path: string): boolean {
    return this.folder === undefined || path.startsWith(`${this.folder}/`);
  }

  /** A path in the scope, relative to the scope's folder. */
  below(path: string): string {
    return this.folder === undefined ? path : path.slice(this.folder.length + 1);
  }

  /** The inverse of `below`: the path in the index of a path relative to the scope's folder. */
  within(path: string): string {
    return this.folder === undefined ? path : `${this.folder}/${path}`;
  }

  /** The part of a snapshot in the scope: its files, and the segments in which they have documents. */
  partOf(snapshot: Snapshot): Pick<Snapshot, "files" | "segments"> {
    if (this.folder === undefined) return snapshot;
    const files = snapshot.files.filter(({ path }) => this.includes(path));
    const used = new Set(files.map(({ segment }) => segment));
    return { files, segments: snapshot.segments.filter(({ id }) => used.has(id)) };
  }
}

export const everything = new Scope();
