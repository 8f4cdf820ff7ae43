import { expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { casesFromGit, editedLines, recentTasks } from "./from-git.js";

const lines = (...body: string[]): string => `${body.join("\n")}\n`;

it("makes a case of each commit that changes source files, and counts the others by reason", async () => {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  const first = scratch.commit("Start with a parser and a printer", {
    "src/parse.py": lines("def parse(text):", "    return text", "", "def trim(text):", "    return text"),
    "src/print.py": lines("def show(x):", "    print(x)"),
    "README.md": "# It\n",
  });
  const fix = scratch.commit(
    "Fix trimming of tabs at the end (#12)\n\nSigned-off-by: Ann <ann@example.org>",
    {
      "src/parse.py": lines(
        "def parse(text):",
        "    return text",
        "",
        "def trim(text):",
        "    return text.strip()",
      ),
      "tests/test_parse.py": "def test(): pass\n",
    },
  );
  scratch.commit("Say more in the readme", { "README.md": "# It\n\nMore.\n" });
  scratch.commit("Bump version to 1.2.0", { "src/print.py": lines("def show(x):", "    print(x)  # 1.2") });
  scratch.commit("Change only the white space of it", {
    "src/print.py": lines("def show(x):", "  print(x)  #  1.2"),
  });
  scratch.commit("Format with black", { "src/print.py": lines("def show(x):", "    print(x) # 1.2 black") });
  scratch.commit("Add a module for writing out", { "src/write.py": lines("def write(x):", "    return x") });
  const rename = "def write(x):\n    return x\n";
  scratch.git("mv", "src/write.py", "src/output.py");
  const moved = scratch.commit("Move writing out, and write in upper case", {
    "src/output.py": `${rename}\n\ndef upper(x):\n    return x.upper()\n`,
    "src/print.py": lines("def show(x):", "    print(x) # 2 black"),
  });
  expect(await recentTasks(scratch.root, 10)).toEqual([
    "Move writing out, and write in upper case",
    "Fix trimming of tabs at the end",
  ]);
  expect(await recentTasks(scratch.root, 1)).toHaveLength(1);
  const { cases, commits, leftOut } = await casesFromGit(scratch.root, { limit: 10 });
  expect(commits).toBe(8);
  expect(
    cases.map(({ id, query, targets }) => ({ id, query, paths: targets.map(({ path }) => path).sort() })),
  ).toEqual([
    {
      id: moved.slice(0, 12),
      query: "Move writing out, and write in upper case",
      // The tree is the parent's, where the moved file has its old name.
      paths: ["src/print.py", "src/write.py"],
    },
    { id: fix.slice(0, 12), query: "Fix trimming of tabs at the end", paths: ["src/parse.py"] },
  ]);
  expect(cases[1]!.commit).toBe(first);
  expect(cases[1]!.edits).toEqual([{ path: "src/parse.py", startLine: 5, endLine: 5 }]);
  expect(leftOut).toMatchObject({
    "no-source-file": 1,
    "version-bump": 1,
    "white-space": 1,
    formatting: 1,
    "only-new-files": 1,
    "no-parent": 1,
  });
});

it("stays within the given folder and the limit", async () => {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("Start with two packages", {
    "a/x.ts": "export const x = 1;\n",
    "b/y.ts": "export const y = 1;\n",
  });
  for (const n of [2, 3, 4])
    scratch.commit(`Set both values to number ${n}`, {
      "a/x.ts": `export const x = ${n};\n`,
      "b/y.ts": `export const y = ${n};\n`,
    });
  const { cases } = await casesFromGit(`${scratch.root}/a`, { limit: 2 });
  expect(cases.map(({ root, targets }) => [root, targets])).toEqual([
    ["a", [{ path: "a/x.ts" }]],
    ["a", [{ path: "a/x.ts" }]],
  ]);
});

it("gives the reasons when a history has no cases", async () => {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("Write a readme for it", { "README.md": "# It\n" });
  await expect(casesFromGit(scratch.root, { limit: 5 })).rejects.toMatchObject({
    code: "no-cases",
    message: expect.stringContaining("1 no-parent"),
  });
});

it("reads the old line numbers of hunks, and no header from a changed line that looks like one", () => {
  const diff = [
    "diff --git a/x.py b/x.py",
    "--- a/x.py",
    "+++ b/x.py",
    "@@ -3,2 +3 @@ def f():",
    "--- a/evil.py",
    "-two",
    "+one",
    "@@ -0,0 +1,3 @@",
    "+new",
  ].join("\n");
  expect(editedLines(diff)).toEqual([
    { path: "x.py", startLine: 3, endLine: 4 },
    { path: "x.py", startLine: 1, endLine: 2, insertion: true },
  ]);
});

it("has no recent tasks without a history", async () => {
  using scratch = new Scratch();
  expect(await recentTasks(scratch.root, 3)).toEqual([]);
});
