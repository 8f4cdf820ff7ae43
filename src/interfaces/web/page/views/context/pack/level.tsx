import type { PackReport } from "../../../../api/contract.js";

export type PackItem = PackReport["items"][number];
export type Level = PackItem["level"];

/** The fullest first. */
export const levelNames: readonly Level[] = ["full", "excerpt", "skeleton", "mention"];

/** How a piece is shown, in its colour. */
export const LevelMark = ({ level, count }: { readonly level: Level; readonly count?: number }) => (
  <span class={`level level-${level}`}>
    {level}
    {count === undefined ? "" : ` ${count}`}
  </span>
);
