import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as z from "zod";
import { documentJson } from "./document.js";
import { jsonOutputs } from "./index.js";

it("docs/json.md says what the schemas say (npm run docs writes it)", () => {
  const written = readFileSync(join(import.meta.dirname, "../../../docs/json.md"), "utf8");
  expect(written).toBe(documentJson(jsonOutputs));
});

it("names every output once", () => {
  const commands = jsonOutputs.map(({ command }) => command);
  expect(new Set(commands).size).toBe(commands.length);
});

it("writes a row for each field, inner ones by their path, with type and meaning", () => {
  const schema = z.strictObject({
    level: z.enum(["a", "b"]).describe("Either"),
    rows: z.array(z.strictObject({ n: z.number().optional().describe("a | b") })),
    by: z.record(z.string(), z.number()),
  });
  const text = documentJson([{ command: "fovea x --json", schema }]);
  expect(text.slice(text.indexOf("\n## "))).toBe(
    [
      "",
      "## `fovea x --json`",
      "",
      "| field | type | meaning |",
      "|---|---|---|",
      '| `level` | "a" or "b" | Either |',
      "| `rows` | array of object |  |",
      "| `rows[].n` | number, *optional* | a \\| b |",
      "| `by` | map of number |  |",
      "",
    ].join("\n"),
  );
});
