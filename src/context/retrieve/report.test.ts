import { describe, expect, it } from "vitest";
import { framesIn, frameWords, reportLines, withoutRuntimeErrors } from "./report.js";

const REPORT = `Shelf loses books when it is moved

I have verified this on the main branch
After \`shelf.move()\` the last book is gone.

\`\`\`python
from library import Shelf
Shelf().move()
\`\`\`

Traceback (most recent call last):
  File "/home/me/app.py", line 3, in <module>
    Shelf().move()
  File "/usr/lib/python3/site-packages/library/shelf.py", line 88, in move
    self._carry(books)
library.errors.LostBookError: 1 book is gone

- OS: Ubuntu 20.04
numpy==1.18.5
`;

describe("a report", () => {
  it("is split into lines of each kind", () => {
    expect(reportLines(REPORT).map(({ kind }) => kind)).toEqual([
      "title",
      "prose",
      "code",
      "code",
      "frame",
      "frame",
      "frame",
      "frame",
      "error",
      "environment",
      "environment",
    ]);
  });

  it("lists its frames innermost last, for every language's trace format", () => {
    expect(framesIn(reportLines(REPORT)).map(({ path, name }) => [path, name])).toEqual([
      ["/home/me/app.py", "<module>"],
      ["/usr/lib/python3/site-packages/library/shelf.py", "move"],
    ]);
    const java =
      "Books are lost\n  at org.acme.Shelf.put(Shelf.java:7)\n  at org.acme.Main.main(Main.java:3)";
    expect(framesIn(reportLines(java)).map(({ path }) => path)).toEqual([
      "org/acme/Main.java",
      "org/acme/Shelf.java",
    ]);
    const node = "Books are lost\n    at move (/srv/app/src/shelf.js:7:12)\n    at main.js:3:1";
    expect(framesIn(reportLines(node)).map(({ path }) => path)).toEqual(["main.js", "/srv/app/src/shelf.js"]);
  });

  it("keeps the file name and function of a frame, not the reporter's folders", () => {
    expect(frameWords('  File "/home/me/library/shelf.py", line 88, in move')).toBe("shelf move");
  });

  it("of a megabyte on one line is parsed", () => {
    const line = "A.b/".repeat(250_000);
    expect(reportLines(`title\n${line}`).map(({ kind }) => kind)).toEqual(["title", "prose"]);
  });
});

describe("an error that a runtime raised", () => {
  it.each([
    ["TypeError: x is not a function", " : x is not a function"],
    ["Uncaught TypeError: x is undefined", "Uncaught  : x is undefined"],
    ["java.lang.IllegalStateException: closed", " : closed"],
    ["it raises KeyError", "it raises  "],
    ["library.errors.TimeoutError: too slow", "library.errors.TimeoutError: too slow"],
    ["LostBookError: 1 book is gone", "LostBookError: 1 book is gone"],
    ["TypeErrorHandler: off", "TypeErrorHandler: off"],
  ])("mentions no definition: %s", (line, rest) => {
    expect(withoutRuntimeErrors(line, true)).toBe(rest);
  });

  it("is what a question without a message is about", () => {
    expect(withoutRuntimeErrors("TypeError", false)).toBe("TypeError");
    expect(withoutRuntimeErrors("where do we raise TypeError", false)).toBe("where do we raise TypeError");
    expect(withoutRuntimeErrors("TypeError: x is not a function", false)).toBe(" : x is not a function");
  });
});
