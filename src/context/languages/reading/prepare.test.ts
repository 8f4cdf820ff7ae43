import { expect, it } from "vitest";
import { parser } from "../../parse/parser.js";

/**
 * Code of real repositories that a grammar cannot parse without `prepare`, and the symbols that must be
 * found.
 */
const cases: readonly [what: string, path: string, text: string, names: string[]][] = [
  [
    "call signatures with type parameters and no semicolons",
    "a.ts",
    "// get(key)\ninterface Get<E> {\n  <K extends keyof E>(key: K): E[K]\n  // any (other)\n  /** Or this. */\n  <\n    K\n  >(key: K): string\n}\n\nexport class Context {\n  get: Get<{}>\n  text(): string {\n    return ''\n  }\n}\n",
    ["Get", "Context", "text"],
  ],
  ["export type *", "a.ts", "export type * from './types'\nexport function f(): void {}\n", ["f"]],
  [
    "a comparison over lines, which is no type parameter",
    "a.ts",
    "export const less = (a: number, b: number) =>\n  a\n  < b\nexport const f = () => 1\n",
    ["less", "f"],
  ],
  [
    "a constructor below its class's name",
    "A.kt",
    "expect open class Bytes\n// Trusted.\ninternal actual constructor(\n  /** Here. */\n  internal actual val data: ByteArray,\n) : Comparable<Bytes> {\n  fun size(): Int = 1\n  companion object {\n    fun of(): Bytes = none()\n  }\n}\n",
    ["Bytes", "data", "size", "Companion", "of"],
  ],
  [
    "typed throws, macros and asynchronous loops",
    "A.swift",
    "struct A {\n  func parse() throws(ParseError) -> Int { 1 }\n  func all() async throws {\n    for try await line in lines { print(line) }\n    #expect(parse() == 1)\n  }\n  func at(_ place: Place = #_sourceLocation) {}\n}\n",
    ["A", "parse", "all", "at"],
  ],
  [
    "primary constructors and raw strings",
    "A.cs",
    'class Cache(IStore store) : Base(store)\n{\n    public string Text() => """\n        a "quoted" word\n        """;\n    public int this[int i] => i;\n}\nstruct B;\n',
    ["Cache", "Text", "this", "B"],
  ],
  [
    "macros that open namespaces and export",
    "a.h",
    '#if LIB_HAS_INCLUDE(<version>)\n#  include <version>\n#endif\n\nLIB_BEGIN_NAMESPACE\nLIB_PRAGMA(diagnostic ignored "-Wweak")\n\n/// Says why.\nclass LIB_VISIBILITY("default") Failure : public Base {};\nLIB_EXPORT template <typename T> class Buffer {\n public:\n  LIB_CONSTEXPR Buffer(T* data) : data_(data) {}\n  LIB_CONSTEXPR20 auto size() const -> int { return 1; }\n\n private:\n  T* data_;\n};\n\nnamespace detail {\ntemplate <typename T> LIB_FUNC void grow(T t) {\n  if LIB_CONSTEXPR20 (true) t();\n}\n}  // namespace detail\nWIN32_FIND_DATA found;\nLIB_END_NAMESPACE\n',
    ["Failure", "Buffer", "Buffer", "size", "detail", "grow", "found"],
  ],
];

it.each(cases)("%s", async (_what, path, text, names) => {
  const { symbols, damaged } = await parser.parse(path, text);
  expect(symbols.map(({ name }) => name)).toEqual(names);
  expect(damaged).toBe(false);
});
