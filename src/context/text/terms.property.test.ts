import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../../test/support/any-text.js";
import { CodeUnits } from "../../shared/code-units.js";
import { understandQuery } from "../retrieve/query.js";
import { runsOf } from "./runs.js";
import { stopWords } from "./stop-words.js";
import {
  eachWord,
  LONGEST_WORD,
  partTerms,
  pieces,
  splitIdentifier,
  stem,
  wholeIdentifier,
  wordTerms,
} from "./terms.js";
import { WordTable } from "./word-table.js";

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
    ["Größe", ["grosse"]],
    ["Gro\u0308\u00dfe", ["grosse"]],
    ["öffneDateiÄnderung", ["offne", "datei", "anderung"]],
    ["СоздатьФайл2", ["создать", "файл", "2"]],
    ["Ёлка", ["елка"]],
    ["май", ["май"]],
    ["ΟΔΟΣ", ["οδοσ"]],
    ["ＡＢＣ１２", ["abc", "12"]],
    ["ıstanbul", ["istanbul"]],
    ["שָׁלוֹם", ["שלום"]],
    ["مُحَمَّـد", ["محمد"]],
    ["हिन्दी", ["हिन्दी"]],
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

/** The terms that a document with this text has. */
function documentTerms(text: string): Set<string> {
  const terms = new Set<string>();
  eachWord(text, 0, text.length, (word) => {
    for (const term of wordTerms(word)) terms.add(term);
  });
  return terms;
}

const scripts: Readonly<Record<string, string>> = {
  Chinese: "精度计算显存锁定组件状态的了",
  Japanese: "コンポーネントを使用する状態更新々ー",
  Korean: "컴포넌트상태를저장하는값이훅",
  Thai: "การค้นหาข้อมูลที่",
  Russian: "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
  German: "äöüßaeiourstnlmdgh",
  code: "abcXYZ_0189",
};
const script = fc.constantFrom(...Object.values(scripts));
const written = (letters: string, bounds: { minLength?: number; maxLength?: number }) =>
  fc.string({ unit: fc.constantFrom(...letters), ...bounds });
const mixed = fc
  .array(
    fc.oneof(
      script.chain((letters) => written(letters, { maxLength: 6 })),
      fc.constantFrom(" ", "，", "。", "-", "（"),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));

describe("text of any script", () => {
  it("gives a table of words what it gives eachWord", () => {
    fc.assert(
      fc.property(fc.oneof(mixed, anyText({ maxLength: 80 })), (text) => {
        const words: string[] = [];
        eachWord(text, 0, text.length, (word) => words.push(word.length > LONGEST_WORD ? "" : word));
        const table = new WordTable();
        const count = table.scan(new CodeUnits().load(text), 0, text.length);
        const found = [...table.found.subarray(0, count)].map((word) => (word < 0 ? "" : table.word(word)));
        expect(found).toEqual(words);
      }),
    );
  });

  it.each(["Chinese", "Japanese", "Korean"])("finds each part of a run: %s", (name) => {
    fc.assert(
      fc.property(
        written(scripts[name]!, { minLength: 1, maxLength: 12 }),
        fc.nat(12),
        fc.integer({ min: 1, max: 12 }),
        (run, from, length) => {
          const asked = run.slice(from % run.length, (from % run.length) + length);
          const terms = documentTerms(`GPU${run}，x`);
          for (const [term] of understandQuery(asked).terms) expect(terms).toContain(term);
          expect(understandQuery(asked).terms.size).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("finds two letters of Thai and more", () => {
    const terms = documentTerms("ใช้การค้นหาข้อมูล");
    for (const asked of ["การ", "ค้นหา", "ข้อ", "หา"]) {
      expect(understandQuery(asked).terms.size).toBeGreaterThan(0);
      for (const [term] of understandQuery(asked).terms) expect(terms).toContain(term);
    }
  });

  it("gives a query no term that a document with the same text lacks, but compounds", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const { terms, compounds } = understandQuery(text);
        const has = documentTerms(text);
        for (const term of terms.keys()) if (!compounds.has(term)) expect(has).toContain(term);
      }),
    );
  });

  it("covers each letter of each run", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const has = documentTerms(text);
        for (const run of runsOf(text)) {
          const parts = partTerms(run.text);
          for (const part of splitIdentifier(run.text))
            if (
              run.kind === 1 &&
              run.text.length > 1 &&
              part.length > 1 &&
              !stopWords.has(part) &&
              !/^\d{6}/.test(part)
            )
              expect(has).toContain(stem(part));
          if (run.kind !== 1) expect(pieces(run).every((piece) => has.has(piece))).toBe(true);
          if (run.kind !== 1) expect(new Set(pieces(run).join(""))).toEqual(new Set(run.text));
          expect(new Set(parts).size).toBe(parts.length);
        }
      }),
    );
  });

  it.each([
    ["café", "cafe"],
    ["Größe", "GRÖSSE"],
    ["naïveBayes", "naiveBayes"],
    ["объектов", "объекты"],
    ["ёлка", "Елка"],
    ["ﾊﾞｯﾌｧ", "バッファ"],
    ["ＧＰＵ显存", "GPU显存"],
    ["ΛΌΓΟΣ", "λογος"],
    ["Straße", "strasse"],
    ["İstanbul", "istanbul"],
  ])("gives %s the terms of %s, and in decomposed form too", (one, other) => {
    expect(documentTerms(one)).toEqual(documentTerms(other));
    expect(documentTerms(one.normalize("NFD"))).toEqual(documentTerms(other));
    expect(documentTerms(one).size).toBeGreaterThan(0);
  });

  it("separates scripts that stand together, and digits from them", () => {
    expect(documentTerms("GPU显存")).toEqual(new Set(["gpu", "显", "存", "显存"]));
    expect(documentTerms("第3章")).toEqual(new Set(["第", "章"]));
    const terms = documentTerms("を使用するuseState");
    for (const term of ["使用", "する", "state", "usestate"]) expect(terms).toContain(term);
    expect(documentTerms("✅ 🚀")).toEqual(new Set(["✅", "🚀"]));
  });
});

/** How ASCII text was cut before other scripts were. */
function asciiTerms(text: string): string[] {
  const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
  return (text.match(/\w{2,}/g) ?? []).flatMap((word) => {
    if (word.length > LONGEST_WORD) return [];
    const parts = (word.match(PART) ?? []).map((part) => part.toLowerCase());
    const terms = parts.filter(
      (part) => part.length > 1 && !(/^\d/.test(part) && part.length > 5) && !stopWords.has(part),
    );
    const whole = word.replaceAll("_", "").toLowerCase();
    const all = terms.map(stem);
    if (parts.length > 1 && whole.length > 2 && !/^\d+$/.test(whole)) all.push(whole);
    return [...new Set(all)];
  });
}

it("ASCII text gives the terms it always gave", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (any) => {
      const text = any.replace(/[^\x20-\x7e]/g, " ");
      const terms: string[] = [];
      eachWord(text, 0, text.length, (word) => terms.push(...wordTerms(word)));
      expect(terms).toEqual(asciiTerms(text));
    }),
  );
});
