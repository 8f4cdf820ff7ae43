import type { Node } from "web-tree-sitter";
import { blank } from "../parse/code/text.js";
import type { SymbolKind } from "../parse/parsed.js";
import { baseNames, type Found, inherited, type Language } from "./language.js";
import { childOfType, found, shared } from "./nodes.js";

const include = (statement: string) => {
  const module = /#\s*(?:include|import)\s*[<"]([^>"]{1,500})[>"]/.exec(statement)?.[1];
  return module ? [{ module, names: [] }] : [];
};

/** Follows `*`, `&`, brackets and parameter lists inwards to the function's declarator, if there is one. */
function functionDeclarator(declarator: Node | null | undefined): Node | undefined {
  for (let at = declarator, depth = 0; at && depth < 20; depth++) {
    if (at.type === "function_declarator") {
      const inner = at.childForFieldName("declarator");
      // `int (*compare)(int)` is a variable that points to a function.
      return inner?.type === "parenthesized_declarator" ? undefined : at;
    }
    at = at.childForFieldName("declarator") ?? childOfType(at, "function_declarator");
  }
  return undefined;
}

/** The name inside `*name[3] = …` and `(*name)(int)`. */
function declaredName(declarator: Node): Node | undefined {
  for (let at: Node | null = declarator, depth = 0; at && depth < 20; depth++) {
    if (/identifier$/.test(at.type)) return at;
    at = at.childForFieldName("declarator") ?? at.firstNamedChild;
  }
  return undefined;
}

/** Unit tests of GoogleTest, Catch2, Boost and doctest are macros with a body. */
const TEST_MACRO = /^(?:TYPED_)?(?:TEST(?:_[FPG])?|TEST_CASE(?:_METHOD)?|SCENARIO|BOOST_AUTO_TEST_CASE)$/;

function defined(whole: Node): Found[] {
  const declarator = functionDeclarator(whole.childForFieldName("declarator"));
  const name = declarator?.childForFieldName("declarator");
  if (!declarator || !name) return [];
  const body = whole.childForFieldName("body");
  if (TEST_MACRO.test(name.text)) {
    const title = declarator
      .childForFieldName("parameters")
      ?.text.slice(1, -1)
      .split(",")
      .map((part) => part.trim().replace(/^"|"$/g, ""))
      .slice(0, 2)
      .join(".");
    return found("test", whole, title || name, body);
  }
  const initialisers = childOfType(whole, "field_initializer_list");
  const member = /field_identifier|destructor_name/.test(name.type);
  return found(member ? "method" : "function", whole, name, initialisers ?? body);
}

/** A declaration at the top of a file or namespace: a prototype, or one or more variables. */
function declared(whole: Node): Found[] {
  const declarators = whole.childrenForFieldName("declarator").filter((child) => child !== null);
  const first = functionDeclarator(declarators[0]);
  if (first) return found("function", whole, first.childForFieldName("declarator"));
  const constant = /^(?:static\s+|inline\s+|extern\s+)*(?:const|constexpr)\b/.test(whole.text);
  return shared(
    constant ? "constant" : "variable",
    whole,
    declarators.map(declaredName).filter((name) => name !== undefined),
  );
}

/** A member that is declared in a class and defined elsewhere; data members are not symbols. */
const member = (whole: Node): Found[] => {
  const name = functionDeclarator(whole.childForFieldName("declarator"))?.childForFieldName("declarator");
  return found("method", whole, name);
};

/** `typedef struct { … } name;` is that struct; every other one is a type. */
function typedef(whole: Node): Found[] {
  const type = whole.childForFieldName("type");
  const body = type?.childForFieldName("body");
  const declarator = whole.childForFieldName("declarator");
  const name = declarator && declaredName(declarator);
  const kinds: Readonly<Record<string, SymbolKind>> = { struct_specifier: "struct", enum_specifier: "enum" };
  // One with a tag is found by its tag.
  if (body && type?.childForFieldName("name")) return [];
  return found((body && type && kinds[type.type]) || "type", whole, name, body);
}

