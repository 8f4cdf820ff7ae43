import { expect, test } from "vitest";
import { contextOfFiles } from "../../../../test/support/rank-context.js";
import { mention } from "./mention.js";

const paths = ["lib/net/retry.py", "lib/retry.py", "setup.py"];
const files = Object.fromEntries(paths.map((path) => [path, "word"]));
const page = "https://github.com/o/r/blob";

test.each([
  [`word ${page}/main/lib/net/retry.py#L3`, [1, 0, 0]],
  [`word ${page}/fix/all/lib/retry.py`, [0, 0.8, 0]],
  // Another repository's file, and one that every repository has.
  [`word ${page}/main/net/retry.py`, [0, 0, 0]],
  [`word ${page}/main/setup.py`, [0, 0, 0]],
  [`word ${page}/main/lib/net/retry.py#L3 in lib/retry.py`, [1, 1, 0]],
])("%s names these files", async (task, expected) => {
  await using made = await contextOfFiles(files, task);
  const values = await mention.score(made.context);
  paths.forEach((path, index) => {
    expect(values[made.context.corpus.fileAt(path)]).toBeCloseTo(expected[index]!);
  });
});
