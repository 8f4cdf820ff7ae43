// Runs a TypeScript script of this repository: node scripts/run-ts.mjs benchmarks/eval-train.ts --flags
// Needs `npm run build` first when the script uses the index: workers, grammars and vocabularies come from dist/.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [script, ...rest] = process.argv.slice(2);
if (!script) {
  console.error("run-ts: no script is given. Write: node scripts/run-ts.mjs benchmarks/eval-train.ts --help");
  process.exit(2);
}
const folder = join(root, "node_modules", ".cache", "fovea-scripts");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `${basename(script).replace(/\.ts$/, "")}-${process.pid}.mjs`);
await build({
  entryPoints: [script],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
const { status } = spawnSync(process.execPath, ["--enable-source-maps", outfile, ...rest], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
