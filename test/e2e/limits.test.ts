/** No file of a repository can make a command hang, crash it, or keep it from being interrupted. */
import { readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { searchReportSchema, statusReportSchema } from "../../src/interfaces/schema/index.js";
import { fovea } from "../support/cli.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

/** A repository with one file that can be read, among others that cannot. */
function hostile(): Scratch {
  const scratch = new Scratch().write({ "src/weasel.ts": "export const weasel = 1;\n" });
  writeFileSync(join(scratch.root, "zeros.pdf"), Buffer.alloc(1 << 20));
  // The scanner of this grammar never returns on this input.
  writeFileSync(join(scratch.root, "hang.swift"), `${"'''".repeat(300)}\n`.repeat(200));
  return scratch;
}

it("a file that exceeds the limits is listed with the reason, and parsed only once", async () => {
  using scratch = hostile();
  const at = { cwd: scratch.root };
  const { results } = await jsonHere(["search", "weasel"], searchReportSchema, at);
  expect(results[0]!.path).toBe("src/weasel.ts");
  const status = await jsonHere(["status", "--skipped"], statusReportSchema, at);
  expect(status.fresh).toBe(true);
  expect(status.skipped).toEqual([
    { path: "hang.swift", reason: "too-slow" },
    { path: "zeros.pdf", reason: "binary" },
  ]);
  const { out } = await runHere(["status", "--skipped"], at);
  expect(out).toContain("2 files were skipped:");
  expect(out).toMatch(/binary +zeros\.pdf/);
  expect((await jsonHere(["status"], statusReportSchema, at)).skipped).toBeUndefined();
});

it.each(["SIGINT", "SIGTERM"] as const)("%s ends a command even when its threads hang", async (signal) => {
  using scratch = hostile();
  using cache = new Scratch();
  const isIndexing = (): boolean =>
    readdirSync(cache.root, { recursive: true, encoding: "utf8" }).some(
      (name) => basename(name) === "writer.lock",
    );
  let sent = 0;
  const outcome = await fovea(["index"], {
    cwd: scratch.root,
    env: { FOVEA_CACHE_DIR: cache.root },
    onStart: (child) => {
      const waiting = setInterval(() => {
        if (!isIndexing()) return;
        clearInterval(waiting);
        // By then a thread has the file that hangs it.
        setTimeout(() => {
          sent = performance.now();
          child.kill(signal);
        }, 1000);
      }, 50);
      child.once("close", () => clearInterval(waiting));
    },
  });
  // One second, plus a margin for a busy machine.
  expect(performance.now() - sent).toBeLessThan(3000);
  expect([outcome.code, outcome.signal]).toEqual([signal === "SIGINT" ? 130 : 143, null]);
});
