import type { Found } from "../language.js";
import type { MaskedText } from "../rule.js";

interface Key {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly indent: number;
  end: number;
}

/** Levels of keys that are read: `jobs` and `jobs.build`, or `services` and `services.web`. */
const LEVELS = 2;
const KEY =
  /^( *)(- +)?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([\w$.@/-][^\s:#'"{}[\],&*!|>%@`]*(?: [\w$./-]+){0,5}))\s*:(?=\s|$)[ \t]*(.*)$/;
const LONGEST_LINE = 400;
/** A list item that names itself: a play, a task, a step. */
const ITEM_NAMES: ReadonlySet<string> = new Set(["name", "id", "alias"]);

/**
 * Keys of the first two levels, and named items of a list at the top. A document with `kind` and `metadata.name`, as
 * of Kubernetes, is one definition, `Deployment.web`, around its keys. Template lines (`{{ … }}`) are passed over.
 */
export function yamlDefinitions({ code }: MaskedText): readonly Found[] {
  const found: Found[] = [];
  let document: Key[] = [];
  let documentStart = 0;
  /** The keys that are open at the line, outermost first. */
  const open: Key[] = [];
  let lastEnd = 0;
  /** Columns of a block scalar's parent: deeper lines are its text. */
  let scalar = -1;
  const close = (indent: number): void => {
    while (open.length > 0 && open[open.length - 1]!.indent >= indent) open.pop()!.end = lastEnd;
  };
  const endDocument = (): void => {
    close(-1);
    found.push(...definitionsOf(document, documentStart, lastEnd));
    document = [];
    scalar = -1;
  };
  for (let from = 0; from < code.length; ) {
    const newline = code.indexOf("\n", from);
    const to = newline < 0 ? code.length : newline;
    const line = code.slice(from, Math.min(to, from + LONGEST_LINE)).trimEnd();
    const start = from;
    from = to + 1;
    if (line === "") continue;
    const indent = line.search(/\S/);
    if (/^---(?:\s|$)/.test(line)) {
      endDocument();
      documentStart = from;
      lastEnd = from;
      continue;
    }
    if (scalar >= 0 && indent > scalar) {
      lastEnd = start + line.length;
      continue;
    }
    scalar = -1;
    const match = line.trimStart().startsWith("{{") ? null : KEY.exec(line);
    if (match) {
      const name = match[3] ?? match[4] ?? match[5]!;
      const value = match[6]!;
      const item = match[2] !== undefined;
      close(item ? indent + 1 : indent);
      const named = item && ITEM_NAMES.has(name) && value !== "" && open.length < LEVELS;
      if (item) close(indent);
      if (named || (!item && open.length < LEVELS)) {
        const key = { name: named ? plain(value) : name, value, start: start + indent, indent, end: 0 };
        document.push(key);
        open.push(key);
      } else if (!item) open.push({ name, value, start, indent, end: 0 });
      if (/^[|>][\d+-]*$/.test(value)) scalar = item ? indent + match[2]!.length : indent;
    } else if (!line.trimStart().startsWith("{{") && !line.trimStart().startsWith("-")) close(indent);
    lastEnd = start + line.length;
  }
  endDocument();
  return found;
}

const plain = (value: string): string => value.replace(/^["'](.*)["']$/, "$1").trim();

function definitionsOf(keys: readonly Key[], start: number, end: number): Found[] {
  const top = keys[0]?.indent ?? 0;
  const isTop = (key: Key): boolean => key.indent === top;
  const kind = keys.find((key) => isTop(key) && key.name === "kind")?.value;
  const metadata = keys.findIndex((key) => isTop(key) && key.name === "metadata");
  const name =
    metadata < 0
      ? undefined
      : keys.find((key, index) => index > metadata && key.name === "name" && key.start < keys[metadata]!.end)
          ?.value;
  const found = keys.map(
    (key): Found => ({
      kind: isTop(key) && key.value === "" ? "namespace" : "property",
      name: key.name,
      start: key.start,
      end: Math.max(key.end, key.start + 1),
    }),
  );
  return kind && name && start < keys[0]!.start + 1
    ? [
        {
          kind: "struct",
          name: `${plain(kind)}.${plain(name)}`,
          start: keys[0]!.start,
          end: Math.max(end, keys[0]!.start + 1),
        },
        ...found,
      ]
    : found;
}
