// Builds the command line: the programs, and dist/cli.js, which picks one of them.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

// Carried along: finding and reading their files took 30 to 100 ms of each start. Those that are native, read files of
// their own or are rarely needed stay outside.
const CARRIED = ["cli-progress", "commander", "stemmer", "zod"];

/** Commands that people and agents wait for, none of which needs the catalogues or the servers: half of the text. */
const OFTEN = ["index", "search", "why", "graph", "status", "watch", "doctor", "forget"];

// Where node looks for modules last of all: entries of NODE_PATH, of which a relative one means the current folder, and
// .node_modules in HOME. Either may be somebody else's repository. Ours lie beside us.
const START = `#!/usr/bin/env node
import Module, { createRequire } from "node:module";

const { HOME, USERPROFILE, NODE_PATH } = process.env;
if (Module._initPaths) {
  for (const name of ["HOME", "USERPROFILE", "NODE_PATH"]) delete process.env[name];
  Module._initPaths();
  for (const [name, value] of Object.entries({ HOME, USERPROFILE, NODE_PATH }))
    if (value !== undefined) process.env[name] = value;
}
const often = new Set(${JSON.stringify(OFTEN)});
createRequire(import.meta.url)(often.has(process.argv[2]) ? "./often.cjs" : "./program.cjs");
`;

/** Leaves the other commands out of the list's modules. They are never loaded there: cli.js does not come by. */
const onlyOften = {
  name: "only-often",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ importer, kind, path }) => {
      const listed = kind === "dynamic-import" && /[\\/]cli[\\/]commands[\\/]index\.ts$/.test(importer);
      const command = basename(path, ".js").replace(/-command$/, "");
      return listed && !OFTEN.includes(command) ? { path, external: true } : undefined;
    });
  },
};

/**
 * Files in CommonJS, parts of which run when they are first needed: node finds, reads and links a dozen ES modules one
 * after another, which took a sixth of a search. V8 looks through all of a file before it runs any of it, which takes
 * some 40 ms for a megabyte: so there is one for the commands that are used most, and one for the indexing threads.
 */
export async function buildProgram(options) {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const program = (name, entry, plugins = []) =>
    build({
      ...options,
      entryPoints: { [name]: entry },
      outExtension: { ".js": ".cjs" },
      format: "cjs",
      // Names stay, for stack traces; less text is read and compiled at each start.
      minifyWhitespace: true,
      minifySyntax: true,
      define: { "import.meta.url": "programUrl" },
      banner: { js: 'const programUrl = require("node:url").pathToFileURL(__filename).href;' },
      external: Object.keys(dependencies)
        .filter((dependency) => !CARRIED.includes(dependency))
        .concat("onnxruntime-node"),
      plugins,
    });
  await program("program", "src/interfaces/cli/main.ts");
  await program("often", "src/interfaces/cli/main.ts", [onlyOften]);
  await program("index-worker", "src/context/indexing/index-worker.ts");
  await program("read-worker", "src/context/parse/documents/read-worker.ts");
  writeFileSync("dist/cli.js", START);
  chmodSync("dist/cli.js", 0o755);
}
