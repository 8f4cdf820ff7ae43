import { expect, test } from "vitest";
import { contextOfFiles } from "../../../../test/support/rank-context.js";
import { Scope } from "../../retrieve/scope.js";
import { mainCode } from "./main-code.js";

const words = (count: number): string => "word ".repeat(count);
const files = {
  "shelf/store/put.py": words(700),
  "shelf/a.py": words(200),
  "tools/release.py": words(99),
  "setup.py": words(1),
  "tests/test_put.py": words(5000),
  "data/words.txt": words(9000),
};

test("main-code grows with the share of the code in a file's top-level folder, at any depth below it", async () => {
  await using made = await contextOfFiles(files, "word");
  const values = await mainCode.score(made.context);
  const of = (path: string): number => values[made.context.corpus.fileAt(path)]!;
  expect(of("shelf/store/put.py")).toBe(of("shelf/a.py"));
  expect(of("shelf/a.py")).toBeGreaterThan(0.95);
  expect(of("tools/release.py")).toBeGreaterThan(0.5);
  expect(of("tools/release.py")).toBeLessThan(of("shelf/a.py"));
  expect(of("setup.py")).toBeLessThan(0.3);
  expect([of("tests/test_put.py"), of("data/words.txt")]).toEqual([0, 0]);
});

test("in one repository of a workspace, the top is that repository's", async () => {
  const inside = Object.fromEntries(Object.entries(files).map(([path, text]) => [`lib/${path}`, text]));
  await using alone = await contextOfFiles(files, "word");
  await using made = await contextOfFiles(
    { ...inside, "app/main.py": words(9000) },
    "word",
    new Scope("lib"),
  );
  expect(await mainCode.score(made.context)).toEqual(await mainCode.score(alone.context));
});
