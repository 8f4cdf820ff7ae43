import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../../test/support/any-text.js";
import { eachWord, splitIdentifier, wholeIdentifier, wordTerms } from "./terms.js";

const parts = fc.array(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 2, maxLength: 4 });
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

describe("splitIdentifier", () => {
  it.each([
    ["parseHttpRequest", ["parse", "http", "request"]],
    ["HTTPServer2_x", ["http", "server", "2", "x"]],
    ["XMLHttpRequest", ["xml", "http", "request"]],
    ["snake_case_name", ["snake", "case", "name"]],
    ["SCREAMING_SNAKE", ["screaming", "snake"]],
    ["utf8", ["utf", "8"]],
    ["__init__", ["init"]],
    ["Größe", ["gr", "öß", "e"]],
    ["___", []],
    ["", []],
  ])("%s", (word, expected) => {
    expect(splitIdentifier(word)).toEqual(expected);
  });

  it("splits a name into the same parts in every naming style", () => {
    fc.assert(
      fc.property(parts, (words) => {
        const camel = words.map((word, index) => (index === 0 ? word : capital(word))).join("");
        for (const written of [
          words.join("_"),
          camel,
          words.map(capital).join(""),
          words.join("_").toUpperCase(),
        ])
          expect(splitIdentifier(written)).toEqual(words);
        expect(new Set(wordTerms(camel))).toEqual(new Set(wordTerms(words.join("_"))));
        expect(wordTerms(camel)).toContain(wholeIdentifier(camel));
      }),
    );
  });

  it("keeps every letter and digit of an ASCII name, and adds none", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_]{0,30}$/), (word) => {
        expect(splitIdentifier(word).join("")).toBe(wholeIdentifier(word));
      }),
    );
  });
});

describe("wordTerms", () => {
  it("returns distinct terms, none empty", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 80 }), (word) => {
        const terms = wordTerms(word);
        expect(new Set(terms).size).toBe(terms.length);
        for (const term of terms) expect(term).not.toBe("");
      }),
    );
  });
});

describe("eachWord", () => {
  it("visits the words of ASCII text that a regular expression finds, except single letters", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const ascii = text.replace(/[^\x20-\x7e]/g, " ");
        const found: string[] = [];
        eachWord(ascii, 0, ascii.length, (word) => found.push(word));
        expect(found).toEqual((ascii.match(/\w+/g) ?? []).filter((word) => word.length > 1));
      }),
    );
  });

  it("visits only words inside the given span", () => {
    fc.assert(
      fc.property(anyText({ maxLength: 60 }), fc.nat(60), fc.nat(60), (text, a, b) => {
        const start = Math.min(a, b, text.length);
        const end = Math.min(Math.max(a, b), text.length);
        const inside: string[] = [];
        const alone: string[] = [];
        eachWord(text, start, end, (word) => inside.push(word));
        const span = text.slice(start, end);
        eachWord(span, 0, span.length, (word) => alone.push(word));
        expect(inside).toEqual(alone);
      }),
    );
  });
});
