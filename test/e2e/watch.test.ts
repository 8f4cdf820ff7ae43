import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { watchReportSchema } from "../../src/interfaces/schema/index.js";
import { fovea } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { Scratch } from "../support/scratch.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");

test("fovea watch prints a line per update and ends cleanly at Ctrl-C", async () => {
  using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  const child = spawn(process.execPath, [cli, "watch", "--json"], {
    cwd: scratch.root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const seen: unknown[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const report = watchReportSchema.parse(JSON.parse(line));
    seen.push(report.event === "watching" ? report.files : [report.changed, report.removed]);
    if (seen.length === 1) scratch.write({ "b.ts": "export const b = 2;\n" });
    if (seen.length === 2) child.kill("SIGINT");
  }
  expect(seen).toEqual([1, [1, 0]]);
  expect(await ended).toEqual([130, null]);
});

test("an index that is deleted during fovea watch is created again at the next edit", async () => {
  using scratch = new Scratch().write({ "a.ts": "export const a = 1;\n" });
  const child = spawn(process.execPath, [cli, "watch", "--json"], {
    cwd: scratch.root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const seen: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(watchReportSchema.parse(JSON.parse(line)).event);
    if (seen.length === 1) {
      rmSync(dirname(databaseFile(scratch.root)), { recursive: true });
      scratch.write({ "b.ts": "export const second = 2;\n" });
    }
    if (seen.length === 2) scratch.write({ "c.ts": "export const third = 3;\n" });
    if (seen.length === 3) child.kill("SIGINT");
  }
  expect(seen).toEqual(["watching", "updated", "updated"]);
  expect(said).toBe("");
  expect(await ended).toEqual([130, null]);
  const { out } = await fovea(["search", "second", "--no-update"], { cwd: scratch.root });
  expect(out).toContain("b.ts");
});
