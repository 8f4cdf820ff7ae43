/** Common complaints of users of other context engines, checked on the command line. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  graphReportSchema,
  packReportSchema,
  searchReportSchema,
  statusReportSchema,
} from "../../src/interfaces/schema/index.js";
import { tokenCounter } from "../../src/shared/tokens/count.js";
import { fovea, foveaJson } from "../support/cli.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

/** Many files with the same text, so that an unbounded result is noticed. */
function crowd(): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q");
  const files: Record<string, string> = {
    "src/core.py": "def settle(account):\n    return account\n",
  };
  for (let n = 0; n < 60; n++)
    files[`src/user_${n}.py`] =
      `from core import settle\n\n\ndef pay_${n}(account):\n    """Pay what an account owes, and settle it."""\n    return settle(account)\n`;
  scratch.commit("Start with many payers", files);
  return scratch;
}

describe("stale index that reports success", () => {
  it("answers match the current files, and status reports how far the index is behind", async () => {
    using scratch = crowd();
    const search = (query: string, ...flags: string[]) =>
      foveaJson(["search", query, ...flags], searchReportSchema, { cwd: scratch.root });
    await search("settle");
    scratch.write({ "src/late.py": "def reconcile_ledger():\n    return 1\n" });
    rmSync(join(scratch.root, "src/user_0.py"));
    const status = await jsonHere(["status"], statusReportSchema, { cwd: scratch.root });
    expect(status).toMatchObject({ fresh: false, added: 1, removed: 1 });
    expect((await search("reconcile ledger")).results[0]).toMatchObject({ path: "src/late.py" });
    const paths = (await search("pay_0 account", "-k", "200")).results.map(({ path }) => path);
    expect(paths).not.toContain("src/user_0.py");
    expect((await jsonHere(["status"], statusReportSchema, { cwd: scratch.root })).fresh).toBe(true);
  });

  it("a line that moved is cited at its new place", async () => {
    using scratch = crowd();
    await runHere(["index"], { cwd: scratch.root });
    scratch.write({
      "src/core.py": "# one\n# two\n# three\n\nimport os\n\n\ndef settle(account):\n    return account\n",
    });
    const report = await foveaJson(["graph", "settle", "--kind", "callers", "-k", "1"], graphReportSchema, {
      cwd: scratch.root,
    });
    expect(report.target.places).toMatchObject([{ path: "src/core.py", startLine: 8, endLine: 9 }]);
  });
});

describe("payloads without a bound, and limits that are ignored", () => {
  it("a pack is never larger than its budget, as printed", async () => {
    using scratch = crowd();
    const counter = await tokenCounter("o200k_base");
    for (const budget of [60, 300, 8000]) {
      const report = await jsonHere(
        ["pack", "settle what an account owes", "--budget", String(budget)],
        packReportSchema,
        { cwd: scratch.root },
      );
      expect(report.tokens).toBeLessThanOrEqual(budget);
      expect(counter.count(report.text)).toBeLessThanOrEqual(budget);
    }
  });

  it("search gives at most as many results as asked for", async () => {
    using scratch = crowd();
    for (const limit of [1, 3, 50]) {
      const { results } = await jsonHere(
        ["search", "settle account", "-k", String(limit)],
        searchReportSchema,
        {
          cwd: scratch.root,
        },
      );
      expect(results).toHaveLength(limit);
    }
  });

  it("graph lists the requested number of edges and reports how many there are", async () => {
    using scratch = crowd();
    const report = await jsonHere(
      ["graph", "settle", "-k", "5", "--impact", "--kind", "callers"],
      graphReportSchema,
      {
        cwd: scratch.root,
      },
    );
    expect(report.relations.callers!.edges).toHaveLength(5);
    expect(report.relations.callers!.total).toBe(60);
    expect(report.impact!.reached).toHaveLength(5);
    expect(report.impact!.total).toBe(60);
  });

  it("an invalid limit is refused, not replaced", async () => {
    using scratch = crowd();
    for (const args of [
      ["search", "x", "-k", "0"],
      ["graph", "settle", "-k", "-3"],
      ["pack", "x", "--budget", "many"],
      ["graph", "settle", "--kind", "nonesuch"],
    ])
      expect((await runHere(args, { cwd: scratch.root })).code).toBe(2);
  });
});

describe("missing edges reported as no impact", () => {
  it("uses that cannot be resolved to one definition are counted and shown", async () => {
    using scratch = new Scratch();
    scratch.write({
      "a.py": "class A:\n    def handle(self):\n        return 1\n",
      "b.py": "class B:\n    def handle(self):\n        return 2\n",
      "use.py": "def use(thing):\n    return thing.handle()\n",
    });
    const { out, code } = await fovea(["graph", "A.handle", "--kind", "callers", "--impact"], {
      cwd: scratch.root,
    });
    expect(code).toBe(0);
    expect(out).toContain("unresolved: 1 references by name, in use.py");
    expect(out).toContain("unresolved: 1 references by name on the way may lead further");
  });

  it("the same query has the same answer each time", async () => {
    using scratch = crowd();
    const ask = async () =>
      (await fovea(["graph", "settle", "--impact", "--json"], { cwd: scratch.root })).out;
    expect(await ask()).toBe(await ask());
  });
});

describe("edges that stop at the border of a repository", () => {
  it("in a workspace imports follow package names, and co-changes come from each repository's history", async () => {
    using scratch = new Scratch();
    scratch.write({
      "kit/package.json": '{ "name": "@shop/toolkit" }\n',
      "kit/src/index.ts": "export function cut(n: number): number {\n  return n - 1;\n}\n",
      "kit/src/price.ts": "export const price = 1;\n",
      "web/src/page.ts":
        'import { cut } from "@shop/toolkit";\n\nexport function page(): number {\n  return cut(3);\n}\n',
      "web/src/cut.ts":
        "function cut(text: string): string {\n  return text;\n}\n\nexport const short = cut('a');\n",
    });
    const kit = join(scratch.root, "kit");
    scratch.git("-C", kit, "init", "-q");
    for (const n of [1, 2, 3]) {
      scratch.write({
        "kit/src/index.ts": `export function cut(n: number): number {\n  return n - ${n};\n}\n`,
        "kit/src/price.ts": `export const price = ${n};\n`,
      });
      scratch.git("-C", kit, "add", "-A");
      scratch.git("-C", kit, "commit", "-q", "-m", `Price ${n}`);
    }
    await runHere(["index", "kit", "web"], { cwd: scratch.root });
    const ask = (...args: string[]) =>
      jsonHere(["graph", ...args, "--kind", "callers,co-changed"], graphReportSchema, { cwd: scratch.root });
    // Both repositories define `cut`: --repo selects one.
    const { relations } = await ask("cut", "--repo", "kit");
    expect(relations.callers!.edges).toMatchObject([{ path: "web/src/page.ts", evidence: "imported" }]);
    // Three commits changed both files, the first one a third file too: (1/2 + 1 + 1) / 3.
    expect(relations["co-changed"]!.edges).toMatchObject([{ path: "kit/src/price.ts", confidence: 0.83 }]);
    expect((await runHere(["graph", "cut"], { cwd: scratch.root })).err).toContain(
      "2 symbols are called cut",
    );
  });
});
