/** The closing bracket of each opening one. Brackets of one kind ignore those of the others. Linear time. */
export class Brackets {
  private readonly closing = new Map<number, number>();

  constructor(structure: string) {
    const open: Record<string, number[]> = { ")": [], "]": [], "}": [] };
    const opener: Record<string, string> = { "(": ")", "[": "]", "{": "}" };
    const pattern = /[()[\]{}]/g;
    for (let match = pattern.exec(structure); match; match = pattern.exec(structure)) {
      const mark = match[0];
      const kind = opener[mark];
      if (kind) open[kind]!.push(match.index);
      else {
        const from = open[mark]!.pop();
        if (from !== undefined) this.closing.set(from, match.index);
      }
    }
  }

  /** Offset after the bracket that closes the one at `open`; undefined when none does. */
  after(open: number): number | undefined {
    const at = this.closing.get(open);
    return at === undefined ? undefined : at + 1;
  }
}
