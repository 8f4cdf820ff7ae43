/**
 * Whether the page and its server keep their memory while files change: node scripts/run-ts.mjs benchmarks/page-memory.ts
 * [minutes] [changes a second]. Opens the Context view of a copy of src/ with a task, saves, creates and deletes files at
 * that rate, and prints the resident memory of the server, the heap and nodes of the page after a collection, and how long a
 * new file took to be counted on the map and to be in the pack.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { findChromium, startChromium } from "../test/support/chromium.js";
import { openPage, servePage } from "../test/support/page.js";

const [minutes = 2, rate = 5] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "fovea-page-memory-"));
const root = join(folder, "copy");
process.env.FOVEA_CACHE_DIR = join(folder, "cache");
cpSync("src", root, { recursive: true });
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const chromium = findChromium();
if (chromium === undefined) throw new Error("there is no Chromium");
/** How long a new file, the best answer to the task, takes until the pack shows it. */
async function secondsToThePage(page: Page): Promise<number> {
  const name = `count-tokens-of-lines-${Date.now()}.ts`;
  const file = join(root, name);
  const started = performance.now();
  writeFileSync(
    file,
    "/** Count tokens of lines. */\nexport function countTokensOfLines(lines: string[]) {}\n",
  );
  await page.locator(".context-side", { hasText: name }).waitFor({ timeout: 60_000 });
  const seconds = (performance.now() - started) / 1000;
  rmSync(file);
  return seconds;
}

const served = await servePage(folder, { flags: ["--repo", root], cli: join(process.cwd(), "dist/cli.js") });
const browser = await startChromium(chromium);
try {
  const address = served.view("context", { task: "count tokens of lines", budget: "8000" });
  const { page, problems } = await openPage(browser, served, address);
  // The first visit makes the index.
  await page.locator(".context").waitFor({ timeout: 300_000 });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const end = performance.now() + minutes * 60_000;
  const start = performance.now();
  let nextReport = 0;
  let saves = 0;
  while (performance.now() < end) {
    const name = files[saves % files.length]!;
    const file = join(root, name);
    const text = readFileSync(file, "utf8").replace(/\n\/\/ save \d+\n$/, "\n");
    writeFileSync(file, `${text}// save ${saves++}\n`);
    // Every fifth save adds a copy, and removes it again at the next.
    const copy = `${file.slice(0, -3)}-copy.ts`;
    if (saves % 5 === 0) writeFileSync(copy, text);
    await sleep(1000 / rate);
    rmSync(copy, { force: true });
    if (performance.now() - start < nextReport) continue;
    nextReport += 15_000;
    const fresh = await secondsToThePage(page);
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")!.value;
    const nodes = metrics.find(({ name }) => name === "Nodes")!.value;
    const status = readFileSync(`/proc/${served.child.pid}/status`, "utf8");
    const resident = Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(
      `${seconds} s, ${saves} saves: server ${resident.toFixed(0)} MB, page ${(heap / 1e6).toFixed(1)} MB, ${nodes} nodes, ${problems.length} problems; a new file is in the pack after ${fresh.toFixed(2)} s`,
    );
  }
} finally {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
}
