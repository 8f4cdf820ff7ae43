/** A Markdown table. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

export const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** A relative error with its sign. */
export const signed = (share: number): string =>
  `${share >= 0 ? "+" : "−"}${Math.abs(100 * share).toFixed(1)} %`;

export const milliseconds = (seconds: number): string =>
  seconds < 1 ? `${(1000 * seconds).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;
