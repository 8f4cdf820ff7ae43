import { expect, test } from "vitest";
import { understandQuery } from "./query.js";

const literalsOf = (task: string) =>
  understandQuery(task).literals.map(({ kind, text }) => `${kind}: ${text}`);

test.each([
  ['why is "no such table" printed', ["quoted: no such table"]],
  ["why is 'a b' printed", ["quoted: a b"]],
  ["node-agent.labels are ignored", ["named: node-agent.labels"]],
  ["spec.template.labels are ignored", ["named: spec.template.labels"]],
  ["why does :has ignore siblings", ["signed: :has"]],
  ["what does --dry-run do", ["signed: --dry-run"]],
  ["is() is slow", ["named: is()"]],
  ["error: no such table: users", ["message: no such table: users"]],
  ["[fd error]: 'x' is not a recognized group", ["message: 'x' is not a recognized group"]],
  ["tool: error: circular import of a/b", ["message: circular import of a/b"]],
  ["java.io.IOException: stream is closed already", ["message: stream is closed already"]],
])("literals of: %s", (task, expected) => {
  for (const literal of expected) expect(literalsOf(task)).toContain(literal);
});

test.each([
  "where is the cache filled",
  "cookie jar implementation",
  "how Node.js loads shelf.move",
  "error handling and how errors are converted",
  "responses for failed extractions",
  "how does `parseConfig` read files",
  "retry middleware and exponential backoff",
  "it's the cat's or the dogs' food",
])("no literals in: %s", (task) => {
  expect(literalsOf(task)).toEqual([]);
});

test("a report has its error lines, the last first, and what its prose quotes; its code and frames are none", () => {
  const report = `Shelf loses books

It prints "2 of 3" at the end of --move

\`\`\`
shelf.move("to the left side")
\`\`\`
Traceback (most recent call last):
  File "/home/me/app.py", line 3, in move
    raise shelf("is too full for it")
library.errors.Warned: the shelf is nearly full
LostBookError: 1 book is not there
`;
  expect(literalsOf(report)).toEqual([
    "message: 1 book is not there",
    "message: the shelf is nearly full",
    "signed: --move",
    "quoted: 2 of 3",
  ]);
});

test("a long task without spaces is read at once", () => {
  for (const part of ["(", "a(", "a,", "👩‍👩‍👧‍👦", "a.b(", "`", '"', "x:"]) {
    const before = performance.now();
    literalsOf(part.repeat(60_000 / part.length));
    // With its length squared, some take ten seconds.
    expect(performance.now() - before, part).toBeLessThan(3000);
  }
});
