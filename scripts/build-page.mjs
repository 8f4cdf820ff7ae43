// Builds the web page of `fovea serve`: static files, which the server sends and the static site contains.
import { cpSync } from "node:fs";
import { build } from "esbuild";
import { withoutNode } from "./build-browser.mjs";

const PAGE = "src/interfaces/web/page";

/** Writes the page to a folder. `dist/kernels.wasm` must have been built. */
export async function buildPage(folder) {
  await build({
    entryPoints: {
      page: `${PAGE}/main.tsx`,
      style: `${PAGE}/style.css`,
      "bench-worker": "src/bench/backends/wasm/bench-worker.ts",
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    legalComments: "linked",
    logOverride: { "import-is-undefined": "silent" },
    plugins: [withoutNode],
    chunkNames: "chunks/[name]-[hash]",
  });
  for (const file of ["kernels.wasm", "kernels-threads.wasm"]) cpSync(`dist/${file}`, `${folder}/${file}`);
  for (const file of ["index.html", "icon.svg"]) cpSync(`${PAGE}/${file}`, `${folder}/${file}`);
}
