import type { BoundName } from "./markup.js";
import type { Tag } from "./tags.js";

/** The names that a pattern binds: `a`, `(a, b)`, `{ a, b: c, ...d }`, `[a, b]`. */
export function patternNames(pattern: string): string[] {
  return [...pattern.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*(?!\s*:|[\p{L}\p{N}_$])/gu)].map(([name]) => name);
}

/** Open elements searched for the one that a closing tag closes. */
const SEARCHED = 200;

/** Follows which names are bound inside of which elements. */
export class BoundNames {
  private readonly open: {
    readonly tag: string;
    readonly names: readonly string[];
    readonly start: number;
  }[] = [];
  readonly found: BoundName[] = [];

  /** A tag that binds these names in itself and its content. */
  enter({ name, form, start, end }: Tag, names: readonly string[]): void {
    if (form === "whole") this.bind(names, start, end);
    else this.begin(name, names, start);
  }

  begin(tag: string, names: readonly string[], start: number): void {
    this.open.push({ tag, names, start });
  }

  /** A closing tag closes the innermost element of its name, and what is still open inside of it. */
  leave(tag: string, end: number): void {
    const { open } = this;
    for (let at = open.length - 1; at >= 0 && at >= open.length - SEARCHED; at--) {
      if (open[at]!.tag !== tag) continue;
      for (const one of open.splice(at)) this.bind(one.names, one.start, end);
      return;
    }
  }

  /** Binds names that stay bound to the end of what is open. */
  bindHere(names: readonly string[], start: number): void {
    this.begin("", names, start);
  }

  finish(end: number): void {
    for (const one of this.open.splice(0)) this.bind(one.names, one.start, end);
  }

  private bind(names: readonly string[], start: number, end: number): void {
    for (const name of names) this.found.push({ name, start, end });
  }
}
