import { describe, expect, it } from "vitest";
import { highlight } from "./grammars.js";
import { colouredAs, languageOf, languages } from "./highlight.js";

describe("the language of a file", () => {
  it.each([
    ["src/a.ts", "typescript"],
    ["A.PY", "python"],
    ["deep/Dockerfile", "dockerfile"],
    ["x/CMakeLists.txt", "cmake"],
    ["a.constructor", undefined],
    ["__proto__", undefined],
    ["README", undefined],
    ["", undefined],
  ])("%s", (path, language) => {
    expect(languageOf(path)).toBe(language);
  });

  it.each(languages)("%s has a grammar", (language) => {
    expect(highlight(language, "x = 1").type).toBe("root");
  });
});

describe("a text without colours", () => {
  it("is long, has a long line, or no language", () => {
    expect(colouredAs("a.ts", "let x;\n".repeat(100))).toBe("typescript");
    expect(colouredAs("a.ts", "let x;\n".repeat(10_000))).toBeUndefined();
    expect(colouredAs("a.ts", `short\n${"x".repeat(2001)}`)).toBeUndefined();
    expect(colouredAs("a.unknown", "let x;")).toBeUndefined();
  });
});

it("colours text without losing a character", () => {
  const text = "const a = `<b>x</b>`; // </script>\n";
  const flat = (node: { readonly value?: unknown; readonly children?: readonly object[] }): string =>
    typeof node.value === "string" ? node.value : (node.children ?? []).map(flat).join("");
  expect(flat(highlight("typescript", text))).toBe(text);
});
