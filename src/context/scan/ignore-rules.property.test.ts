import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { IgnoreRules } from "./ignore-rules.js";

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "ab", ".", "-", "A") },
  { weight: 3, arbitrary: fc.constantFrom("*", "**", "?", "/", "/**/", "**/", "/**") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "[ab]",
      "[!a]",
      "[^b]",
      "[a-c]",
      "[]a]",
      "[a",
      "[[:alpha:]]",
      "[[:digit:]b]",
      "[[:nonsense:]]",
      "[\\]]",
      "[a-]",
      "[--a]",
      "\\*",
      "\\a",
      "\\ ",
      " ",
      "é",
      "\\",
      "!",
      "#",
      "[é]",
    ),
  },
);
const pattern = fc
  .tuple(
    fc.constantFrom("", "", "", "!", "/", "#"),
    fc.array(piece, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("", "", "/", " ", "\r"),
  )
  .map(([start, pieces, end]) => start + pieces.join("") + end);
const segment = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom("a", "b", "ab", "ba", "a.b", "c") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("A", "é", "aé", "]", "*", "a*", "a b", "\\", "-", "a ", "!", "#a", "aab"),
  },
);
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));

/** The generated paths that are directories. */
const directories = new Set(["b", "b/ab", "c", "c/a", "c/a/b"]);

describe("ignore rules", () => {
  it("ignore what git ignores", () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    for (const directory of directories) mkdirSync(join(scratch.root, directory), { recursive: true });
    let count = 0;
    const asListed = (one: string) => (directories.has(one) ? `${one}/` : one);
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 6 }),
        fc.array(pattern, { maxLength: 3 }),
        fc.uniqueArray(path, { minLength: 30, maxLength: 40 }),
        (outer, inner, paths) => {
          const files = { ".gitignore": `${outer.join("\n")}\n`, "c/.gitignore": `${inner.join("\n")}\n` };
          scratch.write(files);
          const rules = new IgnoreRules({ ignoreCase: false });
          rules.add("", files[".gitignore"]);
          rules.add("c", files["c/.gitignore"]);
          const ours = paths.filter((one) => rules.ignores(asListed(one)));
          count += ours.length;
          expect(ours).toEqual(paths.filter(byGit(scratch.root, paths)));
        },
      ),
      { numRuns: 120 },
    );
    // Enough paths were ignored for the comparison to mean something.
    expect(count).toBeGreaterThan(300);
  });
});

describe("hostile ignore rules", () => {
  const megabyte = (line: (index: number) => string): string => {
    const lines: string[] = [];
    for (let index = 0, bytes = 0; bytes < 900_000; index++) {
      lines.push(line(index));
      bytes += lines.at(-1)!.length + 1;
    }
    return lines.join("\n");
  };
  const paths = Array.from(
    { length: 300 },
    (_, index) => `${"a/".repeat(index % 20)}${"a".repeat(200)}b${index}`,
  );

  it.each([
    ["stars between letters", "*a".repeat(30)],
    ["stars between letters, with a slash", `x/${"*a".repeat(30)}b`],
    ["many **/", `${"**/".repeat(30)}b`],
    ["many **/ between folders", `${"**/a/".repeat(30)}b`],
    ["stars in folders", `${"*a*/".repeat(30)}b`],
    ["900 KB of stars between letters", "*a".repeat(450_000)],
    ["900 KB of folders", "**/a/".repeat(180_000)],
    ["900 KB of escapes", "\\a".repeat(450_000)],
    ["900 KB of open brackets", "[".repeat(900_000)],
    ["900 KB of spaces", `a${" ".repeat(900_000)}`],
    ["900 KB of short patterns", megabyte((index) => `*a?${index.toString(36)}*`)],
    ["900 KB of names", megabyte((index) => `a${index.toString(36)}`)],
    ["900 KB of endings", megabyte((index) => `*.${index.toString(36)}`)],
    ["900 KB of patterns with **/", megabyte((index) => `**/a*a*${index.toString(36)}/**/b`)],
  ])("are parsed and applied in bounded time: %s", (_, text) => {
    const rules = new IgnoreRules();
    const started = process.cpuUsage();
    rules.add("", text);
    for (const one of paths) rules.ignores(one);
    // The limit is about ten times the usual time; an exponential matcher would take years.
    expect(process.cpuUsage(started).user).toBeLessThan(20e6);
  });

  it("count up to four megabytes in total, and a pattern at the limit is dropped whole", () => {
    const rules = new IgnoreRules();
    rules.add("", "first\n");
    for (let folder = 0; folder < 3; folder++) rules.add(`${folder}`, `${"x".repeat((1 << 20) - 1)}\n`);
    rules.add("a", `kept\n${"x".repeat((1 << 20) - 15)}\nz*last\n`);
    expect(["first", "a/kept", "a/zlast", "a/z"].map((path) => rules.ignores(path))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

/** Which paths git ignores; they need not exist. Git exits with 1 when it ignores none. */
function byGit(cwd: string, paths: readonly string[]): (path: string) => boolean {
  let output = "";
  try {
    output = execFileSync(
      "git",
      ["-c", "core.quotePath=false", "check-ignore", "--no-index", "--stdin", "-z"],
      {
        cwd,
        input: paths.join("\0"),
        stdio: ["pipe", "pipe", "ignore"],
      },
    ).toString();
  } catch (error) {
    if ((error as { status?: number }).status !== 1) throw error;
  }
  const ignored = new Set(output.split("\0"));
  return (path) => ignored.has(path);
}
