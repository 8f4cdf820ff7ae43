import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type BenchReport, benchReport, compareWithArticle } from "../../src/bench/index.js";
import { securityHeaders } from "../../src/interfaces/web/server/headers.js";
import { seriousFindings } from "../support/axe.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { fovea } from "../support/cli.js";

const built = join(import.meta.dirname, "../../dist/page");
const chromium = findChromium();

describe.skipIf(chromium === undefined)("the bench view", () => {
  let browser: Browser;
  let isolated: Server;
  let plain: Server;
  let folder: string;
  let page: Page;
  /** What the browser complained about: violations of the policy and errors of scripts. */
  let complaints: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fovea-bench-view-"));
    [isolated, plain] = [await serve(true), await serve(false)];
    browser = await startChromium(chromium!);
  });
  afterEach(async () => {
    await page?.close();
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    isolated?.close();
    plain?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(query: string, server = isolated): Promise<void> {
    complaints = [];
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/#/bench?${query}`);
    // The worker has said what works here.
    await page.getByRole("checkbox", { name: "webgpu" }).waitFor();
  }

  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const done = () => page.getByText("Done.", { exact: true }).waitFor({ timeout: 100_000 });
  const panel = (name: string | RegExp) => page.getByRole("region", { name, exact: true });

  /** The cells of a table, row by row. */
  const cellsOf = (caption: string): Promise<string[][]> =>
    page
      .getByRole("table", { name: caption })
      .evaluate((table) =>
        [...table.querySelectorAll("tbody tr")].map((row) =>
          [...row.querySelectorAll("th, td")].map((cell) => cell.textContent ?? ""),
        ),
      );

  async function save(file: string): Promise<BenchReport> {
    const saved = page.waitForEvent("download");
    await press("Save JSON");
    const path = join(folder, file);
    await (await saved).saveAs(path);
    return benchReport.parse(JSON.parse(readFileSync(path, "utf8")));
  }

  const load = (...files: { readonly name: string; readonly text: string }[]) =>
    page
      .getByLabel("Load reports")
      .setInputFiles(
        files.map(({ name, text }) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) })),
      );

  it("measures on all threads, draws points as they are measured, and saves what the CLI reads", async () => {
    await open("kernels=flash,linear&sizes=64,128,256&threads=1,2&time-limit=0.4");
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
    await press("Run");
    const marks = page.locator('.chart .chart-drawing path[fill^="var(--series"]');
    await page.locator(".bench-progress").waitFor();
    await marks.first().waitFor({ timeout: 60_000, state: "attached" });
    expect(await page.getByText(/^Measuring .*, wasm, \d thread/).count(), "a point, and still running").toBe(
      1,
    );
    await done();
    const names = ["flash", "linear"].flatMap((kernel) =>
      [1, 2].flatMap((threads) => [64, 128, 256].map((n) => `${kernel} ${threads} ${n}`)),
    );
    const report = await save("run.json");
    expect(report.interrupted).toBe(false);
    expect(report.rows.map(({ kernel, threads, n }) => `${kernel} ${threads} ${n}`).sort()).toEqual(
      names.sort(),
    );
    for (const row of report.rows) expect(row.maxError).toBeLessThan(1e-4);
    expect(await cellsOf("Every size measured")).toHaveLength(report.rows.length);

    // The CLI compares it with itself, and the page shows the same table.
    await load({ name: "run.json", text: readFileSync(join(folder, "run.json"), "utf8") });
    await panel("Comparison").waitFor();
    const compared = await fovea(["bench", "compare", "run.json", "run.json"], { cwd: folder });
    expect(compared.code, compared.err).toBe(0);
    const lines = compared.out.split("\n").filter((line) => / × \d/.test(line));
    expect((await cellsOf("Both reports, row by row")).map((cells) => cells.join(" "))).toEqual(
      lines.map((line) => line.replace(/ {2,}/g, " ")),
    );
  }, 180_000);

  it("runs shaders through WebGPU and the reference in plain JavaScript", async () => {
    await open("kernels=recurrence&sizes=33&backend=js,webgpu&time-limit=0.3");
    await press("Run");
    await done();
    const { rows } = await save("webgpu.json");
    expect(rows.map(({ backend, n }) => `${backend} ${n}`)).toEqual(["js 33", "webgpu 33"]);
  }, 120_000);

  it("keeps what was measured when it is stopped, even where the worker cannot hear it", async () => {
    // Plain JavaScript does not pause: at the second size it would run for minutes.
    await open("kernels=flash&sizes=32,20000&backend=js&time-limit=100000");
    await press("Run");
    await page.getByText("Measuring flash n = 20,000").waitFor();
    expect(await page.getByRole("button", { name: "Save JSON" }).isDisabled()).toBe(true);
    await press("Stop");
    await page.getByText("Stopped. What was measured stays.").waitFor({ timeout: 20_000 });
    const report = await save("stopped.json");
    expect([report.interrupted, report.rows.map(({ n }) => n)]).toEqual([true, [32]]);
    // And it can run again, beside what was kept.
    await press("Keep");
    await page.getByLabel("Sizes, tokens").fill("16");
    await press("Run");
    await done();
    expect((await save("again.json")).rows.map(({ n }) => n)).toEqual([16]);
    await page.getByText("Not compared: 1 row only in the first report, 1 only in the second.").waitFor();
  }, 120_000);

  it("runs on one thread where the page may not share memory, and says why", async () => {
    await open("kernels=linear&sizes=64&time-limit=0.2", plain);
    await page.getByText(/One thread: threads share memory.*Cross-Origin-Opener-Policy/).waitFor();
    expect(await page.getByRole("group", { name: "Threads" }).getByRole("checkbox").count()).toBe(1);
    await press("Run");
    await done();
    expect((await save("plain.json")).rows).toHaveLength(1);
  }, 60_000);

  it("has its options in the address, with the names and errors of the command line", async () => {
    await open("kernels=flash&threads=2&sizes=1k,2k&causal=yes");
    const group = (name: string) => page.getByRole("group", { name });
    expect(await group("Kernels").getByRole("checkbox", { checked: true }).count()).toBe(1);
    expect(await group("Threads").getByRole("checkbox", { name: "2" }).isChecked()).toBe(true);
    expect(await page.getByLabel("Sizes, tokens").inputValue()).toBe("1k,2k");
    await group("Kernels").getByRole("checkbox", { name: /^ssd/ }).check();
    await page.getByLabel("Head dim").fill("32");
    await page.getByLabel("Time limit, s").fill("3");
    await page.waitForFunction(() => location.hash.includes("head-dim=32"));
    const parameters = new URLSearchParams((await page.evaluate(() => location.hash)).split("?")[1]);
    expect(Object.fromEntries(parameters)).toEqual({
      kernels: "flash,ssd",
      threads: "2",
      sizes: "1k,2k",
      causal: "yes",
      "head-dim": "32",
    });
    await page
      .getByText("fovea bench --kernels flash,ssd --sizes 1k,2k --head-dim 32 --threads 2 --causal")
      .waitFor();
    // A link may have been written by someone else.
    await page.getByLabel("Sizes, tokens").fill("$(x)'");
    await page.getByText(`--sizes '$(x)'\\''' --head-dim 32`).waitFor();
    await page.getByLabel("Sizes, tokens").fill("twelve");
    await press("Run");
    expect(await page.getByRole("alert").textContent()).toMatch(
      /--sizes must be a positive whole number.*"twelve"/,
    );
  }, 60_000);

  it("shows the article's extrapolation as such, and hides it when asked", async () => {
    await open("");
    await load({ name: "a.json", text: JSON.stringify(reportOf([1024, 4096, 8192])) });
    await page.getByText("naive, extrapolated as n² by the article", { exact: true }).waitFor();
    // 1 ns a pair: 16.8 ms at 4,096, so by n² 67.1 ms at 8,192, where 80.5 ms were measured.
    await page
      .getByText(
        /measured to n = 4,096 and extrapolated as n²: 100 ms at n = 10,000, 10\.00 s at n = 100,000/,
      )
      .waitFor();
    await page.getByText(/At n = 8,192 that line is at 67\.1 ms; 80\.5 ms was measured/).waitFor();
    await page.getByLabel("the article's extrapolation").uncheck();
    await page.waitForFunction(() => location.hash.includes("article=no"));
    expect(await page.getByText("extrapolated as n² by the article").count()).toBe(0);
    await press("Memory");
    await panel("Memory of one run").waitFor();
  }, 60_000);

  it("shows a report of fovea bench article, with the sides that were measured in Python", async () => {
    const python = {
      python: "3.12.0",
      numpy: "2.0.0",
      blas: "openblas",
      points: [100, 1000, 5000].map((n) => ({
        n,
        product: 1e-9 * n * n,
        attention: 3e-9 * n * n,
        loop: 1e-6 * n,
      })),
    };
    const article = compareWithArticle(reportOf([1000, 4096]), python, undefined);
    await open("");
    await load({ name: "article.json", text: JSON.stringify(article) });
    for (const series of ["product, numpy", "loop, Python", "product, extrapolated", "loop, extrapolated"])
      await page.getByText(series, { exact: true }).waitFor();
    await page.getByText(article.words).waitFor();
    // 1 ns · n² from n = 5,000: 10 s at n = 100,000, marked as extrapolated.
    expect((await cellsOf("The article's sizes")).at(-1)!.slice(0, 3)).toEqual([
      "100,000",
      "~10.00 s",
      "~100 ms",
    ]);
    await page.getByLabel("the article's extrapolation").uncheck();
    await page.getByText("product, extrapolated", { exact: true }).waitFor({ state: "detached" });
    await page.getByText("product, numpy", { exact: true }).waitFor();
  }, 60_000);

  it("loads saved reports, hostile ones as text, and says in one line what is none", async () => {
    const hostile = "<img src=x onerror=alert(1)>\u202e\n";
    const report = reportOf([1024]);
    const text = JSON.stringify({
      ...report,
      machine: { ...report.machine, cpu: hostile },
      rows: report.rows.map((row) => ({ ...row, kernel: hostile })),
      words: hostile,
    });
    await open("");
    await load(
      { name: `${"<b>"}name.json`, text },
      { name: "text.json", text: "no json" },
      { name: "other.json", text: '{"version":1}' },
      { name: "zero.json", text: JSON.stringify({ ...report, rows: [{ ...report.rows[0], seconds: 0 }] }) },
      { name: "large.json", text: JSON.stringify({ ...report, rows: Array(1001).fill(report.rows[0]) }) },
    );
    await page.getByText("The file text.json is not a report of fovea bench (it is not JSON)").waitFor();
    await page.getByText(/large\.json has more than 1,000 rows/).waitFor();
    expect(await page.getByRole("alert").allTextContents()).toEqual([
      expect.stringContaining("text.json"),
      expect.stringMatching(/other\.json.*date:/),
      expect.stringMatching(/zero\.json.*rows\.0/),
      expect.stringContaining("large.json"),
    ]);
    for (const [kernel] of await cellsOf("Every size measured"))
      expect(kernel).toBe("<img src=x onerror=alert(1)>\\u202e\\n");
    expect(await page.locator("main img, main b").count()).toBe(0);
    await page.getByRole("button", { name: "Remove <b>name.json" }).click();
    expect(await page.getByText("<b>name.json").count()).toBe(0);
  }, 60_000);

  it("compares two saved reports that are dropped on it", async () => {
    const [first, second] = [reportOf([1024, 2048]), reportOf([1024, 2048, 4096])];
    const slower = {
      ...second,
      rows: second.rows.map((row) => ({ ...row, seconds: 2 * row.seconds, secondsLow: 2 * row.secondsLow })),
    };
    await open("");
    const transfer = await page.evaluateHandle(
      (files) => {
        const data = new DataTransfer();
        for (const { name, text } of files) data.items.add(new File([text], name));
        return data;
      },
      [
        { name: "before.json", text: JSON.stringify(first) },
        { name: "after.json", text: JSON.stringify(slower) },
      ],
    );
    await page.dispatchEvent(".bench", "drop", { dataTransfer: transfer });
    await panel("Comparison").waitFor();
    await page.getByText("Median ratio 2.000 over 4 rows.").waitFor();
    expect((await cellsOf("Both reports, row by row")).map((cells) => cells.at(-1))).toEqual(
      Array(4).fill("slower"),
    );
    await page.getByLabel("Report before").selectOption("after.json");
    await page.getByText("Median ratio 1.000 over 6 rows.").waitFor();
  }, 60_000);

  it("has no serious finding of axe, and no sideways scroll on a phone", async () => {
    await open("");
    await load({ name: "a.json", text: JSON.stringify(reportOf([1024, 2048, 4096])) });
    await panel("Findings").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await seriousFindings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 800 });
    await page.waitForTimeout(200);
    const beyond = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(beyond).toBe(0);
  }, 60_000);
});

