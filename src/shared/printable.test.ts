import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../test/support/any-text.js";
import { CONTROL_CHARACTERS } from "../../test/support/control-characters.js";
import { printable, printableText } from "./printable.js";

const hostile = fc.oneof(
  anyText({ maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ..."\u001b]52;c;\u0007\u009b\u202e\u2066\u200b\u200d\ufe0f\ud83d\udc69\udb40\udc41\r\n\ta`~",
    ),
  }),
);

describe("printable", () => {
  it("puts any name on one line without control characters", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const shown = printable(name);
        expect(shown).not.toMatch(CONTROL_CHARACTERS);
        expect(shown).not.toMatch(/[\n\t\u200c\u200d]/);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });

  it("writes each escaped character as its code", () => {
    expect(printable("a\u001b[31m\n\u202eb\u{e0041}")).toBe("a\\u001b[31m\\n\\u202eb\\udb40\\udc41");
  });

  it("does not change ordinary names", () => {
    for (const name of ["src/a b.ts", "Größe.résumé", "東京/地図.md", "☂️.txt", "Foo<T>::bar[]"])
      expect(printable(name)).toBe(name);
  });
});

describe("printableText", () => {
  it("keeps lines and tabs, and removes control characters", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = printableText(text);
        expect(shown).not.toMatch(CONTROL_CHARACTERS);
        expect(shown.split("\n")).toHaveLength(text.split("\n").length);
        expect(printableText(shown)).toBe(shown);
      }),
    );
  });

  it("does not change what JSON means", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.parse(printableText(JSON.stringify({ text })))).toEqual({ text });
      }),
    );
  });

  it("keeps text of any script and emoji, and turns Windows line ends into \\n", () => {
    const text = "می‌خواهم\tनमस्ते क्‍ष 👩‍👩‍👧 ☂️\n";
    expect(printableText(text)).toBe(text);
    expect(printableText("\ufeffa\r\nb\r\n")).toBe("a\nb\n");
    expect(printableText("a\rb")).toBe("a\\rb");
  });
});
