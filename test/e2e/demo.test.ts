import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tokenCounter } from "../../src/shared/tokens/count.js";

const root = join(import.meta.dirname, "../..");
const changes = () => execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });

it("the demo packs this repository within 2,000 tokens, prints the price, and leaves the tree clean", () => {
  const before = changes();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/demo.mjs"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/\$ fovea index\nIndexed: \d+/);
  expect(stdout).toMatch(/\nUp to date\.\n/);
  const pack = /\n# Context for: [\s\S]*?(?=\n\$ fovea status)/.exec(stdout)![0].slice(1);
  const [pieces, map] = pack.split("\n## Not in this pack; next most likely\n");
  const cited = [...pieces!.matchAll(/^## (.+)$/gm), ...map!.matchAll(/^- ([^ :]+)/gm)].map(([, path]) =>
    join(root, path!),
  );
  expect(cited.length).toBeGreaterThan(0);
  expect(cited.filter((file) => !existsSync(file))).toEqual([]);
  expect(tokenCounter().count(pack)).toBeLessThanOrEqual(2000);
  expect(stderr).toMatch(/of 2,000 tokens, \d+ pieces: \$0\.\d+ a request/);
  expect(stderr).toMatch(/Everything: [\d,]+ tokens, \$/);
  expect(changes()).toBe(before);
});
