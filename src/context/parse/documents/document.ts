import type { RefusalReason } from "../../scan/source.js";
import type { ParsedFile } from "../parsed.js";
import { sectionsOf } from "./sections.js";
import { Unreadable } from "./unreadable.js";

/** A document of which nothing can be read. */
export const unread = (language: string, reason: RefusalReason): ParsedFile => ({
  ...sectionsOf(language, "", []),
  text: "",
  damaged: true,
  unread: reason,
});

/** Reads a document of a binary format. Its bytes are never text: when reading fails, the file is refused. */
export async function readOr(
  language: string,
  read: () => ParsedFile | Promise<ParsedFile>,
): Promise<ParsedFile> {
  try {
    return await read();
  } catch (error) {
    return unread(language, error instanceof Unreadable ? error.reason : "damaged");
  }
}
