/**
 * The part of protocol buffers that an ONNX model needs: nested varints, byte strings and 32-bit floats.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */
export type Field =
  | { readonly number: number; readonly varint: number }
  | { readonly number: number; readonly float: number }
  | { readonly number: number; readonly bytes: Uint8Array }
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly message: readonly Field[] };

const VARINT = 0;
const LENGTH = 2;
const FIXED32 = 5;

/** Encodes a message with its fields in the given order. Varints must be whole and not negative. */
export function encode(fields: readonly Field[]): Uint8Array {
  const parts = fields.map(encodeField);
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function encodeField(field: Field): Uint8Array {
  const tag = (wire: number) => varint(field.number * 8 + wire);
  if ("varint" in field) return Uint8Array.from([...tag(VARINT), ...varint(field.varint)]);
  if ("float" in field) {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, field.float, true);
    return Uint8Array.from([...tag(FIXED32), ...bytes]);
  }
  const body =
    "bytes" in field
      ? field.bytes
      : "text" in field
        ? new TextEncoder().encode(field.text)
        : encode(field.message);
  const head = [...tag(LENGTH), ...varint(body.length)];
  const out = new Uint8Array(head.length + body.length);
  out.set(head);
  out.set(body, head.length);
  return out;
}

/** Seven bits per byte, low bits first; the top bit is set on all bytes but the last. */
function varint(value: number): number[] {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}
