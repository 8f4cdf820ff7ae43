/** Replaces all characters by spaces, but for line ends. */
export const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/**
 * Code that stands at the offsets that it has in the text, with blanks around it. Pieces come in the order of
 * the text; a piece that begins before the end of the one before it is left out.
 */
export class CodeInPlace {
  private readonly parts: string[] = [];
  private end = 0;

  /** @param separator what stands between statements and expressions: `,` when they are elements of a list. */
  constructor(
    readonly text: string,
    private readonly separator: ";" | "," = ";",
  ) {}

  /** Keeps text[from, to) as it is. */
  keep(from: number, to: number): void {
    this.put(from, this.text.slice(from, to));
  }

  /**
   * Keeps text[from, to) as a statement of its own. The marks around it replace what is there, such as quotes or
   * braces.
   */
  statement(from: number, to: number): void {
    if (this.separator === ",") {
      this.expression(from, to);
      return;
    }
    if (this.text.slice(from, to).trim() === "") return;
    this.mark(from - 1, ";");
    this.keep(from, to);
    this.mark(to, ";");
  }

  /** The same for an expression, which may be an object: in parentheses, so two characters before it are replaced. */
  expression(from: number, to: number, code = this.text.slice(from, to)): void {
    if (code.trim() === "") return;
    // The semicolon before may be the one that ended a statement.
    if (this.end < from - 1) this.mark(from - 2, this.separator);
    this.mark(from - 1, "(");
    this.put(from, code);
    this.mark(to, ")");
  }

  /** Puts code of the same length as what it replaces. */
  put(from: number, code: string): void {
    if (from < this.end || from + code.length > this.text.length || code === "") return;
    this.parts.push(blank(this.text.slice(this.end, from)), code);
    this.end = from + code.length;
  }

  /** Puts a mark, unless a line ends there. */
  mark(at: number, mark: string): void {
    const there = this.text[at];
    if (there !== "\n" && there !== "\r") this.put(at, mark);
  }

  toString(): string {
    return this.parts.join("") + blank(this.text.slice(this.end));
  }
}
