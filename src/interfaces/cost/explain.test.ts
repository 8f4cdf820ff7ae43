import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runHere } from "../../../test/support/terminal.js";

it("prints what docs/explain.md shows", async () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/explain.md"), "utf8");
  const [, command, shown] = /^```\n\$ fovea (.*)\n…\n([^`]*)\n```$/m.exec(page)!;
  const { out } = await runHere(command!.split(" "), { cwd: import.meta.dirname, answer: () => "" });
  const printed = new Set(out.split("\n"));
  expect(shown!.split("\n").filter((line) => !printed.has(line))).toEqual([]);
});
