const LINE = /[^\n]*\n?/y;
/** `Nav.big#top(`, `+if(`: a tag at the start of a line. */
const TAG = /^(\s*)([A-Za-z][\w.:-]*?)?((?:[.#][\w-]+)*)(?=[\s(=!:]|$)/;

/**
 * Rewrites Pug as tags at the same offsets, as far as the reader of tags needs: names of elements and quoted
 * attributes over one or more lines. Elements do not nest in the result.
 */
export function pugAsMarkup(text: string, from: number, to: number): string {
  const result: string[] = [text.slice(0, from)];
  let at = from;
  /** Whether the attributes of a tag continue on the next line. */
  let inside = false;
  while (at < to) {
    LINE.lastIndex = at;
    const line = LINE.exec(text)?.[0].slice(0, to - at) ?? "";
    if (line === "") break;
    at += line.length;
    const end = line.trimEnd().length;
    const body = line.slice(0, end);
    const rest = line.slice(end);
    if (inside) {
      inside = !body.endsWith(")");
      result.push(inside ? body : `${body.slice(0, -1)}>`, rest);
      continue;
    }
    const tag = TAG.exec(body);
    const name = tag?.[2];
    const open = tag?.[0].length ?? 0;
    const indent = tag?.[1]?.length ?? 0;
    if (name === undefined || indent === 0) {
      result.push(line);
      continue;
    }
    if (body[open] !== "(") {
      result.push(bare(body, indent, name), rest);
      continue;
    }
    // The bracket before the name takes the place of the last space of the indent.
    const close = body.endsWith(")") ? body.length - 1 : body.indexOf('")', open) + 1;
    inside = close <= 0;
    const head = `${" ".repeat(indent - 1)}<${name}${" ".repeat(open + 1 - indent - name.length)}`;
    result.push(
      head,
      inside ? body.slice(open + 1) : `${body.slice(open + 1, close)}>${body.slice(close + 1)}`,
      rest,
    );
  }
  return result.join("") + text.slice(to);
}

/** A tag without attributes: its name, and the text after it. Without text, it begins one character earlier. */
function bare(body: string, indent: number, name: string): string {
  const after = indent + name.length;
  if (after < body.length) return `${body.slice(0, indent - 1)}<${name}>${body.slice(after + 1)}`;
  return indent < 2 ? body : `${body.slice(0, indent - 2)}<${name}>`;
}
