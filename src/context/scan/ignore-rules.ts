import ignore, { type Ignore } from "ignore";

/** Nested ignore files in gitignore syntax: the rules of a directory hold for what is below it, the deepest first. */
export class IgnoreRules {
  private readonly byDirectory = new Map<string, Ignore>();

  /** @param directory relative to the root, without a final slash; "" for the root itself. */
  add(directory: string, rules: string): void {
    const known = this.byDirectory.get(directory) ?? ignore();
    this.byDirectory.set(directory, known.add(rules.replace(/^\uFEFF/, "")));
  }

  get empty(): boolean {
    return this.byDirectory.size === 0;
  }

  /**
   * True when a path, or a directory that holds it, is ignored.
   * @param path relative to the root; a directory ends in a slash.
   */
  ignores(path: string): boolean {
    if (this.byDirectory.size === 0) return false;
    // As git does: once a directory is ignored, nothing below it can be taken back.
    for (
      let slash = path.indexOf("/");
      slash !== -1 && slash < path.length - 1;
      slash = path.indexOf("/", slash + 1)
    )
      if (this.ignoresOne(path.slice(0, slash + 1))) return true;
    return this.ignoresOne(path);
  }

  /** As `ignores`, for a path whose directories are known not to be ignored. */
  ignoresOne(path: string): boolean {
    const inner = path.endsWith("/") ? path.slice(0, -1) : path;
    let directory = inner;
    do {
      const slash = directory.lastIndexOf("/");
      directory = slash === -1 ? "" : directory.slice(0, slash);
      const rules = this.byDirectory.get(directory);
      if (!rules) continue;
      const verdict = rules.checkIgnore(directory === "" ? path : path.slice(directory.length + 1));
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    } while (directory !== "");
    return false;
  }
}
