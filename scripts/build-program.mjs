// Builds the command line: the programs, and dist/cli.js, which picks one of them.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

// Dependencies that are bundled, because finding and reading their files took 30 to 100 ms of each start. Dependencies that
// are native, read their own files or are rarely needed are not bundled.
const BUNDLED = ["@orama/stemmers", "cli-progress", "commander", "htmlparser2", "stemmer", "zod"];

/**
 * Programs with some of the commands. `often`: what people and agents wait for; none needs the catalogues or the
 * servers. `price`: `cost`, which needs nothing of the index. Each halves its bundle.
 */
const PARTS = {
  often: ["index", "search", "why", "graph", "status", "watch", "doctor", "forget"],
  price: ["cost"],
};

// Node also looks for modules in NODE_PATH, whose relative entries mean the current folder, and in .node_modules in HOME.
// Either may be an untrusted repository. Our modules are beside this file, so these places are switched off.
const START = `#!/usr/bin/env node
import Module, { createRequire } from "node:module";

const { HOME, USERPROFILE, NODE_PATH } = process.env;
if (Module._initPaths) {
  for (const name of ["HOME", "USERPROFILE", "NODE_PATH"]) delete process.env[name];
  Module._initPaths();
  for (const [name, value] of Object.entries({ HOME, USERPROFILE, NODE_PATH }))
    if (value !== undefined) process.env[name] = value;
}
const parts = ${JSON.stringify(Object.fromEntries(Object.entries(PARTS).flatMap(([part, commands]) => commands.map((command) => [command, part]))))};
const part = Object.hasOwn(parts, process.argv[2] ?? "") ? parts[process.argv[2]] : "program";
createRequire(import.meta.url)("./" + part + ".cjs");
`;

/** Leaves the other commands out of a part. dist/cli.js never runs them from there. */
const only = (commands) => ({
  name: "only",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ importer, kind, path }) => {
      const listed = kind === "dynamic-import" && /[\\/]cli[\\/]commands[\\/]index\.ts$/.test(importer);
      const command = basename(path, ".js").replace(/-command$/, "");
      return listed && !commands.includes(command) ? { path, external: true } : undefined;
    });
  },
});

/**
 * Builds CommonJS files whose modules run when they are first needed. Node finds, reads and links a dozen ES modules one
 * after another, which took a sixth of a search. V8 scans a whole file before it runs any of it, about 40 ms for a
 * megabyte. So there are separate files for the commands that are used most and for the indexing threads.
 */
export async function buildProgram(options) {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const program = (name, entry, plugins = []) =>
    build({
      ...options,
      entryPoints: { [name]: entry },
      outExtension: { ".js": ".cjs" },
      format: "cjs",
      // Shortens the text that is read at each start, but keeps names for stack traces.
      minifyWhitespace: true,
      minifySyntax: true,
      define: { "import.meta.url": "programUrl" },
      banner: { js: 'const programUrl = require("node:url").pathToFileURL(__filename).href;' },
      external: Object.keys(dependencies)
        .filter((dependency) => !BUNDLED.includes(dependency))
        .concat("onnxruntime-node"),
      plugins,
    });
  await program("program", "src/interfaces/cli/main.ts");
  for (const [part, commands] of Object.entries(PARTS))
    await program(part, "src/interfaces/cli/main.ts", [only(commands)]);
  await program("index-worker", "src/context/indexing/index-worker.ts");
  await program("read-worker", "src/context/parse/documents/read-worker.ts");
  writeFileSync("dist/cli.js", START);
  chmodSync("dist/cli.js", 0o755);
}
