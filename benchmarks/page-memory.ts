/**
 * Whether the page and its server keep their memory while files change: node scripts/run-ts.mjs benchmarks/page-memory.ts
 * [minutes] [changes a second]. Opens the Context view of a copy of src/ with a task, saves files at that rate, and prints
 * the resident memory of the server, the heap of the page after a collection, and how long a save took to reach the page.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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
    const file = join(root, files[saves % files.length]!);
    writeFileSync(
      file,
      `${readFileSync(file, "utf8").replace(/\n\/\/ save \d+\n$/, "\n")}// save ${saves++}\n`,
    );
    await sleep(1000 / rate);
    if (performance.now() - start < nextReport) continue;
    nextReport += 15_000;
    await cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await cdp.send("Performance.getMetrics");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")!.value;
    const nodes = metrics.find(({ name }) => name === "Nodes")!.value;
    const status = readFileSync(`/proc/${served.child.pid}/status`, "utf8");
    const resident = Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(
      `${seconds} s, ${saves} saves: server ${resident.toFixed(0)} MB, page ${(heap / 1e6).toFixed(1)} MB, ${nodes} nodes, ${problems.length} problems`,
    );
  }
} finally {
  await browser.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
}
