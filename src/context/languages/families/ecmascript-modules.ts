import type { Node } from "web-tree-sitter";
import type { Export, Import } from "../../parse/parsed.js";
import { importedNames } from "../reading/names.js";
import { children } from "../reading/nodes.js";

type Names = Import["names"];
type Found = Omit<Import, "line">;

export const FUNCTIONS: ReadonlySet<string> = new Set([
  "arrow_function",
  "function_expression",
  "generator_function",
]);

/** Functions and classes in the place of a value. */
const VALUES: ReadonlySet<string> = new Set([...FUNCTIONS, "class"]);

const COMMENT = /\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*$)/g;

/** Reads `import …` and `export … from …`. */
export function importOf(statement: string): Found[] {
  const module = /(?:from|import|require\()\s*["'`]([^"'`]+)["'`]/.exec(statement)?.[1];
  if (!module) return [];
  const open = statement.indexOf("{");
  const close = statement.indexOf("}", open);
  const named = open < 0 || close < 0 ? "" : statement.slice(open + 1, close).replace(COMMENT, "");
  const names: Names[number][] = importedNames(named);
  const before = (open < 0 ? statement : statement.slice(0, open)).replace(COMMENT, "");
  if (/^export\b/.test(before)) {
    const all = /\*\s*(?:as\s+([\w$]+))?/.exec(before);
    if (all) names.push(all[1] ? { name: "*", alias: all[1] } : { name: "*" });
    return [{ module, names, reexports: true }];
  }
  const whole = /\*\s+as\s+([\w$]+)/.exec(before)?.[1];
  if (whole) names.unshift({ name: "*", alias: whole });
  const [, local] = /^import\s+(?:type\s+(?!from\b|,))?([\w$]+)/.exec(before) ?? [];
  if (local && !/^import\s+type\s*$/.test(before)) names.unshift({ name: "default", alias: local });
  return [{ module, names }];
}

/** A module that a call loads, such as `require("./a")` and `import("./a")`. */
export interface Loaded {
  readonly item: Found;
  /** Start offset of the variable's definition that the import stands for, as in `const a = require("./a")`. */
  readonly definition?: number;
}

/** Most nodes between a call that loads a module and the name that is given to it. */
const MOST_STEPS = 12;

/** Reads a call of `require` or `import`, with the names that the code around it gives to what is loaded. */
export function loadedBy(call: Node): Loaded | undefined {
  const argument = call.childForFieldName("arguments")?.firstNamedChild;
  const module =
    argument && /^(?:string|template_string)$/.test(argument.type) ? argument.text.slice(1, -1) : "";
  if (module === "" || module.includes("${")) return undefined;
  const dynamic = call.childForFieldName("function")?.type === "import";
  /** Set for the name of a property that is taken from the module. */
  let member: string | undefined;
  /** Set when a function that loads the module is passed to another: `lazy(() => import("./a"))`. */
  let wrapped = false;
  let deferred = false;
  let at = call;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { parent } = at;
    if (!parent) break;
    if (parent.type === "variable_declarator" && parent.childForFieldName("value")?.id === at.id) {
      const name = parent.childForFieldName("name");
      const whole = member ?? (dynamic && !wrapped ? "*" : "default");
      const names = name ? boundNames(name, whole) : [];
      const definition = name?.type === "identifier" ? definedAt(parent, name) : undefined;
      return { item: { module, names }, ...(definition === undefined ? {} : { definition }) };
    }
    if (parent.type === "assignment_expression") {
      const left = parent.childForFieldName("left");
      const exported = left ? exportedName(left.text) : undefined;
      if (!left || parent.childForFieldName("right")?.id !== at.id) break;
      if (exported === undefined)
        return {
          item: { module, names: left.type === "identifier" ? boundNames(left, member ?? "default") : [] },
        };
      const names: Names =
        exported !== "default"
          ? [{ name: member ?? "default", alias: exported }]
          : member
            ? [{ name: member, alias: "default" }]
            : [{ name: "*" }, { name: "default" }];
      return { item: { module, names, reexports: true } };
    }
    if (parent.type === "spread_element") {
      const left = parent.parent?.parent?.childForFieldName("left");
      if (left && exportedName(left.text) === "default")
        return { item: { module, names: [{ name: "*" }], reexports: true } };
      break;
    }
    if (parent.type === "member_expression") {
      const property = parent.childForFieldName("property")?.text ?? "";
      if (dynamic && property === "then") {
        const then = parent.parent;
        member = then ? takenBy(then.text.slice(parent.text.length, parent.text.length + 300)) : undefined;
        at = then ?? parent;
        continue;
      }
      if (dynamic && /^(?:catch|finally)$/.test(property)) {
        at = parent.parent ?? parent;
        continue;
      }
      if (member !== undefined || parent.childForFieldName("object")?.id !== at.id) break;
      member = property;
    } else if (FUNCTIONS.has(parent.type)) deferred = true;
    else if (parent.type === "arguments" && deferred) {
      wrapped = true;
      at = parent.parent ?? parent;
      continue;
    } else if (parent.type === "pair" && deferred && parent.parent?.parent?.type === "arguments") {
      // `defineAsyncComponent({ loader: () => import("./a") })`
      at = parent.parent;
      continue;
    } else if (!TRANSPARENT.has(parent.type)) break;
    at = parent;
  }
  return { item: { module, names: member !== undefined && !dynamic ? [{ name: member }] : [] } };
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  "await_expression",
  "parenthesized_expression",
  "as_expression",
  "satisfies_expression",
  "non_null_expression",
  "return_statement",
  "statement_block",
  "binary_expression",
]);

/** The name that a callback of `then` takes from the module: `m => m.a`, `m => ({ default: m.a })`. */
const takenBy = (callback: string): string | undefined =>
  (/\bdefault\s*:\s*(?:\w+\s*\.\s*)?([\w$]+)/.exec(callback) ??
    /=>\s*\(?\s*\w+\s*\.\s*([\w$]+)/.exec(callback) ??
    /\(\{\s*([\w$]+)/.exec(callback))?.[1];

/** The names that a pattern gives to parts of a module. `whole` is what a plain name gets. */
function boundNames(pattern: Node, whole: string): Names {
  if (pattern.type === "identifier") return [{ name: whole, alias: pattern.text }];
  if (pattern.type !== "object_pattern") return [];
  if (whole !== "*" && whole !== "default") return [{ name: whole }];
  return children(pattern).flatMap((part) => {
    if (part.type === "pair_pattern") {
      const name = part.childForFieldName("key")?.text ?? "";
      const value = part.childForFieldName("value");
      const alias = (value?.type === "assignment_pattern" ? value.childForFieldName("left") : value)?.text;
      return alias && /^[\w$]+$/.test(alias) ? [{ name, ...(alias === name ? {} : { alias }) }] : [{ name }];
    }
    if (part.type === "object_assignment_pattern") {
      const name = part.childForFieldName("left")?.text;
      return name ? [{ name }] : [];
    }
    return part.type === "shorthand_property_identifier_pattern" ? [{ name: part.text }] : [];
  });
}

/** Where the definition of a declared variable starts; undefined when the variable is exported. */
function definedAt(declarator: Node, name: Node): number | undefined {
  const declaration = declarator.parent;
  if (!declaration || declaration.parent?.type === "export_statement") return undefined;
  return declaration.firstNamedChild?.id === declarator.id ? declaration.startIndex : name.startIndex;
}

const EXPORTED = /^(?:module\s*\.\s*)?exports(?:\s*\.\s*([\w$]+))?$/;

/** The name that `module.exports` and `exports.a` export: `default` and `a`; undefined for other text. */
export function exportedName(left: string): string | undefined {
  if (left.length > 200) return undefined;
  const match = EXPORTED.exec(left);
  if (!match || left === "exports") return undefined;
  return match[1] ?? "default";
}

const DEFAULT = /^export\s+(?:default\b|=)\s*/;
const DEFINITION =
  /^(?:(?:abstract\s+)?class|(?:async\s+)?function\s*\*?|interface|enum)\b\s*(?!extends\b|implements\b)([\w$]+)?/;
/** Characters that are read to tell statements apart. */
const BEGINNING = 200;

/**
 * Reads the exported names of `export …` and of assignments to `module.exports` and `exports.a`; none of other
 * statements.
 */
export function exportsOf(node: Node, text: string): Export[] {
  const word = text.slice(node.startIndex, node.startIndex + 15);
  if (/^(?:module\s*\.\s*)?exports\b/.test(word))
    return node.type === "expression_statement" ? assigned(node.firstNamedChild) : [];
  if (!/^(?:export\b|@)/.test(word) || node.type !== "export_statement") return [];
  const start = text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + BEGINNING));
  if (/^export\s+(?:type\s*)?\{/.test(start)) {
    if (node.childForFieldName("source")) return [];
    const clause = text.slice(node.startIndex, node.endIndex).replace(COMMENT, "");
    return importedNames(clause.slice(clause.indexOf("{") + 1, clause.lastIndexOf("}"))).map(
      ({ name, alias = name }) => ({ name: alias, local: name }),
    );
  }
  const value = start.replace(/^(?:@[^\n]*\n\s*)+/, "");
  if (!DEFAULT.test(value)) return [];
  const definition = DEFINITION.exec(value.replace(DEFAULT, ""));
  if (definition) return [{ name: "default", local: definition[1] ?? "default" }];
  const meant = node.childForFieldName("value") ?? node.lastNamedChild;
  const local = meant && localOf(meant);
  return local ? [{ name: "default", local }] : [];
}

function assigned(assignment: Node | null): Export[] {
  if (assignment?.type !== "assignment_expression") return [];
  const name = exportedName(assignment.childForFieldName("left")?.text ?? "");
  const value = assignment.childForFieldName("right");
  if (name === undefined || !value) return [];
  // `module.exports = exports = a` and `exports.a = exports.b = a`.
  if (value.type === "assignment_expression") {
    const inner = assigned(value);
    return [...inner, ...inner.slice(0, 1).map(({ local }) => ({ name, local }))];
  }
  if (name === "default" && value.type === "object")
    return children(value).flatMap((part) => {
      if (part.type !== "pair") return [];
      const key = part.childForFieldName("key")?.text.replace(/^["']|["']$/g, "");
      const local = part.childForFieldName("value");
      return key && local?.type === "identifier" ? [{ name: key, local: local.text }] : [];
    });
  // `exports.a = () => …` defines `a`.
  if (name !== "default" && VALUES.has(value.type)) return [];
  const local = localOf(value);
  return local ? [{ name, local }] : [];
}

/**
 * The local name of an exported value: `a` for `a`, `a as T` and `memo(a)`; `default` for a function or a class
 * without a name.
 */
function localOf(value: Node): string | undefined {
  const meant = meantValue(value);
  return meant?.type === "identifier"
    ? meant.text
    : (meant?.childForFieldName("name")?.text ?? (meant && "default"));
}

/** The name, function or class that a value consists of, or that calls in it wrap. */
export function meantValue(value: Node): Node | undefined {
  let at: Node | null = value;
  for (let step = 0; at && step < MOST_STEPS; step++) {
    if (at.type === "identifier" || VALUES.has(at.type)) return at;
    if (at.type === "call_expression") {
      const passed: Node[] = children(at.childForFieldName("arguments") ?? at);
      at =
        passed.find(({ type }) => type === "identifier") ??
        passed.find(({ type }) => type === "call_expression" || VALUES.has(type)) ??
        null;
    } else if (
      /^(?:as_expression|satisfies_expression|non_null_expression|parenthesized_expression)$/.test(at.type)
    )
      at = at.firstNamedChild;
    else return undefined;
  }
  return undefined;
}
