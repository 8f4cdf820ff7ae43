import { describe, expect, test } from "vitest";
import { parser } from "../parser.js";

const cells = [
  { cell_type: "markdown", source: ["# Rainfall\n", "Monthly totals."] },
  { cell_type: "code", source: "import csv\n\ntotals = {}", outputs: [{ data: { "image/png": "AAAA" } }] },
  { cell_type: "markdown", source: "## Plot\nOne line per year." },
  { cell_type: "code", source: 'print("""\n```\n""")', outputs: [] },
  { cell_type: "code", source: "", outputs: [] },
];
const metadata = { language_info: { name: "python" } };

describe("notebook parser", () => {
  test("extracts cells without outputs, in sections by heading", async () => {
    const parsed = await parser.parse(
      "rain.ipynb",
      JSON.stringify({ nbformat: 4, metadata, cells }, null, 1),
    );
    expect(parsed.text).toBe(
      [
        "# Rainfall\nMonthly totals.\n",
        "```python\nimport csv\n\ntotals = {}\n```\n",
        "## Plot\nOne line per year.\n",
        '````python\nprint("""\n```\n""")\n````\n',
      ].join("\n"),
    );
    expect(
      parsed.symbols.map(({ name, parent, startLine, endLine }) => [name, parent, startLine, endLine]),
    ).toEqual([
      ["Rainfall", -1, 1, 17],
      ["Plot", 0, 10, 17],
    ]);
  });

  test("redacts secrets before it makes sections", async () => {
    const token = ["ghp", "k9Qz2LmX8vTb4RwYk9Qz2LmX8vTb4RwYabcd"].join("_");
    const hidden = [{ cell_type: "markdown", source: `# Use ${token}\n\npassword: "k9Qz2LmX8vTb4RwY"` }];
    const parsed = await parser.parse("keys.ipynb", JSON.stringify({ nbformat: 4, metadata, cells: hidden }));
    expect(parsed.symbols[0]!.name).toBe("Use [redacted github-token]");
    expect(parsed.text).toBe('# Use [redacted github-token]\n\npassword: "[redacted password]"\n');
  });

  test("reads cells in worksheets (format 3)", async () => {
    const sheet = {
      cells: [
        { cell_type: "heading", level: 2, source: "Old" },
        { cell_type: "code", input: "x = 1" },
      ],
    };
    const parsed = await parser.parse("old.ipynb", JSON.stringify({ nbformat: 3, worksheets: [sheet] }));
    expect(parsed.text).toBe("## Old\n\n```\nx = 1\n```\n");
    expect(parsed.symbols.map((symbol) => symbol.name)).toEqual(["Old"]);
  });

  test.each(["", "{", "[]", '{"cells": 3}', '{"cells": [null, 1, {"source": {}}]}'])(
    "does not throw for %j, which is not a notebook",
    async (content) => {
      const parsed = await parser.parse("bad.ipynb", content);
      expect(parsed.language).toBe("notebook");
      expect(parsed.symbols).toEqual([]);
    },
  );
});
