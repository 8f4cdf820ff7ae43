import { expect, test } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";

/**
 * `dependency` and `dependencies` have the stem of `Depends`, and are in every line of a file with that name.
 */
const files = {
  "lib/dependencies/utils.py": Array.from(
    { length: 12 },
    (_, at) => `def get_dependency_${at}(dependency, depends):\n    return depends.dependency(dependency)\n`,
  ).join("\n"),
  "lib/params.py": "class Depends:\n    def __init__(self, call):\n        self.call = call\n",
  "lib/app.py": "class App:\n    def parse(self, words):\n        return words\n",
  "lib/parser.py": "class Parser:\n    def parse(self, words):\n        return list(words)\n",
  "lib/parse.py": "def parse(words):\n    return tuple(words)  # parser, parse, App\n",
};

test.each([
  ["Depends", "lib/params.py", "Depends"],
  ["class Depends", "lib/params.py", "Depends"],
  ["Parser.parse", "lib/parser.py", "Parser.parse"],
  ["App.parse()", "lib/app.py", "App.parse"],
  ["lib.Parser.parse", "lib/parser.py", "Parser.parse"],
  ["parse", "lib/parse.py", "parse"],
])("%s is first where it is defined", async (query, path, symbol) => {
  const repository = newIndex(new MemorySource(files));
  try {
    await repository.update({ signal: never });
    const [first] = await repository.search(query, 5);
    expect(first).toMatchObject({ path, symbol });
  } finally {
    await repository.close();
  }
});
