import { readFileSync } from "node:fs";
import fc from "fast-check";
import { countTokens as cl100k } from "gpt-tokenizer/encoding/cl100k_base";
import { countTokens as o200k } from "gpt-tokenizer/encoding/o200k_base";
import { countTokens as p50k } from "gpt-tokenizer/encoding/p50k_base";
import { describe, expect, it } from "vitest";
import { tokenCounter } from "./count.js";
import { type Encoding, parseEncoding } from "./vocabulary.js";

const plain = { disallowedSpecial: new Set<string>() };
const libraries: Record<Encoding, (text: string) => number> = {
  o200k_base: (text) => o200k(text, plain),
  cl100k_base: (text) => cl100k(text, plain),
  p50k_base: (text) => p50k(text, plain),
};

describe.each(Object.entries(libraries) as [Encoding, (text: string) => number][])(
  "%s",
  (encoding, library) => {
    const { count, countSpans } = tokenCounter(encoding);

    it("counts source files as the library does", () => {
      for (const file of ["package-lock.json", "src/shared/tokens/merge.ts", "scripts/vocabularies.mjs"]) {
        const text = readFileSync(file, "utf8");
        expect(count(text)).toBe(library(text));
      }
    });

    it("counts any text as the library does", () => {
      const word = fc.constantFrom(
        "don't",
        "HTTPServer",
        "größe",
        "数据库",
        "🙂‍↔️",
        "\r\n\n",
        "   ",
        "…",
        "0123456789",
        "é\u0301",
      );
      const text = fc.array(fc.oneof(word, fc.string({ unit: "grapheme" }), fc.string()), { maxLength: 12 });
      fc.assert(
        fc.property(text, (parts) => {
          expect(count(parts.join(""))).toBe(library(parts.join("")));
        }),
        { numRuns: 300 },
      );
    });

    it("counts any run of ASCII characters as the library does", () => {
      const character = fc.constantFrom(..."aZsS'lL9 \t\n\r/.(_é ");
      fc.assert(
        fc.property(fc.string({ unit: character, maxLength: 40 }), (text) => {
          expect(count(text)).toBe(library(text));
        }),
        { numRuns: 3000 },
      );
    });

    it("divides the tokens of a text among its spans without losing one", () => {
      const text = readFileSync("src/shared/tokens/merge.ts", "utf8");
      const ends = [10, 11, 500, 2000, text.length];
      const shares = countSpans(text, ends);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(count(text));
      expect(shares[0]).toBeGreaterThan(0);
    });

    it("counts one piece of 20,000 letters as the library does", () => {
      const text = "abcdefghij".repeat(2000);
      expect(count(text)).toBe(library(text));
    });
  },
);

it("refuses an unknown encoding", () => {
  expect(() => parseEncoding("nope")).toThrow(/no encoding "nope"/);
  expect(parseEncoding("o200k")).toBe("o200k_base");
});
