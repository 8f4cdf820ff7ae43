import { readFileSync } from "node:fs";
import { assetPath } from "../assets.js";
import { failure, usageError } from "../errors.js";

/** Encodings whose vocabulary ships with Fovea. */
export const encodings = ["o200k_base", "cl100k_base", "p50k_base"] as const;
export type Encoding = (typeof encodings)[number];
export const defaultEncoding: Encoding = "o200k_base";

/** The byte-pair ranks of one encoding, as written by scripts/vocabularies.mjs. */
export interface Vocabulary {
  readonly name: Encoding;
  /**
   * Sticky: matches the piece at `lastIndex`. Pieces cover a text without gaps; a token never crosses a
   * piece.
   */
  readonly pattern: RegExp;
  /** Rank of the token equal to bytes[start, end), or -1. */
  readonly rankOf: (bytes: Uint8Array, start: number, end: number) => number;
}

const MAGIC = 0x46564f43;
const loaded = new Map<Encoding, Vocabulary>();

/**
 * An encoding by its name, with or without `_base`.
 * @throws FoveaError `unknown-encoding`, which lists the known ones.
 */
export function parseEncoding(name: string): Encoding {
  const found = encodings.find((encoding) => encoding === name || encoding === `${name}_base`);
  if (!found)
    throw usageError(
      "unknown-encoding",
      `there is no encoding "${name}"`,
      `Choose one of ${encodings.join(", ")}.`,
    );
  return found;
}

/**
 * Loads a vocabulary once per thread (about 3 ms, 5 MB).
 * @throws FoveaError `missing-vocabulary`, `bad-vocabulary`.
 */
export function loadVocabulary(name: Encoding): Vocabulary {
  let vocabulary = loaded.get(name);
  if (!vocabulary) {
    vocabulary = readVocabulary(name);
    loaded.set(name, vocabulary);
  }
  return vocabulary;
}

function readVocabulary(name: Encoding): Vocabulary {
  const file = assetPath(`vocabularies/${name}.bin`);
  let data: Buffer;
  try {
    data = readFileSync(file);
  } catch (cause) {
    throw failure(
      "missing-vocabulary",
      `the vocabulary ${file} cannot be read`,
      "Run `npm run build` again.",
      cause,
    );
  }
  const headerBytes = data.readUInt32LE(4);
  if (data.readUInt32LE(0) !== MAGIC)
    throw failure("bad-vocabulary", `${file} is not a vocabulary`, "Run `npm run build` again.");
  const header = JSON.parse(data.toString("utf8", 8, 8 + headerBytes)) as {
    pattern: string;
    count: number;
    slotCount: number;
  };
  // Headers are padded to 4 bytes. A Buffer of this size starts its own memory, so it is aligned and not
  // copied.
  const { buffer, byteOffset } = data.byteOffset % 4 === 0 ? data : Buffer.from(new Uint8Array(data).buffer);
  const start = byteOffset + 8 + headerBytes;
  const offsets = new Uint32Array(buffer, start, header.count + 1);
  const slots = new Uint32Array(buffer, start + offsets.byteLength, header.slotCount);
  const tokens = data.subarray(8 + headerBytes + offsets.byteLength + slots.byteLength);
  const mask = header.slotCount - 1;
  let pattern: RegExp | undefined;
  return {
    name,
    get pattern() {
      // Compiled on first use: its Unicode classes take some milliseconds, and ASCII text does not need it.
      pattern ??= new RegExp(header.pattern, "uy");
      return pattern;
    },
    rankOf: (bytes, start, end) => {
      let hash = 0x811c9dc5;
      for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const rank = slots[slot]! - 1;
        const at = offsets[rank]!;
        if (offsets[rank + 1]! - at !== end - start) continue;
        let i = 0;
        while (i < end - start && tokens[at + i] === bytes[start + i]) i++;
        if (i === end - start) return rank;
      }
      return -1;
    },
  };
}
