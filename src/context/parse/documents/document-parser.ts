import type { ParsedFile } from "../parsed.js";

/**
 * Parser of a document format into sections with headings. A new format is one file and one line in the list.
 */
export interface DocumentParser {
  readonly id: string;
  /** Lower-case, without the dot. */
  readonly extensions: readonly string[];
  /**
   * For extensions shared with other formats: whether a file that begins with these characters has this
   * format.
   */
  readonly claims?: (head: string, path: string) => boolean;
  /**
   * True when the readable text differs from the file's content (PDF, notebook). Lines then refer to
   * `ParsedFile.text`, and the parser redacts it before it cuts sections. Other parsers get text that is
   * already redacted.
   */
  readonly ownText?: boolean;
  /** Files with fewer bytes are parsed quickly whatever they contain, so they need no thread with limits. */
  readonly quickBelow?: number;
  /** Calls `step` after each part of a long document; the limits of a file then apply to each part. */
  parse(path: string, content: string | Uint8Array, step?: () => void): Promise<ParsedFile> | ParsedFile;
}
