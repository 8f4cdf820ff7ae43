import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../../parse/parsed.js";
import type { Found } from "../language.js";
import { cDeclarations } from "../reading/declarations.js";
import { childOfType, found, shared } from "../reading/nodes.js";
import { assignment, typeBefore } from "../reading/type-rules.js";
import { wordSet } from "../reading/word-set.js";

const include = (statement: string) => {
  const module = /#\s*(?:include|import)\s*[<"]([^>"]{1,500})[>"]/.exec(statement)?.[1];
  return module ? [{ module, names: [] }] : [];
};

/**
 * Follows `*`, `&`, brackets and parameter lists inwards to the function's declarator; undefined without one.
 */
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

/** A declaration at the top level of a file or namespace: a prototype, or one or more variables. */
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

/** A member function that is declared in a class and defined elsewhere. Data members are not symbols. */
const member = (whole: Node): Found[] => {
  const name = functionDeclarator(whole.childForFieldName("declarator"))?.childForFieldName("declarator");
  return found("method", whole, name);
};

/** `typedef struct { … } name;` is a struct of that name. Any other typedef is a type. */
function typedef(whole: Node): Found[] {
  const type = whole.childForFieldName("type");
  const body = type?.childForFieldName("body");
  const declarator = whole.childForFieldName("declarator");
  const name = declarator && declaredName(declarator);
  const kinds: Readonly<Record<string, SymbolKind>> = { struct_specifier: "struct", enum_specifier: "enum" };
  // Another pattern finds a struct with a tag by its tag.
  if (body && type?.childForFieldName("name")) return [];
  return found((body && type && kinds[type.type]) || "type", whole, name, body);
}

/** Enumerators of an enum without a name belong to the scope around it. */
function enumerator(whole: Node): Found[] {
  const list = whole.parent?.parent;
  const free =
    list &&
    !list.childForFieldName("name") &&
    /^(?:translation_unit|declaration)/.test(list.parent?.type ?? "");
  return found(free ? "constant" : "property", whole, whole.childForFieldName("name"));
}

export const cRead = {
  enumerator,
  function_definition: defined,
  declaration: declared,
  field_declaration: member,
  type_definition: typedef,
} as const;

export const cQuery = `
    (function_definition) @function
    (struct_specifier name: (_) @name body: (_) @body) @struct
    (union_specifier name: (_) @name body: (_) @body) @struct
    (enum_specifier name: (_) @name body: (_) @body) @enum
    (enumerator) @property
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

/** Rules and readers that C and C++ share. */
export const cFamily = {
  family: "c",
  modules: {
    importsArePaths: true,
    opensAll: true,
    nameless: /\.h(?:h|pp|xx)?$/,
    headers: { header: /\.(?:h|hh|hpp|hxx)$/i, source: /\.(?:c|cc|cpp|cxx|m|mm)$/i },
    sourceRoots: ["include"],
  },
  occurrences: { declarations: cDeclarations, memberLink: /(?:\.|->)$/ },
  scopes: {
    ownReceivers: ["this"],
    implicitReceiver: true,
    namespaces: true,
    types: {
      variables: [...typeBefore, ...assignment],
      result: "before",
      wrappers: [
        "unique_ptr",
        "shared_ptr",
        "weak_ptr",
        "optional",
        "make_unique",
        "make_shared",
        "reference_wrapper",
      ],
    },
    globals: wordSet("std"),
    builtInMembers: wordSet(
      "size empty begin end cbegin cend rbegin rend front back push_back emplace_back pop_back push pop top insert erase",
      "emplace find count at clear reserve resize data c_str str length substr append compare get reset release swap",
      "lock unlock try_lock wait notify_one notify_all load store exchange what first second open close read write put",
      "value has_value value_or key hash join detach begin assign fill max_size capacity",
    ),
  },
  read: cRead,
  lineComment: "//",
  blockComment: ["/*", "*/"],
  importOf: include,
} as const;
