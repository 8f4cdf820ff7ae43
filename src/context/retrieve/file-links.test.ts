import { expect, test } from "vitest";
import { linkedFiles } from "./file-links.js";

test.each([
  ["https://github.com/o/r/blob/main/lib/a.py#L3-L9", "main/lib/a.py"],
  ["(https://github.com/o/r/blob/v1.2/src/my%20file.ts)", "v1.2/src/my file.ts"],
  ["https://github.com/o/r/blame/feature/x/lib/a.py.", "feature/x/lib/a.py"],
  ["https://gitlab.com/group/sub/r/-/blob/main/lib/a.rb?ref=x", "main/lib/a.rb"],
  ["https://raw.githubusercontent.com/o/r/4f2a9c1/lib/a.go", "4f2a9c1/lib/a.go"],
  ["https://codeberg.org/o/r/src/branch/main/lib/a.c", "branch/main/lib/a.c"],
])("the link %s leads to %s", (text, file) => {
  expect([...linkedFiles(`see ${text} for it`)]).toEqual([file]);
});

test.each([
  "https://github.com/o/r/issues/3",
  "https://github.com/o/r/blob/main/lib",
  "https://example.org/a/b.html",
  "lib/a.py",
])("%s leads to no file", (text) => {
  expect([...linkedFiles(text)]).toEqual([]);
});
