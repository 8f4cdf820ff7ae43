const SHOWN_LINES = 6;

/** The first lines of an edge as text, and how many more there are: `3, 8, 12 +5 more`. */
export function firstLines(lines: readonly number[]): string {
  // One more line takes no more room than saying that there is one.
  const shown = lines.length <= SHOWN_LINES + 1 ? lines : lines.slice(0, SHOWN_LINES);
  const rest = lines.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? ` +${rest} more` : ""}`;
}
