import type { Change } from "./client.js";

const CONTEXT_LINES = 2;

/** A change as lines marked + and -, with two unchanged lines of context before and after. */
export function describeChange({ file, before, after }: Change): string {
  const old = linesOf(before);
  const now = linesOf(after);
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, now.length) - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail++;
  const title =
    before === undefined ? " (new file)" : after === undefined ? " (deleted: nothing else is in it)" : "";
  return [
    `${file}${title}`,
    ...old.slice(Math.max(0, head - CONTEXT_LINES), head).map((line) => `  ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `- ${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+ ${line}`),
    ...old.slice(old.length - tail, old.length - tail + CONTEXT_LINES).map((line) => `  ${line}`),
    "",
  ].join("\n");
}

function linesOf(text: string | undefined): string[] {
  const lines = (text ?? "").split(/\r?\n/);
  if (lines[lines.length - 1] === "") lines.pop();
  return lines;
}
