/**
 * Offset of the `}` that closes the `{` at `open`, past strings, template strings and comments of JavaScript; -1
 * when none does before `to`. Each character is read once.
 */
export function closingBrace(text: string, open: number, to: number): number {
  /** For each open brace, whether it is inside of a template string. */
  const inTemplate: boolean[] = [];
  let at = open;
  let template = false;
  while (at < to) {
    const character = text[at]!;
    if (template) {
      if (character === "\\") at++;
      else if (character === "`") template = false;
      else if (character === "$" && text[at + 1] === "{") {
        inTemplate.push(true);
        template = false;
        at++;
      }
    } else if (character === "{") inTemplate.push(false);
    else if (character === "}") {
      template = inTemplate.pop() ?? false;
      if (inTemplate.length === 0) return at;
    } else if (character === "`") template = true;
    else if (character === '"' || character === "'") at = stringEnd(text, at, to);
    else if (character === "/" && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? to : end + 1;
    } else if (character === "/" && text[at + 1] === "/" && text[at - 1] !== ":") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? to : end;
    }
    at++;
  }
  return -1;
}

/** Offset of the quote that ends a string on its line; of the opening quote itself when none does. */
function stringEnd(text: string, open: number, to: number): number {
  const quote = text[open];
  for (let at = open + 1; at < to; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === quote) return at;
    else if (character === "\n") break;
  }
  return open;
}
