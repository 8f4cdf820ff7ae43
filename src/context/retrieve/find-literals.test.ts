import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import type { Repository } from "../repository/repository.js";

const noise = Object.fromEntries(
  Array.from({ length: 30 }, (_, n) => [
    `src/part${n}.js`,
    `// Siblings are compared, labels are read, the row is checked, a rule has an option and a file is not there.\n` +
      `export function part${n}(row, labels) { const has = labels.node; return row.${"is"} ? has : null; }\n`,
  ]),
);
const files = {
  ...noise,
  "src/selectors/nested.js":
    "export class Has { match(node) { return node.children.some((one) => one.fits); } }\n",
  "src/selectors/parse.js": "export function parse(css) { if (css.startsWith(':has')) return read(css); }\n",
  "src/agent/values.js": "export const defaults = { 'node-agent.labels': {} };\n",
  "src/limits.js":
    "export const check = (n, max) => { throw new Error('Row ' + n + ' is not below the limit of ' + max); };\n",
  "src/limits.test.js":
    "import { check } from './limits.js';\ntest('limit', () => expect(check).toThrow('Row 7 is not below the limit of 5'));\n",
  "src/flags.js": "export const flags = [{ long: 'keep-siblings', read: (value) => value }];\n",
  "docs/flags.md": "# Flags\n\n`--keep-siblings` keeps rows that have the same parent.\n",
  "CHANGELOG.md": "# Changes\n\n- added --keep-siblings\n- --keep-siblings keeps siblings\n",
  "charts/agent/service.yaml": "port: 1\nlabels: row\n",
  "charts/server/service.yaml": "port: 1\nlabels: row\n",
  "src/errors/type-error.js":
    "export class TypeError extends Error { describe() { return 'a type is wrong'; } }\n",
};

/** Questions of each kind on a small repository, with the file that answers them. */
const golden: readonly (readonly [question: string, first: string])[] = [
  ["why does :has ignore siblings", "src/selectors/nested.js"],
  ['which rows "have the same parent"', "docs/flags.md"],
  ["node-agent.labels are not read", "src/agent/values.js"],
  ["Error: Row 12 is not below the limit of 9", "src/limits.js"],
  ["Error: Row 12 is not below the limit of Check$Max", "src/limits.js"],
  ["what tests cover check", "src/limits.test.js"],
  ["what does --keep-siblings do", "docs/flags.md"],
  ["how is --keep-siblings implemented", "src/flags.js"],
  ["[charts/server] wrong port of the labels", "charts/server/service.yaml"],
  ["wrong port of the labels (charts/agent)", "charts/agent/service.yaml"],
  ["where is TypeError described", "src/errors/type-error.js"],
];

describe("golden questions", () => {
  let repository: Repository;
  beforeAll(async () => {
    repository = newIndex(new MemorySource(files));
    await repository.update({ signal: never, threads: 1 });
  });
  afterAll(() => repository.close());

  it.each(golden)("%s: %s", async (question, first) => {
    const [found] = await repository.searchFiles(question, 3);
    expect(found!.path).toBe(first);
  });

  it("says by which signal a file was found", async () => {
    const [message] = await repository.searchFiles("Error: Row 12 is not below the limit of 9", 1);
    expect(message!.signals.message).toBeGreaterThan(0);
    const [literal] = await repository.searchFiles("node-agent.labels are not read", 1);
    expect(literal!.signals.literal).toBeGreaterThan(0);
  });

  it("does not take the error of a runtime for a type of the repository", async () => {
    const found = await repository.searchFiles("TypeError: row 3 is not below the limit of 2", 3);
    expect(found[0]!.path).toBe("src/limits.js");
    expect(found.map(({ path }) => path)).not.toContain("src/errors/type-error.js");
  });
});
