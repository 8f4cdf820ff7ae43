import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { Scratch } from "../support/scratch.js";

const root = join(import.meta.dirname, "../..");

/** A project that depends on the built package, installed as by npm. */
describe("the package, from another project", () => {
  const consumer = new Scratch();
  beforeAll(() => {
    mkdirSync(join(consumer.root, "node_modules"));
    symlinkSync(root, join(consumer.root, "node_modules/fovea"));
    consumer.write({
      "package.json": '{ "type": "module" }',
      "project/src/queue.ts":
        "/** Takes the oldest job off the queue. */\nexport function takeJob(): number {\n  return 1;\n}\n",
      "project/src/other.ts": "export const other = 2;\n",
    });
  });
  afterAll(() => consumer[Symbol.dispose]());

  const run = (script: string): unknown => {
    consumer.write({ "main.mjs": script });
    return JSON.parse(execFileSync(process.execPath, ["main.mjs"], { cwd: consumer.root, encoding: "utf8" }));
  };

  it.each(["fovea", "fovea/context"])("indexes, searches, packs and forgets by %s", (entry) => {
    const said = run(`
      import { openRepository, updateIndex, defaultRenderer, forgetIndex, FoveaError } from "${entry}";
      const root = "project";
      const repository = openRepository(root, { create: true });
      const { changed } = await updateIndex(repository);
      const again = await updateIndex(repository);
      const [best] = await repository.search("take the oldest job", 3);
      const pack = await repository.pack("take the oldest job", 500, defaultRenderer);
      await repository.close();
      const bytes = await forgetIndex(root);
      let code;
      try { openRepository(root, { create: false }); } catch (error) { code = error instanceof FoveaError && error.code; }
      console.log(JSON.stringify({ changed, again: again.changed, best: best.symbol, tokens: pack.tokens, items: pack.items.length, freed: bytes > 0, code }));
    `);
    expect(said).toMatchObject({ changed: 2, again: 0, best: "takeJob", freed: true, code: "no-index" });
    expect((said as { tokens: number }).tokens).toBeLessThanOrEqual(500);
    expect((said as { items: number }).items).toBeGreaterThan(0);
  });

  it("prices and measures with fovea/cost and fovea/bench, and with the namespaces of fovea", () => {
    const said = run(`
      import * as cost from "fovea/cost";
      import * as bench from "fovea/bench";
      import * as all from "fovea";
      console.log(JSON.stringify({
        share: cost.costOfContext(1000).prefillSeconds < cost.costOfContext(100_000).prefillSeconds,
        kernels: bench.kernels.length > 3,
        same: all.cost.pairs === cost.pairs && all.bench.kernels === bench.kernels,
        schema: all.searchReportSchema.safeParse({ query: "x", confidence: 0, answered: false, results: [] }).success,
        version: all.version,
      }));
    `);
    expect(said).toEqual({ share: true, kernels: true, same: true, schema: true, version: manifest.version });
  });

  it("has types for every entry", () => {
    consumer.write({
      "main.ts": `
        import { openRepository, updateIndex, type SearchResult, type PackReport, packReportSchema, cost } from "fovea";
        import { type PackItem, renderers } from "fovea/context";
        import { costOfContext } from "fovea/cost";
        import { kernels } from "fovea/bench";
        export async function first(root: string): Promise<SearchResult | undefined> {
          const repository = openRepository(root, { create: true });
          await updateIndex(repository, { onProgress: (done: number, total: number) => void (done / total) });
          const items: readonly PackItem[] = (await repository.pack("x", 10, renderers[0]!)).items;
          const report: PackReport = packReportSchema.parse({});
          // @ts-expect-error a pack report has no such field
          report.nonsense;
          void [items, costOfContext(1), cost.costOfContext(1), kernels];
          return (await repository.search("x", 1))[0];
        }`,
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          target: "ES2023",
          module: "NodeNext",
          moduleResolution: "NodeNext",
          noUncheckedIndexedAccess: true,
          skipLibCheck: false,
          types: ["node"],
          typeRoots: [join(root, "node_modules/@types")],
        },
        files: ["main.ts"],
      }),
    });
    const tsc = join(root, "node_modules/.bin/tsc");
    expect(() => execFileSync(tsc, ["-p", "."], { cwd: consumer.root, encoding: "utf8" })).not.toThrow();
  });
});

describe("entries for the browser", () => {
  it.each(["cost", "bench"])("fovea/%s loads no Node module", (name) => {
    const entry = join(root, manifest.exports[`./${name}` as keyof typeof manifest.exports].default);
    const loaded = staticImports(entry);
    expect(
      loaded.packages.filter((module) => module.startsWith("node:") || builtinModules.includes(module)),
    ).toEqual([]);
    expect(loaded.files.size).toBeGreaterThan(0);
    // The check is able to fail: it finds the Node modules of another entry.
    expect(staticImports(join(root, "dist/context.js")).packages).toContain("node:fs");
  });
});

/** Everything that a built file loads: its own chunks, and the packages it names. */
function staticImports(entry: string) {
  const files = new Set<string>();
  const packages: string[] = [];
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, specifier] of readFileSync(file, "utf8").matchAll(
      /^(?:import|export)\b(?:[^;"']*?\bfrom)?\s*["']([^"']+)["'];?$/gm,
    ))
      if (specifier!.startsWith(".")) visit(join(dirname(file), specifier!));
      else packages.push(specifier!);
  };
  visit(entry);
  return { files, packages };
}
