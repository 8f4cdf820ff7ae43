import fc from "fast-check";

const codePoint = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }));
/** Any code point; `unit: "binary"` of fast-check is the same, and takes two seconds to make. */
const anyCharacter = codePoint.map(
  (code) => String.fromCodePoint(code),
  (character) => (character as string).codePointAt(0)!,
);

/** Any text of whole code points. */
export const anyText = (bounds: { readonly minLength?: number; readonly maxLength?: number } = {}) =>
  fc.string({ unit: anyCharacter, ...bounds });
