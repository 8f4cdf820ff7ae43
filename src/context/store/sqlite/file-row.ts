import type { Role } from "../../scan/source.js";
import type { FileRow } from "../contract.js";
import { rowSum } from "./checksum.js";

/** A row of table `content`. */
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

/** The columns of a `ContentTuple`, in order. */
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

/** Positions in a `ContentTuple`. */
export const CONTENT_PATH = 1;
export const SEGMENT = 10;
export const FIRST_DOCUMENT = 11;
const CRC = 13;

/** A content joined with its row in the list of a checkout. */
export type FileTuple = [...ContentTuple, listedPath: string, stamp: string, listedCrc: number];

/** Positions in a `FileTuple`. */
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

/** The role of a file as a bit set. */
export const roleBits = (role: Role): number =>
  ROLE_NAMES.reduce((bits, name, bit) => bits | (role[name] ? 1 << bit : 0), 0);

/** The checksum of a content row, over all columns before the checksum. */
export const contentSum = (row: readonly (string | number | null)[]): number => rowSum(row, CRC);

/** The checksum of a row in the list of a checkout. */
export const listedSum = (checkout: string, path: string, content: number, stamp: string): number =>
  rowSum([checkout, path, content, stamp]);

/** Whether a content row matches its checksum. */
export const isIntact = (row: ContentTuple | FileTuple): boolean => contentSum(row) === row[CRC];

export function fileOf(row: FileTuple): FileRow {
  const bits = row[9];
  const has = (name: (typeof ROLE_NAMES)[number]): boolean => (bits & (1 << ROLE_NAMES.indexOf(name))) !== 0;
  return {
    id: row[0],
    path: row[CONTENT_PATH],
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
