/** The part of an index that a question is about: all of it, or one repository of a workspace. */
export class Scope {
  /** @param folder of the index, without a slash at its end; undefined for all of the index. */
  constructor(readonly folder?: string) {}

  includes(path: string): boolean {
    return this.folder === undefined || path.startsWith(`${this.folder}/`);
  }
}

export const everything = new Scope();
