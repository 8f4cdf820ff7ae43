import { deflateRawSync } from "node:zlib";

/** An entry of a zip archive that a test makes; what it declares may differ from what it holds. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Size that it declares; that of the content when absent. */
  readonly declared?: number;
  readonly encrypted?: boolean;
  /** Stored as it is, not deflated. */
  readonly stored?: boolean;
  /** Index of an earlier entry whose bytes it shares. */
  readonly sharesWith?: number;
}

/** Makes a zip archive, without times and checksums, which no reader here needs. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  const places: { offset: number; compressed: number }[] = [];
  let at = 0;
  for (const { name, content, declared, encrypted = false, stored = false, sharesWith } of parts) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const named = Buffer.from(name);
    const shared = sharesWith === undefined ? undefined : places[sharesWith];
    const place = shared ?? { offset: at, compressed: packed.length };
    places.push(place);
    if (!shared) {
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(named.length, 26);
      pieces.push(local, named, packed);
      at += local.length + named.length + packed.length;
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE((encrypted ? 1 : 0) | (1 << 11), 8);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(place.compressed, 20);
    entry.writeUInt32LE(declared ?? bytes.length, 24);
    entry.writeUInt16LE(named.length, 28);
    entry.writeUInt32LE(place.offset, 42);
    directory.push(entry, named);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, listed, end]);
}
