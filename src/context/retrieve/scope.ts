import type { Snapshot } from "../store/contract.js";

/**
 * The part of an index that a question is about: all of it, or one repository of a workspace. It is applied before
 * anything is counted or cut: what answers a question is the corpus of the scope, so an answer from a member is the one
 * that the member would give were it indexed alone. Only the graph knows what is defined outside.
 */
export class Scope {
  /** @param folder of the index, without a slash at its end; undefined for all of the index. */
  constructor(readonly folder?: string) {}

  includes(path: string): boolean {
    return this.folder === undefined || path.startsWith(`${this.folder}/`);
  }

  /** A path of the scope without the scope's folder. */
  below(path: string): string {
    return this.folder === undefined ? path : path.slice(this.folder.length + 1);
  }

  /** What of a snapshot lies in the scope: its files, and the segments in which they have documents. */
  partOf(snapshot: Snapshot): Pick<Snapshot, "files" | "segments"> {
    if (this.folder === undefined) return snapshot;
    const files = snapshot.files.filter(({ path }) => this.includes(path));
    const used = new Set(files.map(({ segment }) => segment));
    return { files, segments: snapshot.segments.filter(({ id }) => used.has(id)) };
  }
}

export const everything = new Scope();
