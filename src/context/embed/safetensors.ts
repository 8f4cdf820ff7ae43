import { failure } from "../../shared/errors.js";

/** A tensor as float32, row by row. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const HEADER_LENGTH_BYTES = 8;

/**
 * The tensors of a safetensors file by name. `get` converts a tensor when it is called.
 * Layout: the header's length (little-endian, 64 bits), the header (JSON), the data
 * (https://huggingface.co/docs/safetensors, "Format").
 * @throws FoveaError `embedding-failed` when the file is damaged or a tensor's number type is not supported.
 */
export class Safetensors {
  private readonly entries: Readonly<Record<string, Entry>>;
  private readonly start: number;

  constructor(
    private readonly file: string,
    private readonly bytes: Uint8Array,
  ) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      const length = Number(view.getBigUint64(0, true));
      this.start = HEADER_LENGTH_BYTES + length;
      this.entries = JSON.parse(
        Buffer.from(bytes.subarray(HEADER_LENGTH_BYTES, this.start)).toString("utf8"),
      ) as Record<string, Entry>;
    } catch (cause) {
      throw this.damaged("has no safetensors header", cause);
    }
  }

  get(name: string): Tensor | undefined {
    const entry = this.entries[name];
    if (!entry) return undefined;
    const [from, to] = entry.data_offsets;
    const read = READERS[entry.dtype];
    if (!read) throw this.damaged(`holds ${entry.dtype}, which is not supported`);
    if (this.start + to > this.bytes.length) throw this.damaged("is cut short");
    const data = read(new Uint8Array(this.bytes.subarray(this.start + from, this.start + to)));
    if (data.length !== entry.shape.reduce((product, size) => product * size, 1))
      throw this.damaged(`holds a tensor ${name} that does not fit its shape`);
    return { shape: entry.shape, data };
  }

  private damaged(why: string, cause?: unknown) {
    return failure("embedding-failed", `${this.file} ${why}`, "Download the model again.", cause);
  }
}

/**
 * Each reader gets a copy that starts at offset 0 of its buffer, so that typed arrays over it are aligned.
 */
const READERS: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => Float32Array>> = {
  F64: ({ buffer }) => Float32Array.from(new Float64Array(buffer)),
  F32: ({ buffer }) => new Float32Array(buffer),
  F16: ({ buffer }) => Float32Array.from(new Uint16Array(buffer), halfToFloat),
  BF16: ({ buffer }) => {
    const halves = new Uint16Array(buffer);
    return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
  },
  I8: ({ buffer }) => Float32Array.from(new Int8Array(buffer)),
  I32: ({ buffer }) => Float32Array.from(new Int32Array(buffer)),
  I64: ({ buffer }) => Float32Array.from(new BigInt64Array(buffer), Number),
};

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
