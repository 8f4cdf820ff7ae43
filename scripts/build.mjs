// Builds dist/: bundles each entry point, copies the grammars, emits the type declarations.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildBrowser } from "./build-browser.mjs";
import { buildKernels } from "./build-kernels.mjs";
import { buildProgram } from "./build-program.mjs";
import { writeVocabularies } from "./vocabularies.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
process.chdir(root);
rmSync("dist", { recursive: true, force: true });

const common = {
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  sourcemap: "linked",
  sourcesContent: false,
};

// The library leaves its dependencies to whoever imports it, and its browser-clean entries free of any shim.
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

// Grammars are data files: copied here so that the installed package needs neither grammar package.
mkdirSync("dist/grammars");
const wasms = join(dirname(require.resolve("tree-sitter-wasms/package.json")), "out");
for (const name of readdirSync(wasms)) cpSync(join(wasms, name), join("dist/grammars", name));
// Newer than the collection's, or not in it.
for (const [module, name] of [
  ["tree-sitter-haskell", "haskell"],
  ["tree-sitter-bash", "bash"],
  ["tree-sitter-scala", "scala"],
  ["@tree-sitter-grammars/tree-sitter-lua", "lua"],
  ["tree-sitter-c-sharp", "c_sharp"],
  ["tree-sitter-ocaml", "ocaml"],
  ["tree-sitter-ocaml", "ocaml_interface"],
]) {
  const from = join(dirname(require.resolve(`${module}/package.json`)), `tree-sitter-${name}.wasm`);
  cpSync(from, `dist/grammars/tree-sitter-${name}.wasm`);
}

await writeVocabularies("dist/vocabularies");
await buildKernels();
await buildBrowser();

execFileSync("npx", ["tsc", "-p", "tsconfig.types.json"], { stdio: "inherit" });
