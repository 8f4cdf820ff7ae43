import type { Role } from "../../scan/source.js";
import type { FileRow } from "../contract.js";
import { rowSum } from "./checksum.js";

/** A content as it is read from the database. */
export type ContentTuple = [
  id: number,
  path: string,
  hash: string,
  bytes: number,
  lines: number,
  tokens: number,
  symbols: number,
  edges: number,
  language: string,
  role: number,
  segment: number,
  firstDocument: number,
  documents: number,
  crc: number,
];

/** What a `ContentTuple` holds. */
export const CONTENT_COLUMNS = [
  "content.id",
  "content.path",
  "content.hash",
  "content.bytes",
  "content.lines",
  "content.tokens",
  "content.symbols",
  "content.edges",
  "content.language",
  "content.role",
  "content.segment",
  "content.first_document",
  "content.documents",
  "content.crc",
].join(", ");

/** Places in a `ContentTuple`. */
export const PATH = 1;
export const SEGMENT = 10;
export const FIRST_DOCUMENT = 11;
const CRC = 13;

/** A content with what a checkout has of it. */
export type FileTuple = [...ContentTuple, listedPath: string, stamp: string, listedCrc: number];

/** Places in a `FileTuple`. */
export const LISTED_PATH = 14;
export const STAMP = 15;
export const LISTED_CRC = 16;

export const FILE_COLUMNS = `${CONTENT_COLUMNS}, listed.path, listed.stamp, listed.crc`;

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

/** The sum of all values of a content but the sum itself. */
export const contentSum = (row: readonly (string | number | null)[]): number => rowSum(row, CRC);

/** The sum of what a checkout lists. */
export const listedSum = (checkout: string, path: string, content: number, stamp: string): number =>
  rowSum([checkout, path, content, stamp]);

/** Whether a content is as it was written. */
export const isIntact = (row: ContentTuple | FileTuple): boolean => contentSum(row) === row[CRC];

export function fileOf(row: FileTuple): FileRow {
  const bits = row[9];
  const has = (name: (typeof ROLE_NAMES)[number]): boolean => (bits & (1 << ROLE_NAMES.indexOf(name))) !== 0;
  return {
    id: row[0],
    path: row[PATH],
    stamp: row[STAMP],
    hash: row[2],
    bytes: row[3],
    lines: row[4],
    tokens: row[5],
    symbols: row[6],
    edges: row[7],
    language: row[8],
    role: {
      test: has("test"),
      vendored: has("vendored"),
      generated: has("generated"),
      documentation: has("documentation"),
      example: has("example"),
    },
    segment: row[SEGMENT],
    firstDocument: row[FIRST_DOCUMENT],
    documents: row[12],
  };
}
