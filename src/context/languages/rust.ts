import type { Import } from "../parse/parsed.js";
import type { ImportingFile, Language } from "./language.js";
import { keywordDeclarations } from "./reading/declarations.js";
import { onlyName } from "./reading/manifests.js";
import {
  baseNames,
  implemented,
  inherited,
  lastSegment,
  moduleSegments,
  splitTopLevel,
} from "./reading/names.js";
import { childOfType, found } from "./reading/nodes.js";
import { loop } from "./reading/type-rules.js";
import { wordSet } from "./reading/word-set.js";

const DEEPEST_USE = 30;

/** `a::{b, c::{d, e as f}}` as one import for each module. */
function useTree(path: string, prefix: string, depth = 0): Omit<Import, "line">[] {
  const open = path.indexOf("{");
  if (open < 0) {
    const [whole = "", alias] = path.split(/(?<!\s)\s+as\s+/);
    const segments = `${prefix}${whole.trim()}`.split("::");
    const name = segments.pop() ?? "";
    return name === ""
      ? []
      : [{ module: segments.join("::") || name, names: [alias ? { name, alias: alias.trim() } : { name }] }];
  }
  const before = `${prefix}${path.slice(0, open).trim()}`;
  if (depth === DEEPEST_USE) return [];
  const inside = path.slice(open + 1, path.lastIndexOf("}"));
  return splitTopLevel(inside).flatMap((part) => useTree(part.trim(), before, depth + 1));
}

/** The crate's name as code writes it, with underscores. The name of a `[lib]` section takes precedence. */
const crateName = (text: string): string | undefined =>
  (/\[lib\][^[]*?^name\s*=\s*"([^"]+)"/ms.exec(text) ??
    /\[package\][^[]*?^name\s*=\s*"([^"]+)"/ms.exec(text))?.[1]?.replaceAll("-", "_");

/**
 * The path of `self::a` and `super::a`, relative to the module of the importing file, and of `crate`, the folder
 * of the crate's root file.
 */
function fromModule(module: string, { folder, path, isIndex }: ImportingFile): string | undefined {
  if (module === "crate") return /^(?:.*\/)?src(?=\/|$)/.exec(folder)?.[0];
  if (!/^(?:self|super)\b/.test(module)) return undefined;
  const parts = moduleSegments(module);
  const up = parts.filter((part) => part === "super").length;
  const rest = parts.filter((part) => part !== "super" && part !== "self");
  const own = (isIndex ? folder : path).split("/");
  return [...own.slice(0, own.length - up), ...rest].join("/");
}

export const rust: Language = {
  id: "rust",
  extensions: ["rs"],
  modules: {
    indexFiles: ["lib", "mod"],
    mainFiles: ["main"],
    rootSegment: /^crate$/,
    manifests: [{ fileName: "Cargo.toml", read: (text) => onlyName(crateName(text)) }],
    packagePath: (module) => module.replaceAll("::", "/"),
    exactPath: fromModule,
    importsAreExports: true,
    // Any other crate may be one of the workspace, whose names need not appear in paths.
    isExternal: (module) => /^(?:std|core|alloc)\b/.test(module),
  },
  scopes: {
    ownReceivers: ["self", "Self"],
    parentReceivers: ["super"],
    namespaces: true,
    types: {
      variables: [
        "(?<![.\\w:])NAME\\s*:(?![:=])\\s*(?<type>.+)",
        ...loop,
        "\\b(?:let|while|if|match)\\b[^=]*[({,|&\\s]NAME\\s*[)},|]",
        "\\|[^|]*\\bNAME\\b[^|]*\\|",
        "\\blet\\s+(?:mut\\s+)?NAME\\s*=\\s*(?<value>.+)",
      ],
      result: { mark: "->" },
      wrappers: ["Arc", "Rc", "Box", "RefCell", "Ref", "RefMut", "Cow", "Pin", "MutexGuard", "Option"],
    },
    globals: wordSet(
      "Vec String Option Some None Ok Err Box Default Iterator Clone Copy Drop std core alloc Self",
    ),
    builtInMembers: wordSet(
      "new get get_mut insert remove push pop len is_empty iter iter_mut into_iter map filter collect fold for_each",
      "unwrap unwrap_or unwrap_or_else unwrap_or_default expect ok err and_then or_else as_ref as_mut as_str to_string",
      "to_owned clone into from try_into try_from default fmt eq cmp partial_cmp hash next poll read write flush lock",
      "borrow borrow_mut take replace send recv join spawn contains contains_key keys values entry extend append clear",
      "split trim parse push_str chars bytes lines starts_with ends_with is_some is_none is_ok is_err",
    ),
    // The query captures an `impl` as a class.
    isPart: ({ kind }) => kind === "class",
  },
  conventions: {
    testMark: /^\s*#!\[cfg\(test\)\]/m,
    generated: /\.gen\.rs$/i,
    lockFiles: ["cargo.lock"],
  },
  reports: { importLine: /use/, definers: ["fn", "struct", "enum", "trait", "type", "const"] },
  occurrences: {
    interpolation: /(?<!\{)\{$/,
    declarations: keywordDeclarations,
    key: /^:(?!:)/,
  },
  grammar: "rust",
  query: `

    (function_item) @function
    (function_signature_item) @function
    (struct_item) @struct
    (enum_item) @enum
    (enum_variant) @property
    (union_item) @struct
    (trait_item) @trait
    (impl_item) @class
    (type_item) @type
    (associated_type) @type
    (mod_item body: (_)) @namespace
    (macro_definition) @macro
    (const_item) @constant
    (static_item) @constant
    (call_expression arguments: (_) @arguments)
    (arguments (identifier) @value)
    (macro_invocation macro: (identifier) @call)
    (type_identifier) @mention
    (use_declaration) @import
  `,
  read: {
    impl_item: (whole) => {
      const trait = whole.childForFieldName("trait")?.text.replace(/<[\s\S]*$/, "");
      return found("class", whole, whole.childForFieldName("type"), whole.childForFieldName("body"), {
        bases: trait ? implemented([lastSegment(trait)]) : [],
      });
    },
    macro_definition: (whole) =>
      found("macro", whole, whole.childForFieldName("name"), childOfType(whole, "macro_rule")),
  },
  heritage: ["trait_bounds"],
  basesOf: (text) => inherited(baseNames(text.replaceAll("+", ","))),
  decorator: /#!?\[/y,
  lineComment: "//",
  attached: /^(?:\/\/|#!?\[)/,
  blockComment: ["/*", "*/"],
  isTest: (_name, attached) => /#\[(?:\w+::)*test\b/.test(attached),
  importOf: (statement) => {
    const items = useTree(statement.replace(/^[\s\S]*?\buse\s+/, "").replace(/;\s*$/, ""), "");
    return /^pub\b/.test(statement) ? items.map((item) => ({ ...item, reexports: true })) : items;
  },
};
