import { describe, expect, it, test } from "vitest";
import { occurrenceRulesOf } from "../languages/index.js";
import { declaring, occurrencesOf } from "./occurrences.js";

const found = (language: string, text: string, name = "size") =>
  occurrencesOf(text, name, occurrenceRulesOf(language)!).map(
    ({ line, receiver, role }) => `${line} ${receiver ? `${receiver}.` : ""}${role}`,
  );

describe("a name in text is", () => {
  test.each([
    ["no use in comments and strings", "c", '/* size\n size */ f("size"); // size\nsize;', ["3 value"]],
    ["no use in a longer name", "c", "sizes; my_size; size_t; size", ["1 value"]],
    ["a value after a character literal", "c", "'\"' + size", ["1 value"]],
    [
      "a member after an arrow",
      "c",
      "p->size; p.size; p->size()",
      ["1 p.member", "1 p.member", "1 p.member"],
    ],
    ["a call, also of a kernel", "cpp", "size(1); size<<<a, b>>>(c)", ["1 call", "1 call"]],
    ["code in a formatted string", "python", 'f"{size}"; "{size}"; """size"""; f"{a} size"', ["1 value"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Kotlin text
    ["code in a template", "kotlin", '"$size ${a.size} size"', ["1 value", "1 a.value"]],
    ["the key of an argument", "python", "f(size=1, a=size)\nsize == 1", ["1 key", "1 value", "2 value"]],
    ["a function after a double colon", "java", "map(this::size); size", ["1 this.function", "1 value"]],
    ["a value in a range", "kotlin", "0..size", ["1 value"]],
    ["of an expression", "go", "a().size", ["1 a().value"]],
  ])("%s", (_what, language, text, expected) => {
    expect(found(language, text)).toEqual(expected);
  });
  it("found in linear time in unclosed comments and strings", () => {
    const text = `${"/* \" ' \\ ".repeat(100_000)} size`;
    expect(found("c", text)).toEqual([]);
    expect(found("python", `"""${'\\"" '.repeat(100_000)} size`)).toEqual([]);
  });
});

test.each([
  ["class size;", true],
  ["  ~size() override;", true],
  ["#ifndef size", true],
  ["#ifdef size", false],
  ["class size : public Base {", false],
  ["  friend class size;", false],
])("%s only declares: %s", (line, expected) => {
  expect(declaring("size", occurrenceRulesOf("cpp")!).forward(line)).toBe(expected);
});

describe("a line that declares a name", () => {
  test.each([
    ["c", "int size = 0;", true],
    ["c", "  struct foo *size;", true],
    ["c", "  size_t count, size = 2;", true],
    ["c", "  return size;", false],
    ["c", "  x = a * size;", false],
    ["c", "  f(a, size);", false],
    ["c", "  case size:", false],
    ["java", "for (Item size : items) {", true],
    ["java", "  List<Map<String, Item>> size = make();", true],
    ["java", "  items.forEach(size -> f(size));", true],
    ["java", "  size.run();", false],
    ["go", "size, err := f()", true],
    ["go", "f(size)", false],
    ["python", "size = 1", true],
    ["python", "a, size = b", true],
    ["python", "for _, size in items:", true],
    ["python", "if size == 1:", false],
    ["python", "return size", false],
    ["kotlin", "val size = 1", true],
    ["kotlin", "items.map { size -> f(size) }", true],
    ["kotlin", "f(size)", false],
    ["rust", "let mut size = 1;", true],
    ["ruby", "items.each { |size| p }", true],
  ])("%s: %s", (language, line, expected) => {
    expect(declaring("size", occurrenceRulesOf(language)!).local(line)).toBe(expected);
  });
  test.each([
    ["c", "int f(struct foo *size, int b)", true],
    ["c", "int f(int a, size b)", false],
    ["c", "int f(size *b)", false],
    ["go", "func f(size, b int) error", true],
    ["go", "func (s *Shelf) f(a size) error", false],
    ["python", "def f(a, size=None):", true],
    ["python", "def f(a: size = None):", false],
    ["python", "@skip(size, 1)\ndef f(a):", false],
    ["kotlin", "fun f(a: Int, size: Long): Int", true],
    ["kotlin", "fun f(a: size): Int", false],
  ])("%s: %s", (language, head, expected) => {
    expect(declaring("size", occurrenceRulesOf(language)!).parameter(head)).toBe(expected);
  });
});
