import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { tokenCounter } from "../../shared/tokens/count.js";
import { encodings } from "../../shared/tokens/vocabulary.js";
import { LineCounter } from "./line-counter.js";

const fixtures = join(import.meta.dirname, "../../../test/fixtures/languages");

it.each(encodings)("counts whole texts as the tokenizer does, line by line: %s", (encoding) => {
  const counter = tokenCounter(encoding);
  const lines = new LineCounter(counter);
  for (const name of readdirSync(fixtures)) {
    const text = readFileSync(join(fixtures, name), "utf8");
    expect(lines.count(text), name).toBe(counter.count(text));
  }
  const part = fc.constantFrom(
    "\n",
    "\n\n",
    " \n ",
    "    ",
    "\t",
    "/",
    "//",
    "}",
    ");",
    "*/",
    "word",
    "é",
    "中",
    "\r",
    "12",
    "…",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      expect(lines.count(text)).toBe(counter.count(text));
    }),
    { numRuns: 2000 },
  );
});
