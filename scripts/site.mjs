// Builds the static site into dist/site: the page, and recorded answers about this repository. Needs `npm run build`.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** Of all files together, gzip -9. */
const MOST_BYTES = 3_000_000;

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const site = "dist/site";
rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
cpSync("dist/page", site, { recursive: true });
run("scripts/record-site.ts", join(site, "data"));
run("scripts/site-index.ts", join(site, "index.html"));
report();

function run(...args) {
  execFileSync(process.execPath, ["scripts/run-ts.mjs", ...args], { stdio: "inherit" });
}

/** Prints what a visitor may load, compressed as hosts do, and fails above the limit. */
function report() {
  const groups = new Map();
  const total = { files: 0, bytes: 0, gzip: 0, brotli: 0 };
  for (const file of filesIn(site)) {
    const bytes = readFileSync(file);
    const top = relative(site, file).split(/[\\/]/)[0];
    const name =
      top === "data" ? `data/${relative(join(site, "data"), file).replace(/-\d+\.json$/, "-*.json")}` : top;
    const group = groups.get(name) ?? { files: 0, bytes: 0, gzip: 0, brotli: 0 };
    groups.set(name, group);
    for (const sum of [group, total]) {
      sum.files++;
      sum.bytes += bytes.length;
      sum.gzip += gzipSync(bytes, { level: 9 }).length;
      sum.brotli += brotliCompressSync(bytes).length;
    }
  }
  const kB = (bytes) => (bytes / 1000).toFixed(0).padStart(7);
  const row = (name, { files, bytes, gzip, brotli }) =>
    console.log(`${name.padEnd(24)}${String(files).padStart(5)}${kB(bytes)}${kB(gzip)}${kB(brotli)}`);
  console.log(`${"kB".padEnd(24)}files    all   gzip brotli`);
  for (const [name, sums] of groups) row(name, sums);
  row("dist/site", total);
  writeFileSync("dist/site-size.json", `${JSON.stringify(total)}\n`);
  if (total.gzip > MOST_BYTES) {
    console.error(
      `site: ${total.gzip} bytes compressed are more than ${MOST_BYTES}. Record fewer tasks or budgets.`,
    );
    process.exit(1);
  }
}

function* filesIn(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesIn(path);
    else yield path;
  }
}
