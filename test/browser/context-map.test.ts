import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PackReport, RepositoryMap } from "../../src/interfaces/web/api/contract.js";
import { seriousFindings } from "../support/axe.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const chromium = findChromium();

const TASK = "how does the boat row against the wind";
const PAST = "lift heavier boats with the <b>crane</b> of the harbour";
const HOSTILE = [
  'evil/<img src=x onerror="alert(1)">.ts',
  "evil/line\nbreak.ts",
  "evil/\u202egpj.ts",
  `evil/${Array.from({ length: 18 }, () => "d".repeat(200)).join("/")}/deep.ts`,
];

const code = (name: string, lines: number): string =>
  `/** ${name}. */\nexport function ${name}(n: number) {\n${"  n += 1;\n".repeat(lines)}  return n;\n}\n`;

const FILES: Readonly<Record<string, string>> = {
  "src/boat/row.ts":
    "/** Rows the boat against the wind. */\nexport function rowBoat(wind: number) {\n  return wind * 2;\n}\n\n" +
    code("anchor", 40),
  "src/boat/sail.ts": code("sail", 30),
  "src/harbour/crane.ts": code("lift", 60),
  "src/harbour/dredger.ts": ["dredge", "haul", "moor", "pump", "scrape", "sink"]
    .map((name) => code(name, 60))
    .join("\n"),
  "test/row.test.ts": 'import { rowBoat } from "../src/boat/row.js";\nrowBoat(3);\n',
  "README.md": "# Boats\n\nRow them against the wind.\n",
  ...Object.fromEntries(HOSTILE.map((path, at) => [path, code(`evil${at}`, 20)])),
};

