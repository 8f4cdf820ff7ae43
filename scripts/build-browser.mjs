// Builds fovea/bench for browsers: the same source in one file, without the parts that only Node can load.
import { cpSync } from "node:fs";
import { build } from "esbuild";

/** Replaces files named *-node.ts by empty modules. They are imported only when `process` shows Node. */
export const withoutNode = {
  name: "without-node",
  setup(build) {
    build.onResolve({ filter: /-node\.js$/ }, ({ path }) => ({ path, namespace: "node-only" }));
    build.onLoad({ filter: /.*/, namespace: "node-only" }, () => ({ contents: "export {};", loader: "js" }));
  },
};

export async function buildBrowser() {
  await build({
    entryPoints: {
      bench: "src/bench/index.ts",
      "bench-worker": "src/bench/backends/wasm/bench-worker.ts",
    },
    outdir: "dist/browser",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logOverride: { "import-is-undefined": "silent" },
    plugins: [withoutNode],
    sourcemap: "linked",
    sourcesContent: false,
    chunkNames: "chunks/[name]-[hash]",
  });
  for (const file of ["kernels.wasm", "kernels-threads.wasm"]) cpSync(`dist/${file}`, `dist/browser/${file}`);
}
