import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { env } from "node:process";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BenchReport, benchReport, kernels } from "../../src/bench/index.js";
import { findChromium, startChromium } from "../support/chromium.js";

const here = import.meta.dirname;
const built = join(here, "../../dist/browser");
const TYPES: Record<string, string> = {
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".html": "text/html; charset=utf-8",
};

describe("the browser's build of fovea/bench", () => {
  it("is self-contained: no module of Node, no bare import", () => {
    const files = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".js"),
    );
    expect(files).toContain("bench.js");
    for (const file of files) {
      const text = readFileSync(join(built, file), "utf8");
      const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)].map(
        ([, name]) => name,
      );
      expect(
        imports.filter((name) => !name!.startsWith(".")),
        file,
      ).toEqual([]);
    }
  });
});

const chromium = findChromium();

it("is tested in a browser wherever CI runs", () => {
  if (env.CI && env.FOVEA_BROWSER !== "none")
    expect(chromium, "install Chromium, name one by CHROMIUM, or say FOVEA_BROWSER=none").toBeDefined();
});

describe.skipIf(chromium === undefined)(
  `fovea bench in a browser${chromium ? "" : " (no Chromium here: install one, or set CHROMIUM)"}`,
  () => {
    let browser: Browser;
    let isolated: Server;
    let plain: Server;

    beforeAll(async () => {
      const page = await build({
        entryPoints: [join(here, "page.ts")],
        bundle: true,
        write: false,
        format: "esm",
        platform: "browser",
        target: "es2022",
      });
      const script = page.outputFiles[0]!.text;
      [isolated, plain] = [await serve(script, true), await serve(script, false)];
      browser = await startChromium(chromium!);
    });
    afterAll(async () => {
      await browser?.close();
      isolated?.close();
      plain?.close();
    });

    /** Opens the page, waits for its outcome; FOVEA_SCREENSHOT names a file to keep its picture in. */
    async function open(
      server: Server,
      query: string,
    ): Promise<{ report?: BenchReport; error?: { code: string } }> {
      const page = await browser.newPage({ viewport: { width: 1000, height: 1250 } });
      const { port } = server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/?${query}`);
      const outcome = await page.waitForFunction("globalThis.outcome", undefined, { timeout: 120_000 });
      const value = (await outcome.jsonValue()) as { report?: unknown; error?: { code: string } };
      if (process.env.FOVEA_SCREENSHOT && query.includes("keep"))
        await page.screenshot({ path: process.env.FOVEA_SCREENSHOT, fullPage: true });
      if (value.report) {
        expect(await page.textContent("#report")).toContain("max error");
        expect(await page.innerHTML("#plot")).toContain("<svg");
      }
      await page.close();
      return value.error ? { error: value.error } : { report: benchReport.parse(value.report) };
    }

    it("measures every kernel of the same module, on one thread and on two, and shows the report", async () => {
      const names = kernels.map(({ name }) => name);
      const { report } = await open(
        isolated,
        `kernels=${names.join(",")}&sizes=64,130&threads=1,2&limit=0.1`,
      );
      expect(report!.skipped.filter(({ code }) => code !== "time-limit")).toEqual([]);
      for (const threads of [1, 2])
        for (const kernel of kernels) {
          const rows = report!.rows.filter((row) => row.kernel === kernel.name && row.threads === threads);
          expect(rows.length, `${kernel.name} × ${threads}`).toBeGreaterThan(0);
          for (const row of rows) expect(row.maxError).toBeLessThanOrEqual(kernel.tolerance);
        }
    }, 180_000);

    it("runs on one thread where a page may not share memory, and says why two are refused", async () => {
      const one = await open(plain, "kernels=flash&sizes=64&limit=0.2");
      expect(one.report!.rows).toHaveLength(1);
      const two = await open(plain, "kernels=flash&sizes=64&threads=2&limit=0.2");
      expect(two.error).toMatchObject({ code: "no-shared-memory" });
    }, 60_000);

    it("gives the reference's results through WebGPU, full and causal", async () => {
      // Without a GPU a shader is compiled for the processor, which takes seconds: by nature causal ones only once.
      for (const [causal, sizes, names] of [
        ["no", [33, 67], ["naive", "flash", "window", "linear", "recurrence"]],
        ["yes", [67], ["naive", "flash", "window"]],
      ] as const) {
        const { report } = await open(
          isolated,
          `kernels=${names.join(",")},gru&sizes=${sizes}&backends=webgpu&causal=${causal}&limit=0.5`,
        );
        const rows = report!.rows.filter(({ backend }) => backend === "webgpu");
        expect(rows.map(({ kernel, n }) => `${kernel} ${n}`)).toEqual(
          names.flatMap((name) => sizes.map((n) => `${name} ${n}`)),
        );
        expect(report!.skipped.map(({ kernel, code }) => `${kernel} ${code}`)).toEqual(
          sizes.map(() => "gru unsupported"),
        );
      }
    }, 180_000);
  },
);

/** A server of the page and the build; `shares` sends the headers that allow shared memory. */
function serve(script: string, shares: boolean): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url!, "http://localhost").pathname;
    const headers: Record<string, string> = shares
      ? { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }
      : {};
    const send = (type: string, body: string | Buffer) =>
      void response.writeHead(200, { ...headers, "Content-Type": type }).end(body);
    if (path === "/") return send(TYPES[".html"]!, readFileSync(join(here, "page.html")));
    if (path === "/page.js") return send(TYPES[".js"]!, script);
    try {
      const file = join(built, path.replace(/^\/fovea\//, ""));
      send(TYPES[extname(file)] ?? "application/octet-stream", readFileSync(file));
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
