import { expect, test } from "vitest";
import { contextOfFiles } from "../../../../test/support/rank-context.js";
import { rareName } from "./path.js";

/** A word's number is the number of files whose path contains it. */
const files = (rarity: Readonly<Record<string, number>>, paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      paths[n] ?? `other/m${n}.txt`,
      Object.entries(rarity)
        .filter(([, count]) => n < count)
        .map(([word]) => word)
        .join(" ") || "nothing",
    ]),
  );

const paths = ["a/autoencoder.py", "a/utils.py", "a/data_loader.py", "a/data_source.py", "a/other.py"];

test("rare-name prefers the rarest name that the task holds, and names of which it holds more", async () => {
  await using made = await contextOfFiles(
    files({ autoencoder: 1, loader: 14, data: 25, utils: 30 }, paths),
    "loader autoencoder data utils",
  );
  const values = await rareName.score(made.context);
  const [autoencoder, utils, both, half, none] = paths.map(
    (path) => values[made.context.corpus.fileAt(path)]!,
  );
  expect(autoencoder).toBe(1);
  expect(utils).toBeGreaterThan(0);
  expect(utils).toBeLessThan(0.3);
  expect(half).toBeGreaterThan(0);
  expect(both).toBeGreaterThan(2 * half!);
  expect(both).toBeLessThan(1);
  expect(none).toBe(0);
});

test("rare-name counts nothing for a task of no known word", async () => {
  await using made = await contextOfFiles({ "a.py": "word" }, "");
  expect([...(await rareName.score(made.context))]).toEqual([0]);
});
