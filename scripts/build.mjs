// Builds dist/: bundles each entry point, copies the grammars, emits the type declarations.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildBrowser } from "./build-browser.mjs";
import { buildKernels } from "./build-kernels.mjs";
import { buildPage } from "./build-page.mjs";
import { buildProgram } from "./build-program.mjs";
import { writeVocabularies } from "./vocabularies.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
process.chdir(root);
rmSync("dist", { recursive: true, force: true });

// Runs in parallel with the bundling, in a separate process, because it takes half of the time.
const declarations = once(
  // Not with npx: within `npm install --global .` it looks for the compiler among the global packages.
  spawn(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.types.json"], {
    stdio: "inherit",
  }),
  "exit",
);

const common = {
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  sourcemap: "linked",
  sourcesContent: false,
};

// The library does not bundle its dependencies, and its entries that run in browsers need no shim.
await build({
  ...common,
  splitting: true,
  format: "esm",
  entryPoints: {
    index: "src/index.ts",
    cost: "src/cost/index.ts",
    bench: "src/bench/index.ts",
    context: "src/context/index.ts",
    "bench-worker": "src/bench/backends/wasm/bench-worker.ts",
  },
  packages: "external",
  chunkNames: "chunks/[name]-[hash]",
});

await buildProgram(common);

// Copies the grammars that languages name into dist/, so that the installed package needs no grammar package.
const LANGUAGES = "src/context/languages";
mkdirSync("dist/grammars");
for (const file of readdirSync(LANGUAGES).filter((name) => name.endsWith(".ts"))) {
  const text = readFileSync(join(LANGUAGES, file), "utf8");
  const name = /\bgrammar: "(\w+)"/.exec(text)?.[1];
  if (name === undefined) continue;
  const module = /\bgrammarPackage: "([^"]+)"/.exec(text)?.[1];
  const folder = dirname(require.resolve(`${module ?? "tree-sitter-wasms"}/package.json`));
  const wasm = `tree-sitter-${name}.wasm`;
  cpSync(module ? join(folder, wasm) : join(folder, "out", wasm), join("dist/grammars", wasm));
}

await writeVocabularies("dist/vocabularies");
await buildKernels();
await buildBrowser();
await buildPage("dist/page");

const [code] = await declarations;
if (code !== 0) process.exit(code ?? 1);
