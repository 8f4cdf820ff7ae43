import { describe, expect, it } from "vitest";
import { languages } from "../../../../context/languages/index.js";
import { highlight, type SyntaxTree } from "./grammars.js";
import { isColoured } from "./highlight.js";

type Child = SyntaxTree["children"][number];
const isSpan = ({ type }: Child): boolean => type === "element";

describe("the grammar of a file", () => {
  it.each(["src/a.ts", "A.PY", "deep/Dockerfile", "Makefile", "a.rs", "a.yml", "a.md"])(
    "is known of %s",
    (path) => {
      expect(
        highlight(path, "import x # 1\nFROM a\nlet b = 'c';\n- 'd'\nall: e\n")!.children.some(isSpan),
      ).toBe(true);
    },
  );

  it.each(["a.constructor", "__proto__", "README", "", "a.unknown"])("is not known of %s", (path) => {
    expect(highlight(path, "let x = 1;")).toBeUndefined();
  });

  it("is known for most of the languages that are parsed", () => {
    const known = languages.filter(({ extensions }) => extensions.some((one) => highlight(`a.${one}`, "x")));
    expect(known.length).toBeGreaterThan(0.6 * languages.length);
  });
});

it("leaves long texts and texts with a long line plain", () => {
  expect(isColoured("let x;\n".repeat(100))).toBe(true);
  expect(isColoured("let x;\n".repeat(10_000))).toBe(false);
  expect(isColoured(`short\n${"x".repeat(2001)}`)).toBe(false);
});

it("colours text without losing a character", () => {
  const text = "const a = `<b>x</b>`; // </script>\n";
  const flat = (node: { readonly value?: unknown; readonly children?: readonly object[] }): string =>
    typeof node.value === "string" ? node.value : (node.children ?? []).map(flat).join("");
  expect(flat(highlight("a.ts", text)!)).toBe(text);
});
