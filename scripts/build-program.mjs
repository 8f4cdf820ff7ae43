// Builds the command line: dist/program.cjs, and the two files that start it.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// Carried along: finding and reading their files took 30 to 100 ms of each start. Those that are native, read files of
// their own or are rarely needed stay outside.
const CARRIED = ["cli-progress", "commander", "ignore", "stemmer", "zod"];
const START = `import { createRequire } from "node:module";

createRequire(import.meta.url)("./program.cjs");
`;

/**
 * One file in CommonJS, parts of which run when they are first needed: node finds, reads and links a dozen ES modules one
 * after another, which took a sixth of a search. A cache of V8's compiled code for it was slower than to compile it.
 */
export async function buildProgram(options) {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  await build({
    ...options,
    entryPoints: { program: "src/interfaces/cli/main.ts" },
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    // Names stay, for stack traces; less text is read and compiled at each start.
    minifyWhitespace: true,
    minifySyntax: true,
    define: { "import.meta.url": "programUrl" },
    banner: { js: 'const programUrl = require("node:url").pathToFileURL(__filename).href;' },
    external: Object.keys(dependencies)
      .filter((name) => !CARRIED.includes(name))
      .concat("onnxruntime-node"),
  });
  writeFileSync("dist/build-worker.js", START);
  writeFileSync("dist/cli.js", `#!/usr/bin/env node\n${START}`);
  chmodSync("dist/cli.js", 0o755);
}
