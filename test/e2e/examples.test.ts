import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Scratch } from "../support/scratch.js";

const root = join(import.meta.dirname, "../..");
const examples = join(root, "examples");
/** Runs an example as described in its first lines, on a small project. */
const run = (name: string, ...args: string[]): string =>
  execFileSync(process.execPath, [join(examples, name), ...args], { cwd: root, encoding: "utf8" });

const project = () =>
  new Scratch().write({
    "src/budget.ts":
      "/** Checks the token budget of a pack before it is rendered. */\nexport function checkBudget(tokens: number, most: number): boolean {\n  return tokens <= most;\n}\n",
    "src/other.ts": "export const other = 1;\n",
  });

/** What each example prints. An example without a line here fails the last test. */
const runs: Record<string, () => void> = {
  "price-a-context.mjs": () => {
    const lines = run("price-a-context.mjs").trim().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(
      /^ {2}128,000 tokens: prefill \d+\.\d\d s, KV cache 41\.9 GB, .* \$0\.\d{4} as /,
    );
  },
  "measure-attention.mjs": () =>
    expect(run("measure-attention.mjs")).toMatch(/^flash {2}n = {2}256 {2}[\d.]+ ms {2}[\d.]+ GFLOP\/s$/m),
  "pack-for-a-prompt.mjs": () => {
    using scratch = project();
    const text = run("pack-for-a-prompt.mjs", "check the token budget", scratch.root);
    expect(text).toMatch(/^# Context for: check the token budget\n/);
    expect(text).toContain("return tokens <= most;");
  },
  "mcp-client.mjs": () => {
    using scratch = project();
    const lines = run("mcp-client.mjs", scratch.root).trim().split("\n");
    expect(lines[0]).toBe("tools: get_context, read, graph, price");
    expect(lines[1]).toMatch(/: \d+ tokens sent, 0 saved in this session$/);
    expect(lines[2]).toMatch(/: \d+ tokens sent, [1-9]\d* saved in this session$/);
  },
};

it.each(Object.keys(runs))("examples/%s runs as its first lines say", (name) => runs[name]!());

it("every example is run here and listed in the README", () => {
  const names = readdirSync(examples).filter((name) => name !== "tsconfig.json");
  expect(names.toSorted()).toEqual(Object.keys(runs).toSorted());
  const readme = readFileSync(join(root, "README.md"), "utf8");
  expect(names.filter((name) => !readme.includes(`examples/${name}`))).toEqual([]);
});