describe.skipIf(chromium === undefined)("the map of the context view", () => {
  let scratch: Scratch;
  let served: ServedPage;
  let browser: Browser;

  beforeAll(async () => {
    scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.git("config", "core.longpaths", "true");
    scratch.commit("boat", FILES);
    scratch.commit(PAST, { "src/harbour/crane.ts": code("lift", 61) });
    [served, browser] = await Promise.all([servePage(scratch.root), startChromium(chromium!)]);
  });

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    scratch?.[Symbol.dispose]();
  });

  async function open(parameters: Readonly<Record<string, string>> = {}, width = 1440) {
    const watched = await openPage(browser, served, served.view("context", parameters), {
      viewport: { width, height: 900 },
      reducedMotion: "reduce",
    });
    await watched.page.locator(".map .summary", { hasText: /\d/ }).waitFor();
    if (parameters.task) await watched.page.locator(".map .summary", { hasText: /\d of/ }).waitFor();
    return watched;
  }
  const summary = async (page: Page): Promise<string> =>
    (await page.locator(".map .summary").textContent()) ?? "";
  const ask = async <T>(path: string, body?: unknown): Promise<T> =>
    (await (
      await served.ask(
        path,
        body === undefined
          ? {}
          : {
              method: "POST",
              body: JSON.stringify(body),
              headers: { "content-type": "application/json" },
            },
      )
    ).json()) as T;
  const packOf = (budget: number) => ask<PackReport>("pack", { task: TASK, budget, format: "markdown" });
  const grouped = (value: number): string => value.toLocaleString("en-US");
  const row = (page: Page, name: string) => page.getByRole("treeitem", { name: new RegExp(`^${name}`) });

  /** The brightest of red, green and blue within the map, as the two canvases show it together. */
  const brightest = (page: Page): Promise<number> =>
    page.evaluate(() => {
      let most = 0;
      const top = document.querySelectorAll<HTMLCanvasElement>(".map canvas")[1]!;
      const { data } = top.getContext("2d")!.getImageData(0, 0, top.width, top.height);
      // Of the level "full": red is bright, blue is not, which no label is.
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3]! > 250 && data[at + 2]! < 110) most = Math.max(most, data[at]!);
      return most;
    });

  it("offers tasks of past commits while there is none", async () => {
    const { page } = await open();
    await page.getByRole("button", { name: PAST }).click();
    await page.locator(".map .summary", { hasText: /\d of/ }).waitFor();
    expect(await page.getByLabel("Task, in plain words").inputValue()).toBe(PAST);
    expect(await page.getByRole("button", { name: PAST }).count()).toBe(0);
    await page.context().close();
  });

  it("lights no more than the packed share of a file whose definitions have not come", async () => {
    const task = "where is the dredger made to dredge";
    const report = await ask<PackReport>("pack", { task, budget: 500, format: "markdown" });
    const path = "src/harbour/dredger.ts";
    const file = (await ask<RepositoryMap>("map")).files.find((one) => one.path === path)!;
    const tokens = report.items.reduce((sum, item) => sum + (item.path === path ? item.tokens : 0), 0);
    expect(tokens).toBeGreaterThan(0);
    const watched = await openPage(browser, served, served.view("context"), {
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    const { page } = watched;
    await page.route("**/api/outline*", () => new Promise(() => {}));
    await page.goto(served.view("context", { task, budget: "500", zoom: path }));
    await page.locator(".map .summary", { hasText: /\d of/ }).waitFor();
    await page.waitForTimeout(700);
    const lit = await page.evaluate(() => {
      const top = document.querySelectorAll<HTMLCanvasElement>(".map canvas")[1]!;
      const { data } = top.getContext("2d")!.getImageData(0, 0, top.width, top.height);
      const one = document.createElement("canvas").getContext("2d")!;
      let count = 0;
      for (const level of ["full", "excerpt", "skeleton", "mention"]) {
        one.fillStyle = getComputedStyle(document.body).getPropertyValue(`--level-${level}`);
        one.fillRect(0, 0, 1, 1);
        const [red, green, blue] = one.getImageData(0, 0, 1, 1).data;
        for (let at = 0; at < data.length; at += 4)
          if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255)
            count++;
      }
      return count / (data.length / 4);
    });
    const share = tokens / file.tokens;
    expect(share).toBeLessThan(0.8);
    expect(lit).toBeGreaterThan(0.3 * share);
    expect(lit).toBeLessThan(1.1 * share);
    await page.context().close();
  });

  it("says of what is lit what the reports say, and lights it", async () => {
    const map = await ask<RepositoryMap>("map");
    const dark = await open();
    expect(await summary(dark.page)).toContain(`${map.files.length} files`);
    expect(await summary(dark.page)).toContain("Nothing is lit.");
    expect(await brightest(dark.page)).toBeLessThan(150);
    await dark.page.context().close();

    const { page, problems, foreign } = await open({ task: TASK });
    const report = await packOf(8000);
    const packed = new Set(report.items.map(({ path }) => path)).size;
    const tokens = map.files.reduce((total, file) => total + file.tokens, 0);
    expect(packed).toBeGreaterThan(0);
    expect(await summary(page)).toContain(
      `${packed} of ${map.files.length} files lit, ${grouped(report.tokens)} of ${grouped(tokens)} tokens`,
    );
    await expect.poll(() => brightest(page)).toBeGreaterThan(230);
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
    await page.context().close();
  });

  it("is lit again when the budget moves", async () => {
    const { page } = await open({ task: TASK });
    const [small, large] = [await packOf(500), await packOf(8000)];
    expect(small.tokens).toBeLessThan(large.tokens);
    await page.evaluate(() => {
      location.hash = location.hash.replace("?", "?budget=500&");
    });
    await expect.poll(() => summary(page)).toContain(` ${grouped(small.tokens)} of `);
    await page.context().close();
  });

  it("is walked through with the keyboard, and the address follows", async () => {
    const { page } = await open({ task: TASK });
    const tree = page.getByRole("tree");
    expect(await tree.getAttribute("aria-label")).toBe("Map of the repository");
    await row(page, "src/").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => tree.getAttribute("aria-label")).toBe("Map of src");
    expect(new URL(page.url()).hash).toContain("zoom=src");
    // The focus is on a row of the folder that was opened.
    await expect.poll(() => page.locator(":focus").getAttribute("role")).toBe("treeitem");
    await row(page, "boat/").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => tree.getAttribute("aria-label")).toBe("Map of src/boat");
    expect(await row(page, "row.ts").textContent()).toMatch(/full|excerpt/);
    await row(page, "row.ts").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toContain("at=src%2Fboat%2Frow.ts");
    await page.keyboard.press("Enter");
    await expect.poll(() => tree.getAttribute("aria-label")).toBe("Map of src/boat/row.ts");
    await row(page, "rowBoat").waitFor();
    expect(await row(page, "rowBoat").textContent()).toContain("in the pack");
    await row(page, "rowBoat").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toMatch(/lines=\d+-4\b/);
    for (const place of ["src/boat", "src", "the repository"]) {
      await page.keyboard.press("Escape");
      await expect.poll(() => tree.getAttribute("aria-label")).toBe(`Map of ${place}`);
    }
    // On the way out, the focus is where one came from.
    expect(await page.locator(":focus").textContent()).toContain("src/");
    await page.goBack();
    await expect.poll(() => tree.getAttribute("aria-label")).toBe("Map of src");
    await page.context().close();
  });

  it("is zoomed with the pointer, and tells what is under it", async () => {
    const { page } = await open({ task: TASK });
    const frame = page.locator(".map-frame");
    const box = (await frame.boundingBox())!;
    const seen = new Map<string, { x: number; y: number; tip: string | null }>();
    for (let y = 12; y < box.height; y += 26)
      for (let x = 12; x < box.width; x += 34) {
        await page.mouse.move(box.x + x, box.y + y);
        const path = await page.evaluate(() => document.querySelector(".map-tip .path")?.textContent ?? "");
        if (path !== "" && !seen.has(path))
          seen.set(path, { x, y, tip: await page.locator(".map-tip").textContent() });
      }
    const lit = seen.get("src/boat/row.ts");
    expect([...seen.keys()].sort()).toEqual(expect.arrayContaining(["src/boat/row.ts"]));
    expect(lit!.tip).toMatch(/tokens; \d+ in the pack, as /);
    await page.mouse.click(box.x + lit!.x, box.y + lit!.y);
    await expect.poll(() => new URL(page.url()).hash).toContain("at=src%2Fboat%2Frow.ts");
    await page.mouse.click(box.x + lit!.x, box.y + lit!.y);
    await expect.poll(() => new URL(page.url()).hash).toContain("zoom=src%2Fboat%2Frow.ts");
    // After a click, the keys act on the map.
    await page.keyboard.press("Escape");
    await expect.poll(() => new URL(page.url()).hash).toMatch(/zoom=src%2Fboat(&|$)/);
    await page.getByRole("navigation", { name: "Place on the map" }).getByRole("button").first().click();
    await expect.poll(() => new URL(page.url()).hash).not.toContain("zoom");
    // The wheel zooms to what is in the middle.
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let step = 0; step < 6; step++) await page.mouse.wheel(0, -400);
    await expect.poll(() => new URL(page.url()).hash).toContain("zoom=");
    await page.context().close();
  });

  it("shows hostile names as they are, on the canvas and in the list", async () => {
    const { page, problems } = await open({ zoom: "evil" }, 390);
    await page.getByRole("button", { name: "List", exact: true }).click();
    const names = await page.getByRole("treeitem").allTextContents();
    const all = names.join("\n");
    expect(all).toContain('<img src=x onerror="alert(1)">.ts');
    expect(all).toContain("line\\nbreak.ts");
    expect(all).toContain("\\u202egpj.ts");
    expect(all).not.toContain("\u202e");
    expect(await page.locator(".map img").count()).toBe(0);
    // The page is not wider than the screen, however long a name is.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "List", exact: true }).click();
    await row(page, "d{40}").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.getByRole("tree").getAttribute("aria-label")).toMatch(/^Map of evil\/ddd/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("says why a task has no confident match", async () => {
    const task = "quantum chromodynamics lagrangian renormalization";
    const report = await ask<PackReport>("pack", { task, budget: 8000, format: "markdown" });
    expect(report.answered).toBe(false);
    const { page } = await openPage(browser, served, served.view("context", { task }));
    await page.locator(".map .summary", { hasText: "No confident match" }).waitFor();
    expect(await summary(page)).toContain(`“${report.doubt!.unknown[0]}”`);
    await page.context().close();
  });

  it("says that an empty repository has no files", async () => {
    using empty = new Scratch();
    empty.git("init", "-q");
    const alone = await servePage(empty.root);
    try {
      const { page, problems } = await openPage(browser, alone, alone.view("context"));
      await page.getByText("No file is indexed").waitFor();
      expect(await page.locator(".map .summary").textContent()).toBe(" ");
      expect(problems).toEqual([]);
      // And its first file is on the map.
      empty.write({ "first.ts": code("first", 3) });
      await expect
        .poll(() => page.locator(".map .summary").textContent(), { timeout: 30_000 })
        .toContain("1 file,");
      await page.context().close();
    } finally {
      await alone.stop();
    }
  });

  it("follows the files, and keeps its place", async () => {
    const { page } = await open({ task: TASK, zoom: "src/boat", at: "src/boat/row.ts" });
    const before = (await ask<RepositoryMap>("map")).files.length;
    scratch.write({ "src/boat/oar.ts": code("oar", 12) });
    await expect.poll(() => summary(page), { timeout: 30_000 }).toContain(`of ${before + 1} files`);
    await row(page, "oar.ts").waitFor();
    const { hash } = new URL(page.url());
    expect(hash).toContain("zoom=src%2Fboat");
    expect(hash).toContain("at=src%2Fboat%2Frow.ts");
    rmSync(join(scratch.root, "src/boat/oar.ts"));
    await expect.poll(() => summary(page), { timeout: 30_000 }).toContain(`of ${before} files`);
    await page.context().close();
  });

  it("keeps nothing when the view is left", async () => {
    const { page } = await open({ task: TASK });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable");
    const count = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { metrics } = await devtools.send("Performance.getMetrics");
      const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
      return { listeners: of("JSEventListeners"), nodes: of("Nodes") };
    };
    const round = async () => {
      const hash = await page.evaluate(() => location.hash);
      await page.evaluate(() => {
        location.hash = "#/proof";
      });
      await page.locator(".map").waitFor({ state: "detached" });
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.locator(".map .summary", { hasText: /\d of/ }).waitFor();
    };
    for (let at = 0; at < 3; at++) await round();
    const before = await count();
    for (let at = 0; at < 8; at++) await round();
    const after = await count();
    expect(after.listeners).toBeLessThanOrEqual(before.listeners + 8);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.2 + 200);
    await page.context().close();
  });

  it("has few rows in the document, however many files there are", async () => {
    const { page } = await openPage(browser, served, `${served.origin}icon.svg`, {
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
    });
    await page.route("**/api/map", async (route) => {
      const response = await route.fetch();
      const map = (await response.json()) as RepositoryMap;
      const many = Array.from({ length: 8000 }, (_, at) => ({
        ...map.files[0]!,
        path: `many/file${String(at).padStart(4, "0")}.ts`,
        tokens: 1 + ((at * 7919) % 3000),
      }));
      await route.fulfill({ response, json: { ...map, files: [...map.files, ...many] } });
    });
    await page.goto(served.view("context", { zoom: "many" }));
    await page.getByRole("tree", { name: "Map of many" }).waitFor();
    await page.getByRole("button", { name: "List", exact: true }).click();
    const rows = page.getByRole("treeitem");
    expect(await rows.first().getAttribute("aria-setsize")).toBe("8000");
    expect(await rows.count()).toBeLessThan(150);
    await rows.first().focus();
    await page.keyboard.press("End");
    await expect.poll(() => page.locator(":focus").getAttribute("aria-posinset")).toBe("8000");
    expect(await page.locator(":focus").isVisible()).toBe(true);
    expect(await rows.count()).toBeLessThan(150);
    await page.context().close();
  });

  it("has no serious finding of axe, in both themes and as a list", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await openPage(browser, served, served.view("context", { task: TASK }), {
        viewport: { width: 1024, height: 900 },
        colorScheme,
      });
      await page.locator(".map .summary", { hasText: /\d of/ }).waitFor();
      for (const list of [false, true]) {
        if (list) await page.getByRole("button", { name: "List", exact: true }).click();
        expect(await seriousFindings(page, ".map"), `${colorScheme}, ${list ? "list" : "picture"}`).toEqual(
          [],
        );
      }
      await page.context().close();
    }
  });
});
