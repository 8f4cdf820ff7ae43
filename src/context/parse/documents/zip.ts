import { constants, inflateRawSync } from "node:zlib";
import { Unreadable } from "./unreadable.js";

/** Most entries of an archive. Real documents have a few hundred, one for each slide, sheet or picture. */
const MOST_ENTRIES = 10_000;
/** Most bytes that the entries of one document may inflate to, by what they declare and by what they do. */
const MOST_DECLARED_BYTES = 1 << 30;
const MOST_INFLATED_BYTES = 64 << 20;
/** An entry that inflates to more than this, and more times than this, is made to exhaust its reader. */
const SUSPECT_BYTES = 4 << 20;
const SUSPECT_RATIO = 200;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED_FLAG = 1;
const UTF8_FLAG = 1 << 11;
const ZIP64_FIELD = 1;
/** A number that stands in the zip64 field instead. */
const ABSENT = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * The entries of a zip archive in memory. Nothing is inflated before it is read, nothing is written, and an
 * archive inside it is never opened, so names that leave a folder and archives that contain themselves have
 * no effect. Archives in parts are not read, nor directories of zip64, which no document needs.
 */
export class Zip {
  private readonly entries = new Map<string, Entry>();
  private inflated = 0;

  /** @throws Unreadable `damaged` or `inflates-too-much`. */
  constructor(private readonly bytes: Buffer) {
    const end = this.endOfDirectory();
    const count = bytes.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw new Unreadable("inflates-too-much");
    let at = bytes.readUInt32LE(end + 16);
    let declared = 0;
    for (let index = 0; index < count; index++) {
      if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE)
        throw new Unreadable("damaged");
      const flags = bytes.readUInt16LE(at + 8);
      const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28);
      const entry: Entry = {
        name: bytes.toString(flags & UTF8_FLAG ? "utf8" : "latin1", at + ENTRY_BYTES, nameEnd),
        method: bytes.readUInt16LE(at + 10),
        encrypted: (flags & ENCRYPTED_FLAG) !== 0,
        ...this.placeOf(at, nameEnd),
      };
      declared += entry.size;
      this.entries.set(entry.name.replace(/^\/+/, "").replaceAll("\\", "/"), entry);
      at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    if (declared > MOST_DECLARED_BYTES || this.overlaps()) throw new Unreadable("inflates-too-much");
  }

  get names(): Iterable<string> {
    return this.entries.keys();
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /**
   * The content of an entry; undefined when there is none of this name.
   * @throws Unreadable `encrypted`, `damaged` or `inflates-too-much`.
   */
  read(name: string): Buffer | undefined {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    if (entry.encrypted) throw new Unreadable("encrypted");
    const left = MOST_INFLATED_BYTES - this.inflated;
    if (entry.size > left || isSuspect(entry.size, entry.compressed))
      throw new Unreadable("inflates-too-much");
    const packed = this.packed(entry);
    const content = entry.method === STORED ? packed : inflate(entry, packed, left);
    if (content.length > left) throw new Unreadable("inflates-too-much");
    this.inflated += content.length;
    return content;
  }

  /** Sizes and offset of an entry. Some programs write them as 64-bit numbers (zip64), whatever they are. */
  private placeOf(at: number, extra: number): Pick<Entry, "size" | "compressed" | "offset"> {
    const { bytes } = this;
    const place = {
      size: bytes.readUInt32LE(at + 24),
      compressed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    };
    const end = Math.min(extra + bytes.readUInt16LE(at + 30), bytes.length);
    for (let field = extra; field + 4 <= end; field += 4 + bytes.readUInt16LE(field + 2)) {
      if (bytes.readUInt16LE(field) !== ZIP64_FIELD) continue;
      let number = field + 4;
      for (const part of ["size", "compressed", "offset"] as const)
        if (place[part] === ABSENT && number + 8 <= end) {
          place[part] = Number(bytes.readBigUInt64LE(number));
          number += 8;
        }
    }
    return place;
  }

  private packed({ offset, compressed }: Entry): Buffer {
    const { bytes } = this;
    if (offset + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE)
      throw new Unreadable("damaged");
    const start = offset + LOCAL_BYTES + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    if (start > bytes.length) throw new Unreadable("damaged");
    return bytes.subarray(start, start + compressed);
  }

  private endOfDirectory(): number {
    const { bytes } = this;
    const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
    for (let at = bytes.length - END_BYTES; at >= first; at--)
      if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
    throw new Unreadable("damaged");
  }

  /** Whether entries share their bytes, which lets a small archive inflate without end. */
  private overlaps(): boolean {
    const sorted = [...this.entries.values()].sort((one, other) => one.offset - other.offset);
    return sorted.some((entry, index) => {
      const next = sorted[index + 1];
      return next !== undefined && entry.offset + LOCAL_BYTES + entry.compressed > next.offset;
    });
  }
}

const isSuspect = (size: number, compressed: number): boolean =>
  size > SUSPECT_BYTES && size > SUSPECT_RATIO * compressed;

function inflate({ method, size }: Entry, packed: Buffer, left: number): Buffer {
  if (method !== DEFLATED) throw new Unreadable("damaged");
  const most = Math.min(left, Math.max(SUSPECT_BYTES, SUSPECT_RATIO * packed.length));
  try {
    // SYNC_FLUSH gives what a cut stream holds: a part of the text is better than none.
    const content = inflateRawSync(packed, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: Math.max(1, most),
    });
    // An entry that inflates to more than it declares hides its size.
    if (content.length > Math.max(size, SUSPECT_BYTES)) throw new Unreadable("inflates-too-much");
    return content;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const isLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new Unreadable(isLarge ? "inflates-too-much" : "damaged");
  }
}

/** The start of a zip archive. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2]! < 9 && head[3]! < 9;

/** Compound files hold documents of older formats, and encrypted ones of the newer formats. */
export const isCompoundFile = (head: Uint8Array): boolean =>
  head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0;

const ENCRYPTED_PACKAGE = Buffer.from("EncryptedPackage", "utf16le");

/** Opens a document that is a zip archive. @throws Unreadable. */
export function openZip(content: string | Uint8Array): Zip {
  const bytes =
    typeof content === "string"
      ? Buffer.from(content, "latin1")
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (isCompoundFile(bytes))
    throw new Unreadable(bytes.includes(ENCRYPTED_PACKAGE) ? "encrypted" : "damaged");
  return new Zip(bytes);
}
