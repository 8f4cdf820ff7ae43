import { type Depth, languages } from "./languages/index.js";
import { ruleLanguages } from "./languages/rules/index.js";
import { documentParsers } from "./parse/documents/index.js";

/** A language or document format that Fovea reads, and what it knows of such a file. */
export interface Format {
  readonly id: string;
  readonly kind: "language" | "document";
  /** `graph`: definitions, uses and imports; `symbols`: definitions or headed sections. Any other file is `text`. */
  readonly depth: Exclude<Depth, "text">;
  /** Lower-case, without the dot. */
  readonly extensions: readonly string[];
  /** Whole file names, or patterns of them between slashes: `Rakefile`, `/^Dockerfile/`. */
  readonly fileNames: readonly string[];
}

/** All of them, those that are read deepest first. */
export const formats: readonly Format[] = [
  ...languages.map(
    ({ id, extensions, fileNames = [] }): Format => ({
      id,
      kind: "language",
      depth: "graph",
      extensions,
      fileNames,
    }),
  ),
  ...ruleLanguages.map(
    ({ id, extensions, fileName }): Format => ({
      id,
      kind: "language",
      depth: "symbols",
      extensions,
      fileNames: fileName ? [String(fileName)] : [],
    }),
  ),
  ...documentParsers.map(
    ({ id, extensions }): Format => ({ id, kind: "document", depth: "symbols", extensions, fileNames: [] }),
  ),
];
