// TEMPORARY generic parser
import { Language, type Node, Parser as TS } from "web-tree-sitter";
import { assetPath } from "../../shared/assets.js";
import type { ParsedFile, ParsedSymbol, Parser, SymbolKind } from "./parsed.js";

const EXT: Record<string, string> = {
  py: "python",
  ts: "typescript",
  tsx: "tsx",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  go: "go",
  rs: "rust",
  java: "java",
  c: "c",
  h: "cpp",
  hpp: "cpp",
  cc: "cpp",
  cpp: "cpp",
  cs: "c_sharp",
  rb: "ruby",
  php: "php",
  kt: "kotlin",
  swift: "swift",
  scala: "scala",
  sh: "bash",
  bash: "bash",
  lua: "lua",
  zig: "zig",
  ex: "elixir",
  exs: "elixir",
  hs: "haskell",
};
const parsers = new Map<string, TS>();
let init: Promise<void> | undefined;
function kindOf(t: string): SymbolKind | undefined {
  if (/parameter|call|reference|type_spec_list|expression_statement/.test(t)) return undefined;
  if (
    /^(class|object|companion_object|enum|struct|interface|trait|protocol|module|impl|namespace|record|extension)(_|$).*(def|decl|item|spec|body)?/.test(
      t,
    ) &&
    /def|decl|item|spec|class$|module$/.test(t)
  )
    return "class";
  if (
    /^(function|method|constructor|local_function|singleton_method|short_function|func|macro|init).*(def|decl|item|method)|^method$|^FnProto$|^singleton_method$|^function$|^bind$/.test(
      t,
    )
  )
    return "function";
  if (/^type_(alias|item|spec|decl|def)/.test(t)) return "type";
  return undefined;
}
export function createParser(): Parser {
  return {
    async parse(path, content): Promise<ParsedFile> {
      const text = typeof content === "string" ? content : Buffer.from(content).toString("utf8");
      const ext = /\.(\w+)$/.exec(path)?.[1] ?? "";
      if (ext === "md") return markdown(text);
      const lang = EXT[ext];
      if (!lang) return { language: "text", symbols: [], references: [], imports: [], damaged: false };
      init ??= TS.init();
      await init;
      let p = parsers.get(lang);
      if (!p) {
        p = new TS();
        p.setLanguage(await Language.load(assetPath(`grammars/tree-sitter-${lang}.wasm`)));
        parsers.set(lang, p);
      }
      let tree;
      try {
        tree = p.parse(text)!;
      } catch {
        return { language: lang, symbols: [], references: [], imports: [], damaged: true };
      }
      const symbols: ParsedSymbol[] = [];
      const walk = (n: Node, parent: number, depth: number): void => {
        if (depth > 60) return;
        for (const c of n.namedChildren) {
          if (!c) continue;
          let me = parent;
          const k = kindOf(c.type);
          const name = k
            ? (
                c.childForFieldName("name") ??
                c.childForFieldName("declarator") ??
                c.childForFieldName("type")
              )?.text
                .replace(/[(<][\s\S]*/, "")
                .trim()
            : undefined;
          if (k && name && name.length < 100) {
            const body = c.childForFieldName("body");
            const start = c.startIndex,
              end = c.endIndex;
            const bs = body?.startIndex ?? end;
            let startLine = c.startPosition.row + 1;
            const before = text.slice(0, start).split("\n").slice(0, -1);
            let i = before.length - 1;
            const doc: string[] = [];
            while (i >= 0 && /^\s*(\/\/|\*|\/\*|#|--|@)/.test(before[i]!)) {
              doc.unshift(before[i]!.replace(/^\s*(\/\/+!?|\*+\/?|\/\*+|#+|--+)/, ""));
              i--;
              startLine--;
            }
            me = symbols.length;
            symbols.push({
              kind: k === "function" && parent >= 0 ? "method" : k,
              name: name.split(/\s/).pop()!,
              parent,
              start,
              end,
              bodyStart: bs,
              startLine,
              endLine: c.endPosition.row + 1,
              signature: text.slice(start, Math.min(bs, start + 300)).replace(/\s+/g, " "),
              doc: doc.join("\n").slice(0, 2000),
              bases: [],
            });
          }
          walk(c, me, depth + 1);
        }
      };
      walk(tree.rootNode, -1, 0);
      tree.delete();
      return { language: lang, symbols, references: [], imports: [], damaged: false };
    },
  };
}
function markdown(text: string): ParsedFile {
  const lines = text.split("\n");
  const symbols: ParsedSymbol[] = [];
  let off = 0;
  const stack: { d: number; i: number }[] = [];
  let fence = false;
  const close = (d: number, line: number, o: number): void => {
    while (stack.length && stack[stack.length - 1]!.d >= d) {
      const s = symbols[stack.pop()!.i]! as { end: number; endLine: number };
      s.end = o;
      s.endLine = Math.max(line, (s as unknown as ParsedSymbol).startLine);
    }
  };
  lines.forEach((l, n) => {
    if (/^```/.test(l)) fence = !fence;
    const m = !fence && /^(#{1,6})\s+(.*)/.exec(l);
    if (m) {
      close(m[1]!.length, n, off);
      const parent = stack.length ? stack[stack.length - 1]!.i : -1;
      stack.push({ d: m[1]!.length, i: symbols.length });
      symbols.push({
        kind: "section",
        name: m[2]!.trim(),
        parent,
        start: off,
        end: off,
        bodyStart: off + l.length,
        startLine: n + 1,
        endLine: n + 1,
        signature: l,
        doc: "",
        bases: [],
      });
    }
    off += l.length + 1;
  });
  close(0, lines.length, text.length);
  return { language: "markdown", symbols, references: [], imports: [], damaged: false };
}
