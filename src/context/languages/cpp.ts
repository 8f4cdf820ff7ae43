import { blank } from "../parse/code/text.js";
import { cFamily, cQuery } from "./families/c.js";
import type { Language } from "./language.js";
import { beginsOrEndsWithTest } from "./reading/conventions.js";
import { baseNames, inherited } from "./reading/names.js";

/**
 * A macro that modifies a declaration, such as `LIB_EXPORT`. Recognised by its name, or when it precedes a
 * type and a name. Before a name alone it may be the type itself (`WIN32_FIND_DATA found;`).
 */
const DECLARATION_MACRO =
  /(?<=^|[ \t])[A-Z][A-Z\d]{0,100}_(?:[A-Z\d_]{0,100}(?:CONSTEXPR|CONSTEVAL|INLINE|EXPORT|IMPORT|API|DECL|NORETURN|NODISCARD|DEPRECATED|FUNC|PUBLIC|VISIBILITY|UNUSED|PURE)[A-Z\d_]{0,100}(?:\([^()\n]{0,80}\))?[ \t]+(?=[A-Za-z_~:])|[A-Z\d_]{1,200}[ \t]+(?=(?:(?:template|class|struct|enum|using|typename|auto|void|bool|int|char|unsigned|const|static|inline|constexpr|friend)\b|[A-Za-z_][\w:]*(?:<[^\n;(){}]{0,100}>)?[ \t&*]+[A-Za-z_~]\w*[ \t]*[(;={])))/gm;

/**
 * Replaces such macros by spaces where a declaration may begin: only modifiers or `template <…>` come before.
 */
function withoutDeclarationMacros(text: string): string {
  let line = -1;
  let places: ReadonlySet<number> = new Set();
  return text.replace(DECLARATION_MACRO, (macro: string, ...rest: unknown[]) => {
    const at = rest.find((each) => typeof each === "number") as number;
    const start = text.lastIndexOf("\n", at - 1) + 1;
    if (start !== line) {
      line = start;
      places = declarationStarts(text, start);
    }
    return places.has(at) ? blank(macro) : macro;
  });
}

const SPACE = /[ \t]*/y;
const MODIFIER = /(?:static|inline|friend|virtual|explicit|extern)[ \t]+/y;
const TEMPLATE = /template[ \t]*</y;
const TEMPLATE_END = />[ \t]+|[;{\n]/g;

/**
 * Offsets on a line where a declaration may begin: at its start, and after each modifier and each `template
 * <…>`. Uses one pass instead of a pattern with lookbehind, which takes exponential time for a row of
 * templates.
 */
function declarationStarts(text: string, lineStart: number): ReadonlySet<number> {
  const starts = new Set<number>();
  let inTemplate = false;
  const follow = (from: number): number => {
    let at = from;
    for (;;) {
      starts.add(at);
      MODIFIER.lastIndex = at;
      if (!MODIFIER.test(text)) return at;
      at = MODIFIER.lastIndex;
    }
  };
  SPACE.lastIndex = lineStart;
  SPACE.test(text);
  let at = follow(SPACE.lastIndex);
  TEMPLATE.lastIndex = at;
  if (!TEMPLATE.test(text)) return starts;
  at = TEMPLATE.lastIndex;
  inTemplate = true;
  while (inTemplate) {
    TEMPLATE_END.lastIndex = at;
    const mark = TEMPLATE_END.exec(text);
    inTemplate = mark?.[0].startsWith(">") ?? false;
    if (mark && inTemplate) {
      at = TEMPLATE_END.lastIndex;
      follow(at);
    }
  }
  return starts;
}

/** The configuration of a kernel launch, as CUDA and HIP write it: `scale<<<blocks, threads>>>(data)`. */
const LAUNCH = /<<<([^;{}]{1,500}?)>>>(?=\s*\()/g;
const KERNEL_QUALIFIER =
  /\b__(?:(?:global|device|host|shared|constant|managed|forceinline|noinline|restrict|grid_constant)__|launch_bounds__\s*\([^()\n]{0,100}\))/g;

/** Replaces what CUDA and HIP add to C++ by spaces; a launch becomes a call of a call. */
const withoutKernelSyntax = (text: string): string =>
  text.includes("__global__") || text.includes("__device__") || text.includes("<<<")
    ? text.replace(LAUNCH, "(  $1)  ").replace(KERNEL_QUALIFIER, blank)
    : text;

const CONDITION = /^[ \t]*#[ \t]*(?:el)?if\b[^\n]*/gm;
/** A header's name in a preprocessor condition: `#if LIB_HAS_INCLUDE(<version>)`. */
const HEADER_NAME = /(?<=\()(?:<[^<>\n]*>|"[^"\n]*")(?=\))/g;

/**
 * Replaces macros that the grammar cannot parse by spaces, which keeps offsets. The grammar reads `class
 * EXPORT Name : Base {` as a function, `LIB_NAMESPACE_BEGIN` as a type, and fails on macros used as
 * attributes.
 */
function withoutMacros(text: string): string {
  const bare = withoutKernelSyntax(text)
    .replace(
      /\b(class|struct|union)([ \t]+)([A-Z][A-Z\d_]{2,}(?:\([^()\n]{0,80}\))?)(?=[ \t]+\w+(?:[ \t]+final)?\s*[:{;])/g,
      (whole, keyword: string, space: string) => `${keyword}${space}`.padEnd(whole.length),
    )
    .replace(/^[ \t]*[A-Z][A-Z\d_]{2,}_(?:BEGIN|END)[ \t]*$/gm, blank)
    // `LIB_BEGIN_NAMESPACE` alone on a line that does not continue the line before.
    .replace(
      /^(?=[ \t]*[A-Z])(?<=(?:(?:^|[;{}:]|\*\/|^[ \t]*[A-Z][A-Z\d]*_[A-Z\d_]+(?:\([^()\n]{0,80}\))?)[ \t]*|^[ \t]*(?:#|\/\/)[^\n]*)\n(?:[ \t]*\n){0,3})[ \t]*[A-Z][A-Z\d]*_[A-Z\d_]+(?:\([^()\n]{0,80}\))?[ \t]*$(?!\n\s*(?:[({=.?&|<+*-]|\/(?![/*])))/gm,
      blank,
    );
  // `LIB_CONSTEXPR auto f()`, `LIB_EXPORT template <…> class`, `LIB_FUNC void f()`.
  return withoutDeclarationMacros(bare)
    .replace(/(?=[A-Z])(?<=\bif[ \t]+)[A-Z][A-Z\d]*_[A-Z\d_]+(?=[ \t]*\()/g, blank)
    .replace(CONDITION, (line) => line.replace(HEADER_NAME, (name) => "0".padEnd(name.length)))
    .replace(
      /\b[A-Z][A-Z\d]*_[A-Z\d_]+[ \t]+(?=(?:static|inline|extern|constexpr|virtual|explicit)\b)/g,
      blank,
    )
    .replace(
      /(?=[A-Z])(?<=\)[ \t\n]*(?:const\s+)?(?:noexcept\s+)?)[A-Z][A-Z\d]*_(?:[A-Z\d_]{0,100}(?:ATTRIBUTE|LOCK|GUARDED|SECTION)[A-Z\d_]{0,100}\([^()\n]{0,80}\)|[A-Z\d_]+)(?=\s*[{;])/g,
      blank,
    );
}

export const cpp: Language = {
  ...cFamily,
  id: "cpp",
  extensions: ["cc", "cpp", "cxx", "c++", "hpp", "hh", "hxx", "h", "ipp", "inl", "cu", "cuh"],
  // `.h` files of C are read as C++ too: that grammar recovers better from macros.
  modules: { ...cFamily.modules, namedWhole: ["c++", "ipp", "inl", "cu", "cuh"] },
  conventions: { test: beginsOrEndsWithTest, generated: /\.pb\.(?:h|cc)$/i },
  reports: { importLine: /#include/, definers: ["class", "struct", "enum"] },
  grammar: "cpp",
  query: `
    ${cQuery}
    (class_specifier name: (_) @name body: (_) @body) @class
    (namespace_definition) @namespace
    (field_declaration_list (field_declaration) @method)
    (field_declaration_list (declaration) @method)
    (template_declaration (declaration) @function)
    (template_declaration) @outer
    (alias_declaration) @type
  `,
  heritage: ["base_class_clause"],
  attached: /^(?:\/\/|template\s*<)/,
  prepare: withoutMacros,
  basesOf: (text) => inherited(baseNames(text)),
};
