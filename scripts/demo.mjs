// npm run demo: indexes this repository and prints the context for a task, cited and priced. Uses no network.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cli = join(root, "dist/cli.js");
if (!existsSync(cli)) {
  console.error("demo: there is no dist/cli.js. Run `npm ci` or `npm run build` first.");
  process.exit(1);
}

const TASK = "a second fovea index fails when another process is writing: let it wait longer";
const commands = [
  ["index"],
  ["search", TASK, "--limit", "5"],
  ["pack", TASK, "--budget", "2000"],
  ["status"],
];
for (const args of commands) {
  const shown = args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(" ");
  console.log(`\n$ fovea ${shown}`);
  const { status, signal } = spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    console.error(`demo: fovea ${args[0]} ended with ${signal ?? status}`);
    process.exit(1);
  }
}
console.log(
  "\nThe index is in your cache folder; status shows where. Delete it with: npx fovea forget --yes",
);
