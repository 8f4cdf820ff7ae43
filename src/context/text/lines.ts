// Lines of decoded text. `decodeText` leaves one line break, `\n`. U+2028, U+2029, vertical tab and form feed end no
// line, as in editors and compilers' messages.

/**
 * Average length of a line of minified text. Hand-written code, and bundled code that is not minified, has 25 to 45.
 */
const MINIFIED_AVERAGE_LINE = 350;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Whether lines are so long on average that nobody reads or edits them: minified code, a page on one line. */
export function hasLongLines(text: string | Uint8Array): boolean {
  const breaks =
    typeof text === "string"
      ? countOf((from) => text.indexOf("\n", from))
      : Math.max(
          countOf((from) => text.indexOf(LINE_FEED, from)),
          countOf((from) => text.indexOf(CARRIAGE_RETURN, from)),
        );
  return text.length / (1 + breaks) > MINIFIED_AVERAGE_LINE;
}

/** How often something is found. @param next its offset from an offset on; negative when there is none. */
function countOf(next: (from: number) => number): number {
  let count = 0;
  for (let at = next(0); at >= 0; at = next(at + 1)) count++;
  return count;
}

/** Offsets, in UTF-16 code units, at which the lines of a text begin. */
export function lineOffsets(text: string): Int32Array {
  let starts = new Int32Array(64 + (text.length >> 4));
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (count === starts.length) {
      const grown = new Int32Array(count * 2);
      grown.set(starts);
      starts = grown;
    }
    starts[count++] = at + 1;
  }
  return starts.subarray(0, count);
}

/** The 1-based line of an offset; a line break belongs to the line that it ends. */
export function lineAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Splits text into lines without line breaks; a final line break adds no empty line. */
export function splitLines(text: string): string[] {
  const lines = text.split("\n");
  if (lines[lines.length - 1] === "") lines.pop();
  return lines;
}
