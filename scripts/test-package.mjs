// Packs the built package, installs it as a user would, and runs its main commands and the MCP server there.
//
//     npm run build && npm run test:package        needs the npm registry or npm's cache
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "fovea-package-")));
const env = { ...process.env, FOVEA_CACHE_DIR: join(folder, "cache") };
const windows = process.platform === "win32";

const run = (command, args, cwd) => execFileSync(command, args, { cwd, env, encoding: "utf8" });
const npm = (args, cwd) =>
  execFileSync(windows ? "npm.cmd" : "npm", args, { cwd, env, encoding: "utf8", shell: windows });

try {
  // --ignore-scripts packs the dist that was built and tested, without building it again.
  const [packed] = JSON.parse(
    npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root),
  );
  const unexpected = packed.files.filter(
    ({ path }) => !/^(?:dist\/|(?:README|CHANGELOG)\.md$|LICENSE$|package\.json$)/.test(path),
  );
  assert.deepEqual(
    unexpected,
    [],
    "only built files, README, CHANGELOG, LICENSE and package.json are packed",
  );

  const user = join(folder, "user");
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), '{ "private": true, "type": "module" }\n');
  npm(
    ["install", "--omit=dev", "--prefer-offline", "--no-audit", "--no-fund", join("..", packed.filename)],
    user,
  );
  const installed = join(user, "node_modules", "fovea");

  const project = join(folder, "project");
  mkdirSync(project);
  const text =
    "/** Takes the oldest job off the queue. */\nexport function takeJob(): number {\n  return 1;\n}\n";
  writeFileSync(join(project, "queue.ts"), text);
  writeFileSync(join(project, "other.py"), "def other():\n    return 2\n");

  // The executable that npm links; on Windows npm writes a script.
  const bin = join(user, "node_modules", ".bin", windows ? "fovea.cmd" : "fovea");
  const fovea = (...args) => execFileSync(bin, args, { cwd: project, env, encoding: "utf8", shell: windows });
  assert.match(fovea("index"), /^Indexed: 2 files/m);
  assert.equal(JSON.parse(fovea("search", "oldest", "--json")).results[0].symbol, "takeJob");
  assert.match(fovea("pack", "oldest", "--budget", "500"), /return 1;/);
  assert.match(fovea("graph", "takeJob"), /queue\.ts/);
  assert.match(fovea("cost", "--context", "8k"), /8,000/);
  const svg = join(folder, "cost.svg");
  fovea("cost", "--context", "1k,8k", "--plot", svg);
  fovea("bench", "--kernels", "linear", "--sizes", "64", "--time-limit", "0.1");
  fovea("doctor");

  // The client uses the installed SDK and starts the installed server.
  const client = join(user, "client.mjs");
  writeFileSync(
    client,
    `import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { findSecrets } from "fovea/context";
import { costOfContext } from "fovea/cost";
import { kernels } from "fovea/bench";
import * as all from "fovea";
const client = new Client({ name: "package", version: "1" });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [${JSON.stringify(join(installed, "dist", "cli.js"))}, "mcp", "--repo", ${JSON.stringify(project)}],
    env: { ...getDefaultEnvironment(), FOVEA_CACHE_DIR: process.env.FOVEA_CACHE_DIR },
  }),
);
const { content } = await client.callTool({ name: "get_context", arguments: { task: "oldest job" } });
await client.close();
console.log(JSON.stringify({
  text: content[0].text,
  library: [typeof findSecrets, costOfContext(1000).context, kernels.length > 0, all.version],
}));
`,
  );
  const said = JSON.parse(run(process.execPath, [client], user));
  assert.match(said.text, /takeJob/);
  assert.deepEqual(said.library, ["function", 1000, true, packed.version]);

  const size = (packed.unpackedSize / 1e6).toFixed(1);
  const grammars = readdirSync(join(installed, "dist", "grammars")).length;
  console.log(
    `The packed package works: ${packed.files.length} files, ${size} MB unpacked, ${grammars} grammars.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
