// Builds the web page of `fovea serve`: static files, which the server sends and the static site contains.
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { withoutNode } from "./build-browser.mjs";

const PAGE = "src/interfaces/web/page";

/** Writes the page to a folder. `dist/kernels.wasm` must have been built. */
export async function buildPage(folder) {
  const { metafile } = await build({
    entryPoints: {
      page: `${PAGE}/main.tsx`,
      style: `${PAGE}/style.css`,
      "bench-runner": `${PAGE}/views/bench/runner/runner.ts`,
      "bench-worker": "src/bench/backends/wasm/bench-worker.ts",
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "none",
    metafile: true,
    logOverride: { "import-is-undefined": "silent" },
    plugins: [withoutNode],
    chunkNames: "chunks/[name]-[hash]",
  });
  for (const file of ["kernels.wasm", "kernels-threads.wasm"]) cpSync(`dist/${file}`, `${folder}/${file}`);
  for (const file of ["index.html", "icon.svg"]) cpSync(`${PAGE}/${file}`, `${folder}/${file}`);
  writeFileSync(join(folder, "licences.txt"), licencesOf(Object.keys(metafile.inputs)));
}

/** The licences of the packages that are bundled. They are not installed with ours, so their terms go with the page. */
function licencesOf(inputs) {
  const packages = new Set(
    inputs.flatMap((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.slice(0, 1) ?? []),
  );
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
      if (file === undefined)
        throw new Error(`${name} has no licence file; read its terms and name them here`);
      return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(70)}\n\n`);
}