export const cRead = {
  function_definition: defined,
  declaration: declared,
  field_declaration: member,
  type_definition: typedef,
} as const;

const query = `
    (function_definition) @function
    (struct_specifier name: (_) @name body: (_) @body) @struct
    (union_specifier name: (_) @name body: (_) @body) @struct
    (enum_specifier name: (_) @name body: (_) @body) @enum
    (type_definition) @type
    (preproc_def) @macro
    (preproc_function_def) @macro
    (translation_unit (declaration) @variable)
    (preproc_ifdef (declaration) @variable)
    (preproc_if (declaration) @variable)
    (linkage_specification (declaration) @variable)
    (declaration_list (declaration) @variable)
    (call_expression arguments: (_) @arguments)
    (argument_list (identifier) @value)
    (initializer_list (identifier) @value)
    (initializer_pair value: (identifier) @value)
    (type_identifier) @mention
    (preproc_include) @import
`;

const shape = {
  read: cRead,
  lineComment: "//",
  blockComment: ["/*", "*/"],
  importOf: include,
} as const;

export const c: Language = {
  ...shape,
  id: "c",
  extensions: ["c"],
  grammar: "c",
  query,
  attached: /^\/\//,
};

/**
 * A macro that says how something is declared: by its name, or as the first of two words before what is declared. One
 * word before a name may be its type (`WIN32_FIND_DATA found;`).
 */
const DECLARATION_MACRO =
  /(?<=^|[ \t])[A-Z][A-Z\d]{0,100}_(?:[A-Z\d_]{0,100}(?:CONSTEXPR|CONSTEVAL|INLINE|EXPORT|IMPORT|API|DECL|NORETURN|NODISCARD|DEPRECATED|FUNC|PUBLIC|VISIBILITY|UNUSED|PURE)[A-Z\d_]{0,100}(?:\([^()\n]{0,80}\))?[ \t]+(?=[A-Za-z_~:])|[A-Z\d_]{1,200}[ \t]+(?=(?:(?:template|class|struct|enum|using|typename|auto|void|bool|int|char|unsigned|const|static|inline|constexpr|friend)\b|[A-Za-z_][\w:]*(?:<[^\n;(){}]{0,100}>)?[ \t&*]+[A-Za-z_~]\w*[ \t]*[(;={])))/gm;

/** Blanks the macros that stand at the start of a declaration, behind no more than its other modifiers. */
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
 * Where on a line a declaration may begin: at its start, and behind each modifier and each `template <…>`. One pass: a
 * pattern that looks back over them reads a row of templates in as many ways as it has subsets.
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

const CONDITION = /^[ \t]*#[ \t]*(?:el)?if\b[^\n]*/gm;
/** A header's name in a condition: `#if LIB_HAS_INCLUDE(<version>)`. */
const HEADER_NAME = /(?<=\()(?:<[^<>\n]*>|"[^"\n]*")(?=\))/g;

/**
 * The grammar reads `class EXPORT Name : Base {` as a function, `LIB_NAMESPACE_BEGIN` as a type and stumbles over
 * attributes that are macros: these are blanked, which moves no offset.
 */
function withoutMacros(text: string): string {
  const bare = text
    .replace(
      /\b(class|struct|union)([ \t]+)([A-Z][A-Z\d_]{2,}(?:\([^()\n]{0,80}\))?)(?=[ \t]+\w+(?:[ \t]+final)?\s*[:{;])/g,
      (whole, keyword: string, space: string) => `${keyword}${space}`.padEnd(whole.length),
    )
    .replace(/^[ \t]*[A-Z][A-Z\d_]{2,}_(?:BEGIN|END)[ \t]*$/gm, blank)
    // `LIB_BEGIN_NAMESPACE` alone on a line that does not continue what stands before it.
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
  ...shape,
  id: "cpp",
  extensions: ["cc", "cpp", "cxx", "c++", "hpp", "hh", "hxx", "h", "ipp", "inl", "cu", "cuh"],
  grammar: "cpp",
  query: `
    ${query}
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
