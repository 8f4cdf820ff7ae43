import type { Role } from "../../scan/source.js";
import type { FileRow } from "../contract.js";

/** A file as it is read from the database. */
export type FileTuple = [
  number,
  string,
  string,
  string,
  number,
  number,
  number,
  number,
  number,
  string,
  number,
  number,
  number,
  number,
];

/** What a `FileTuple` holds, of `content` and `listed`. */
export const FILE_COLUMNS =
  "id, content.path, stamp, hash, bytes, lines, tokens, symbols, edges, language, role, segment, first_document, documents";

const ROLE_NAMES = [
  "test",
  "vendored",
  "generated",
  "documentation",
  "example",
] as const satisfies (keyof Role)[];

/** The roles of a file as the bits of a number. */
export const roleBits = (role: Role): number =>
  ROLE_NAMES.reduce((bits, name, bit) => bits | (role[name] ? 1 << bit : 0), 0);

export function fileOf(row: FileTuple): FileRow {
  const [
    id,
    path,
    stamp,
    hash,
    bytes,
    lines,
    tokens,
    symbols,
    edges,
    language,
    bits,
    segment,
    firstDocument,
    documents,
  ] = row;
  const has = (name: (typeof ROLE_NAMES)[number]): boolean => (bits & (1 << ROLE_NAMES.indexOf(name))) !== 0;
  const role = {
    test: has("test"),
    vendored: has("vendored"),
    generated: has("generated"),
    documentation: has("documentation"),
    example: has("example"),
  };
  return {
    id,
    path,
    stamp,
    hash,
    bytes,
    lines,
    tokens,
    symbols,
    edges,
    language,
    role,
    segment,
    firstDocument,
    documents,
  };
}
