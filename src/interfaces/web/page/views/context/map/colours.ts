import type { FileKind } from "../../../../api/contract.js";
import type { Level } from "./lights.js";

/** Of unlit files, red, green and blue: dark, since the map is a city at night in both themes. */
const TONES: Readonly<Record<FileKind, readonly [number, number, number]>> = {
  code: [37, 47, 69],
  test: [27, 54, 60],
  docs: [54, 43, 72],
  data: [58, 50, 40],
  derived: [46, 48, 54],
};

const SHADES = 7;

const shades = (tone: FileKind, spread: number): readonly string[] =>
  Array.from({ length: SHADES }, (_, at) => {
    const by = 1 - spread + (2 * spread * at) / (SHADES - 1);
    return `rgb(${TONES[tone].map((part) => Math.round(part * by)).join(" ")})`;
  });

const every = (spread: number): Readonly<Record<FileKind, readonly string[]>> => ({
  code: shades("code", spread),
  test: shades("test", spread),
  docs: shades("docs", spread),
  data: shades("data", spread),
  derived: shades("derived", spread),
});
const OF_FILES = every(0.16);
const OF_DEFINITIONS = every(0.3);

/** Files differ a little, so that neighbours can be told apart. */
export const fileColour = (tone: FileKind, seed: number): string => OF_FILES[tone][seed % SHADES]!;

export const definitionColour = (tone: FileKind, seed: number): string =>
  OF_DEFINITIONS[tone][seed % SHADES]!;

export const plainTone = (tone: FileKind): string => OF_FILES[tone][(SHADES - 1) / 2]!;

/** The ground of a folder: lighter the deeper it is. */
const GROUNDS = ["#05070b", "#0a0d13", "#0e1219", "#12161f", "#151a24"];
export const ground = (depth: number): string => GROUNDS[Math.min(depth, GROUNDS.length - 1)]!;

/** The colours of tokens.css, read once: the map's do not depend on the theme. */
export function levelColours(style: CSSStyleDeclaration): Readonly<Record<Level, string>> {
  const of = (level: Level): string => style.getPropertyValue(`--level-${level}`).trim();
  return { full: of("full"), excerpt: of("excerpt"), skeleton: of("skeleton"), mention: of("mention") };
}

/** A candidate that the pack left out. */
export const CANDIDATE = "#ffd489";
/** Over what is around the zoomed folder or file. */
export const VEIL = "rgb(3 5 9 / 62%)";
export const LABEL_EDGE = "#06080c";
export const ON_LIGHT = "#14161a";
export const SELECTED = "#ffffff";
/** What the pointer or the keyboard is on. */
export const POINTED = "#6cb6ff";
