import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { goDeclarations } from "./reading/declarations.js";
import { onlyName } from "./reading/manifests.js";
import { inherited } from "./reading/names.js";
import { children, found, shared } from "./reading/nodes.js";
import { wordSet } from "./reading/word-set.js";

const named = (whole: Node, kind: SymbolKind): Found[] => {
  const value = whole.childForFieldName("value");
  const names = children(whole).filter(
    (child) => child.type === "identifier" && (!value || child.startIndex < value.startIndex),
  );
  return shared(kind, whole, names);
};

const LONGEST_RECEIVER = 1000;

/** A struct or an interface inherits its embedded types. */
function typeSpec(whole: Node): Found[] {
  const type = whole.childForFieldName("type");
  const kind =
    type?.type === "struct_type" ? "struct" : type?.type === "interface_type" ? "interface" : "type";
  const members =
    kind === "struct"
      ? children(children(type!).find((child) => child.type === "field_declaration_list") ?? type!)
      : kind === "interface"
        ? children(type!)
        : [];
  const bases = members
    .filter((member) =>
      kind === "struct"
        ? member.type === "field_declaration" && !member.childForFieldName("name")
        : member.type === "type_elem" || member.type === "constraint_elem",
    )
    .map((member) => /^\*?(?:\w+\.)?([A-Za-z_]\w*)(?:\[.*\])?(?:\s*[`"].*)?$/s.exec(member.text)?.[1])
    .filter((name) => name !== undefined);
  const open = kind === "type" || !type ? -1 : type.text.indexOf("{");
  return found(kind, whole, whole.childForFieldName("name"), null, {
    bases: inherited(bases),
    ...(open < 0 || !type ? {} : { bodyStart: type.startIndex + open }),
  });
}

/**
 * What two methods of one signature have in common as it is written, `(key string, n int) error`: the number of
 * parameters, the type of the last one without its package, and the result.
 */
function shapeOf(signature: string): string {
  const close = signature.indexOf(")");
  const inside = signature.slice(signature.indexOf("(") + 1, close < 0 ? undefined : close);
  const parameters = inside.split(",").filter((part) => part.trim() !== "");
  const bare = (type: string): string =>
    type
      .replace(/\/\/.*$/, "")
      .replace(/[\w]+\./g, "")
      .replace(/[\s{]+$/, "")
      .trim();
  // The names of results say nothing.
  const result = bare(close < 0 ? "" : signature.slice(close + 1)).replace(/^\(\s*(?:\w+\s+)?(.*)\)$/, "$1");
  const last =
    bare(parameters.at(-1) ?? "")
      .split(/\s+/)
      .at(-1) ?? "";
  return inside.includes("(") ? "function" : `${parameters.length} ${last} ${result.split(",")[0]!.trim()}`;
}

export const go: Language = {
  id: "go",
  extensions: ["go"],
  modules: {
    folderIsScope: true,
    manifests: [{ fileName: "go.mod", read: (text) => onlyName(/^module\s+"?([^\s"]+)/m.exec(text)?.[1]) }],
    // With a `go.mod` the repository's own modules are known. Without one, a module with a host name may be
    // its own.
    isExternal: (module, manifest) => manifest || !module.split("/")[0]!.includes("."),
    // Only modules of the standard library have no host name; those of a `go.mod` are found before.
    isBuiltIn: (module) => !module.split("/")[0]!.includes("."),
    // Drop the major version, which is not part of the package's name.
    localModule: (module) => module.replace(/\/v\d+$/, ""),
  },
  occurrences: { longStrings: ["`"], declarations: goDeclarations, key: /^:(?!=)/ },
  scopes: {
    types: {
      variables: [
        // `for _, NAME := range list`
        "\\bfor\\b.*\\bNAME\\s*:?=\\s*range\\s+(?<each>.+)",
        // Parameters, receivers, fields and `var NAME Shelf`; `a, NAME *Shelf`.
        "(?:^|[(,\\s])NAME(?:\\s*,\\s*\\w+)*\\s+(?<type>(?!(?:in|range|case|if|else|and|or)\\b)[*\\[\\p{L}_.](?!=).*)",
        "(?<![.\\w])NAME(?:\\s*,\\s*\\w+)*\\s*:?=\\s*(?<value>[^=].*)",
        // A later one of several results.
        "\\w\\s*,\\s*NAME(?:\\s*,\\s*\\w+)*\\s*:?=",
      ],
      result: { mark: "" },
    },
    globals: wordSet(
      "append cap clear close complex copy delete imag len make max min new panic print println real recover error",
      "string bool byte rune int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64",
      "complex64 complex128 any comparable",
    ),
    builtInMembers: wordSet(
      "String Error Close Read Write Seek Flush Reset Len Cap Bytes Lock Unlock RLock RUnlock Wait Done Add Sub Mul Load",
      "Store Swap Get Set Del Delete Range Scan Next Err Value Values Name Type Kind Unwrap Is As Format Parse Sum Copy",
      "Write WriteString WriteByte ReadAll ReadFrom WriteTo Header WriteHeader ServeHTTP RoundTrip Open Stat Size Mode",
      "Errorf Fatalf Logf Fatal Helper Run Skip Equal Before After Unix Sprintf Printf Println Print Info Debug Warn With",
    ),
    structural: {
      opens: /\binterface\s*\{/,
      method: /^\s*([A-Za-z_]\w*)\s*\(/,
      fits: (declared, defined) => shapeOf(declared) === shapeOf(defined),
    },
  },
  conventions: {
    generated: /(?:\.pb|\.pb\.gw|\.gen|_string)\.go$/i,
    lockFiles: ["go.sum", "go.work.sum", "gopkg.lock", "glide.lock"],
  },
  reports: {
    importLine: /import/,
    definers: ["func", "type", "struct", "interface", "const"],
    tools: ["go"],
    traces: [{ head: /^\s*goroutine \d+ \[/ }],
  },
  grammar: "go",
  query: `

    (function_declaration) @function
    (method_declaration) @method
    (method_spec) @property
    (type_declaration (type_spec) @type)
    (type_declaration (type_alias) @type)
    (type_declaration) @outer
    (source_file (const_declaration (const_spec) @constant))
    (source_file (var_declaration (var_spec) @variable))
    (const_declaration) @outer
    (var_declaration) @outer
    (call_expression arguments: (_) @arguments)
    (argument_list (identifier) @value)
    (literal_element (identifier) @value)
    (type_identifier) @mention
    (import_spec) @import
  `,
  read: {
    method_declaration: (whole) => {
      const receiver = whole.childForFieldName("receiver")?.text ?? "";
      const owner = /(?<!\w)(\w+)\s*(?:\[[^\]]*\]\s*)?\)$/.exec(receiver.slice(-LONGEST_RECEIVER))?.[1];
      return found(
        "method",
        whole,
        whole.childForFieldName("name"),
        whole.childForFieldName("body"),
        owner ? { owner } : {},
      );
    },
    type_spec: typeSpec,
    const_spec: named,
    var_spec: named,
  },
  lineComment: "//",
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  isTest: (name) => /^(?:Test|Benchmark|Fuzz|Example)(?:[A-Z_]|$)/.test(name),
  importOf: (statement) => {
    const match = /^(?:([\w.]+)\s+)?["`]([^"`]+)["`]/.exec(statement);
    if (!match) return [];
    const alias = match[1];
    return [
      { module: match[2]!, names: alias && alias !== "_" && alias !== "." ? [{ name: "*", alias }] : [] },
    ];
  },
};
