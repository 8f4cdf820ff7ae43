import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languages } from "../languages/index.js";
import { documentParsers } from "./documents/index.js";
import { parser } from "./parser.js";

/** Pieces of code that the tests join at random. */
const pieces = [
  ..."(){}[]<>;:,.=+-*/%&|^~!?@#$\\'\"`\n\t ",
  ..."class def function fn func fun let const var import from use struct enum trait impl interface".split(
    " ",
  ),
  ..."module end do if else return match case extends implements public static async type new self this".split(
    " ",
  ),
  ..."=> -> :: // /* */ -- {- -} (* *) <!-- --> \"\"\" ''' \\u0000 é 漢 👩‍💻 \ud800 \r\n name Name x1 0x1f 'a' #{".split(
    " ",
  ),
  "\0",
  "\ufeff",
];
const nonsense = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), { maxLength: 120 })
  .map((parts) => parts.join(" "));
const members = [...languages, ...documentParsers].filter(({ id }) => id !== "pdf");

describe.each(members)("$id", ({ id, extensions }) => {
  it("parses any text without an error, with offsets and parents that are valid", async () => {
    await fc.assert(
      fc.asyncProperty(nonsense, async (written) => {
        const file = await parser.parse(`a.${extensions[0]}`, written);
        const text = file.text ?? written;
        file.symbols.forEach((symbol, index) => {
          expect(symbol.name.trim(), id).not.toBe("");
          expect(symbol.start).toBeLessThan(symbol.end);
          expect(symbol.end).toBeLessThanOrEqual(text.length);
          expect(symbol.bodyStart).toBeGreaterThanOrEqual(symbol.start);
          expect(symbol.bodyStart).toBeLessThanOrEqual(symbol.end);
          expect(symbol.parent).toBeLessThan(index);
          const parent = file.symbols[symbol.parent];
          if (!parent) return;
          expect(symbol.start).toBeGreaterThanOrEqual(parent.start);
          expect(symbol.end).toBeLessThanOrEqual(parent.end);
        });
        for (const { symbol } of file.references) expect(symbol).toBeLessThan(file.symbols.length);
      }),
      { numRuns: 40, examples: [['module ""'], ["''"], ["class `` {}"]] },
    );
  });
});
