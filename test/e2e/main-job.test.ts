import { readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  indexReportSchema,
  searchFilesReportSchema,
  searchReportSchema,
  statusReportSchema,
} from "../../src/interfaces/schema/index.js";
import { fovea, foveaJson } from "../support/cli.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere } from "../support/terminal.js";

const code = {
  "README.md": "# Shop\n\nA small shop.\n\n## Payments\n\nCards are charged through a gateway.\n",
  "src/payments/gateway.ts": `import { retry } from "../net/retry.js";

/** Charges a card through the payment gateway. */
export class PaymentGateway {
  constructor(private readonly endpoint: string) {}

  /** Takes money; safe to repeat with the same idempotency key. */
  async chargeCard(cents: number, idempotencyKey: string): Promise<void> {
    await retry(() => fetch(this.endpoint, { method: "POST", body: JSON.stringify({ cents, idempotencyKey }) }));
  }
}
`,
  "src/net/retry.ts": `/** Runs an action again after a growing pause (exponential backoff) until it succeeds. */
export async function retry<T>(action: () => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt + 1 >= attempts) throw error;
      await new Promise((wake) => setTimeout(wake, 100 * 2 ** attempt));
    }
  }
}
`,
  "lib/inventory.py": `class Inventory:
    """Counts what is in stock."""

    def __init__(self):
        self.stock = {}

    def reserve(self, article, quantity):
        """Sets goods aside for an order; raises when too few are left."""
        left = self.stock.get(article, 0)
        if left < quantity:
            raise ValueError("out of stock")
        self.stock[article] = left - quantity
`,
  "cmd/report/main.go": `package main

import "fmt"

// MonthlyReport sums the invoices of a month.
func MonthlyReport(invoices []int) int {
	total := 0
	for _, cents := range invoices {
		total += cents
	}
	return total
}

func main() {
	fmt.Println(MonthlyReport([]int{100, 250}))
}
`,
};
/** Assembled here so that no secret scanner reports this file. */
const token = ["ghp", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("_");
const ignored = {
  ".gitignore": "build/\n*.log\n",
  ".foveaignore": "data/\n",
  "build/out.js": "export const buildOutput = 1;\n",
  "debug.log": "zebrafish log line\n",
  "data/rows.csv": "zebrafish,1\n",
  "logo.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
  "blob.txt": Buffer.from([1, 0, 2, 0, 3, 0]),
  "package-lock.json": `{ "zebrafish": true }\n`,
  "dist.min.js": `var zebrafish=1;${"x();".repeat(50)}\n`,
  "bundle.js": `var zebrafish=1;${"function a(){return 1};".repeat(400)}\n`,
  ".env": "ZEBRAFISH_KEY=1\n",
  "deploy.pem": "-----BEGIN RSA PRIVATE KEY-----\nzebrafish\n-----END RSA PRIVATE KEY-----\n",
};

describe("index, search and status on a repository", () => {
  const scratch = new Scratch();
  const outside = new Scratch().write({ "secret.ts": "export const outsideOfTheRoot = 'zebrafish';\n" });
  const at = { cwd: scratch.root };
  const index = () => jsonHere(["index"], indexReportSchema, at);
  const search = (...query: string[]) => jsonHere(["search", ...query], searchReportSchema, at);
  const searchFiles = (...query: string[]) =>
    jsonHere(["search", "--files", ...query], searchFilesReportSchema, at);

  beforeAll(() => {
    scratch.git("init", "-q");
    scratch.write(ignored);
    symlinkSync(join(outside.root, "secret.ts"), join(scratch.root, "src-link.ts"));
    symlinkSync(outside.root, join(scratch.root, "linked"));
    scratch.commit("A shop", code);
  });
  afterAll(() => {
    scratch[Symbol.dispose]();
    outside[Symbol.dispose]();
  });

  it("indexes source files and skips the rest", async () => {
    const report = await foveaJson(["index"], indexReportSchema, at);
    expect(report.root).toBe(scratch.root);
    expect(report.files).toBe(Object.keys(code).length + 2); // .gitignore and .foveaignore are text too
    expect(report.changed).toBe(report.files);
    expect(report.removed).toBe(0);
    expect(report.symbols).toBeGreaterThan(8);
    expect(report.tokens).toBeGreaterThan(300);
    expect(report.skipped).toBe(10);
    expect(scratch.git("status", "--porcelain", "--ignored=no")).toBe("");
  });

  it("reports the number of skipped files by reason", async () => {
    const { out } = await fovea(["index"], at);
    expect(out).toMatch(/0 changed, 0 reused, 0 removed, 10 skipped/);
    for (const reason of [
      "1 ignored",
      "2 binary",
      "2 secret",
      "2 minified",
      "1 generated-lock",
      "2 link-outside",
    ])
      expect(out).toContain(reason);
  });

  it("finds a symbol and cites the lines that hold it", async () => {
    const { results } = await foveaJson(["search", "how is a card charged"], searchReportSchema, at);
    const best = results[0]!;
    expect(best.path).toBe("src/payments/gateway.ts");
    const lines = code["src/payments/gateway.ts"].split("\n").slice(best.startLine - 1, best.endLine);
    expect(lines.join("\n")).toContain("chargeCard");
    expect(best.tokens).toBeGreaterThan(0);
    expect(Object.values(best.signals).some((share) => share > 0)).toBe(true);
    expect(results.map(({ score }) => score)).toEqual(
      results.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  it("finds definitions by name in every language of the repository", async () => {
    for (const [query, path, symbol] of [
      ["MonthlyReport", "cmd/report/main.go", "MonthlyReport"],
      ["Inventory.reserve", "lib/inventory.py", "Inventory.reserve"],
      ["retry", "src/net/retry.ts", "retry"],
      ["a small shop", "README.md", undefined],
    ] as const) {
      const { results } = await search(query);
      expect(results[0]?.path, query).toBe(path);
      if (symbol) expect(results[0]?.symbol, query).toBe(symbol);
    }
  });

  it("gives one row per file with --files", async () => {
    const { query, results } = await searchFiles("exponential backoff");
    expect(query).toBe("exponential backoff");
    expect(results[0]!.path).toBe("src/net/retry.ts");
    expect(new Set(results.map(({ path }) => path)).size).toBe(results.length);
  });

  it("respects -k, and prints rows of text without --json", async () => {
    expect((await search("card", "-k", "1")).results).toHaveLength(1);
    const { out, err, code: exit } = await fovea(["search", "exponential", "backoff", "--explain"], at);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^\d+\.\d\d {2}src\/net\/retry\.ts:1-11 {2}function retry {2}\(\d+ tokens\)\n {5}\d {2}\S/,
    );
    expect(out).toMatch(/content \+\d/);
  });

  it("names skipped files that contain a literal text, but no secrets, and shows nothing of them", async () => {
    expect((await search("zebrafish")).results).toEqual([]);
    expect((await search("outsideOfTheRoot")).results).toEqual([]);
    const { code: exit, err } = await fovea(["search", "zebrafish"], at);
    expect([exit, err]).toEqual([
      1,
      'fovea: 3 files that are not indexed contain "zebrafish": bundle.js (minified), dist.min.js (minified), package-lock.json (lock file).\n' +
        "fovea: nothing in the index contains a word of this query. Name a symbol, a path or other words.\n",
    ]);
  });

  it("works from a folder below the root", async () => {
    const { results } = await foveaJson(["search", "MonthlyReport"], searchReportSchema, {
      cwd: join(scratch.root, "cmd/report"),
    });
    expect(results[0]!.path).toBe("cmd/report/main.go");
  });

  it("is up to date after an update, and reads no file when nothing changed", async () => {
    expect(await index()).toMatchObject({ changed: 0, removed: 0 });
    const status = await foveaJson(["status"], statusReportSchema, at);
    expect(status).toMatchObject({ fresh: true, changed: 0, added: 0, removed: 0, encoding: "o200k_base" });
    expect(status.languages).toMatchObject({ typescript: 2, python: 1, go: 1, markdown: 1 });
    expect(Date.parse(status.updatedAt!)).toBeGreaterThan(Date.now() - 3_600_000);
  });

  it("reads only the file that was edited", async () => {
    const path = "lib/inventory.py";
    scratch.write({ [path]: code[path].replace("def reserve", "def set_aside") });
    expect(await jsonHere(["status"], statusReportSchema, at)).toMatchObject({
      fresh: false,
      changed: 1,
      added: 0,
      removed: 0,
    });
    expect(await index()).toMatchObject({ changed: 1, removed: 0 });
    expect((await search("set_aside")).results[0]).toMatchObject({ path, symbol: "Inventory.set_aside" });
    expect((await search("Inventory.reserve")).results.map(({ symbol }) => symbol)).not.toContain(
      "Inventory.reserve",
    );
  });

  it("recognises a file that was only touched by its content", async () => {
    const path = "src/net/retry.ts";
    rmSync(join(scratch.root, path));
    scratch.write({ [path]: code[path] });
    expect(await index()).toMatchObject({ changed: 0, removed: 0 });
    expect(await jsonHere(["status"], statusReportSchema, at)).toMatchObject({ fresh: true });
  });

  it("drops a deleted file, and follows a renamed one", async () => {
    rmSync(join(scratch.root, "cmd/report/main.go"));
    renameSync(join(scratch.root, "src/net/retry.ts"), join(scratch.root, "src/net/backoff.ts"));
    // Search updates the index first.
    expect((await search("MonthlyReport")).results.map(({ path }) => path)).not.toContain(
      "cmd/report/main.go",
    );
    expect((await search("retry exponential backoff")).results[0]!.path).toBe("src/net/backoff.ts");
    expect(await index()).toMatchObject({ changed: 0, removed: 0 });
  });

  it("drops files that an ignore file excludes later", async () => {
    scratch.write({ ".foveaignore": "data/\nlib/\n" });
    expect(await index()).toMatchObject({ changed: 1, removed: 1 });
    expect((await search("Inventory")).results).toEqual([]);
  });

  it("answers from the index without an update with --no-update", async () => {
    scratch.write({ "src/new.ts": "export function quokkaCount(): number {\n  return 7;\n}\n" });
    expect((await search("quokkaCount", "--no-update")).results).toEqual([]);
    expect((await search("quokkaCount")).results[0]!.path).toBe("src/new.ts");
  });

  it("counts with another tokenizer when requested, and keeps it", async () => {
    const before = await index();
    const other = await jsonHere(["index", "--encoding", "p50k_base"], indexReportSchema, at);
    expect(other.changed).toBe(other.files);
    expect(other.tokens).toBeGreaterThan(before.tokens);
    expect(await index()).toMatchObject({ changed: 0, tokens: other.tokens });
    expect(await jsonHere(["status"], statusReportSchema, at)).toMatchObject({ encoding: "p50k_base" });
    await jsonHere(["index", "--encoding", "o200k_base"], indexReportSchema, at);
  });

  it("indexes a folder without git, given by path", async () => {
    using plain = new Scratch().write({
      "a.rb": "def walrus\n  1\nend\n",
      ".gitignore": "b.rb\n",
      "b.rb": "x = 1\n",
    });
    const report = await jsonHere(["index", plain.root], indexReportSchema, at);
    expect(report).toMatchObject({ root: plain.root, files: 2 });
    const { results } = await jsonHere(["search", "walrus", "--repo", plain.root], searchReportSchema, at);
    expect(results[0]!.path).toBe("a.rb");
    expect(readdirSync(plain.root).toSorted()).toEqual([".gitignore", "a.rb", "b.rb"]);
  });

  it("keeps the code around a secret token searchable", async () => {
    scratch.write({ "src/client.ts": `export const ottercliff = connect("${token}");\n` });
    expect((await search("ottercliff")).results[0]!.path).toBe("src/client.ts");
  });
});
