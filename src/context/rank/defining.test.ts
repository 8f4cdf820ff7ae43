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
  "lib/g.py": "def f(x):\n    return x\n\n\ndef g(x):\n    return f(x)\n\n\ndef h(x):\n    return g(g(x))\n",
  "lib/dollar.js": "export function $(x) {\n  return document.querySelector(x);\n}\n",
  "lib/go.py": "def go(x):\n    return x\n",
  "lib/e.py": "def é(x):\n    return x\n\n\ndef 计算精度(x):\n    return é(x)\n",
  "docs/precision.md": "# 显存\n\n多少？\n\n## 精度\n\n模型的数值有多准。\n",
  "lib/parse.py": "def parse(words):\n    return tuple(words)  # parser, parse, App\n",
};

test.each([
  ["Depends", "lib/params.py", "Depends"],
  ["class Depends", "lib/params.py", "Depends"],
  ["Parser.parse", "lib/parser.py", "Parser.parse"],
  ["App.parse()", "lib/app.py", "App.parse"],
  ["lib.Parser.parse", "lib/parser.py", "Parser.parse"],
  ["parse", "lib/parse.py", "parse"],
  ["g", "lib/g.py", "g"],
  ["`g`", "lib/g.py", "g"],
  ["g()", "lib/g.py", "g"],
  ["def f", "lib/g.py", "f"],
  ["$", "lib/dollar.js", "$"],
  ["go", "lib/go.py", "go"],
  ["é", "lib/e.py", "é"],
  ["e\u0301", "lib/e.py", "é"],
  ["计算精度", "lib/e.py", "计算精度"],
  ["精度", "docs/precision.md", "显存 > 精度"],
  ["准", "docs/precision.md", "显存 > 精度"],
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