/** A report of two kernels: 1 ns a pair, 20 % more at 8,192, and 1 µs a token. */
function reportOf(sizes: readonly number[]): BenchReport {
  const row = (kernel: string, n: number, seconds: number): BenchReport["rows"][number] => ({
    kernel,
    backend: "wasm",
    threads: 1,
    causal: false,
    n,
    headDim: 64,
    heads: 1,
    window: null,
    seconds,
    secondsLow: seconds,
    secondsHigh: seconds,
    samples: 9,
    flop: 256 * n * n,
    gflops: (256 * n * n) / seconds / 1e9,
    ceilingShare: 0.5,
    bytesMoved: 1024 * n,
    gigabytesPerSecond: 1,
    bandwidthShare: null,
    inputBytes: 768 * n,
    outputBytes: 256 * n,
    scratchBytes: 4 * n * n,
    scratchEstimated: false,
    inputCopies: 1,
    peakBytes: 1024 * n + 4 * n * n,
    measured: true,
    maxError: 1e-7,
    checkedRows: 64,
  });
  return {
    version: 1,
    date: "2026-11-27T00:00:00.000Z",
    machine: {
      cpu: "a processor",
      cores: 2,
      memoryBytes: 8e9,
      availableBytes: 4e9,
      system: "Linux",
      runtime: "Node",
      busyShare: 0,
      ceilings: [
        {
          backend: "wasm",
          threads: 1,
          gflops: 50,
          what: "multiplies",
          probes: [{ name: "chains", gflops: 50 }],
        },
      ],
    },
    rows: [
      ...sizes.map((n) => row("naive", n, (n === 8192 ? 1.2e-9 : 1e-9) * n * n)),
      ...sizes.map((n) => row("recurrence", n, 1e-6 * n)),
    ],
    skipped: [],
    fits: [
      {
        kernel: "naive",
        backend: "wasm",
        threads: 1,
        causal: false,
        exponent: 2,
        ci95: [1.9, 2.1],
        intercept: -20,
        points: 3,
        fromN: 1024,
      },
    ],
    crossover: [
      {
        quadratic: "naive",
        linear: "recurrence",
        backend: "wasm",
        threads: 1,
        causal: false,
        n: 1000,
        note: "between the measured 512 and 1,024",
      },
    ],
    words: "naive grows as n².",
    interrupted: false,
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".html": "text/html; charset=utf-8",
};

/** The page under the policy of `fovea serve`; `shares`: with the headers that allow shared memory. */
function serve(shares: boolean): Promise<Server> {
  const isolation = /^cross-origin-(?:opener|embedder)-policy$/;
  const always = Object.fromEntries(
    Object.entries(securityHeaders).filter(([name]) => shares || !isolation.test(name)),
  );
  const server = createServer((request, response) => {
    const path = new URL(request.url!, "http://localhost").pathname;
    const file = join(built, path === "/" ? "index.html" : path);
    const headers = { ...always, "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
    try {
      response.writeHead(200, headers).end(readFileSync(file));
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
