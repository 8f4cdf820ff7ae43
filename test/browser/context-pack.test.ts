import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { edgeCount, impactCount } from "../../src/interfaces/answers/graph-words.js";
import { percentOf } from "../../src/interfaces/answers/pack-words.js";
import {
  graphReportSchema,
  type PackReport,
  packReportSchema,
  searchFilesReportSchema,
  searchReportSchema,
  whyReportSchema,
} from "../../src/interfaces/schema/index.js";
import { printable, printableText } from "../../src/shared/printable.js";
import { formatDollars, formatInteger, formatSeconds } from "../../src/shared/units.js";
import { seriousFindings } from "../support/axe.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { fovea, foveaJson } from "../support/cli.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const chromium = findChromium();
const SOURCE = join(import.meta.dirname, "../../src");
const TASK = "where is the budget of a pack checked";

const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

/** The pack that the page shows, once it is the one of the CLI. */
const shown = (page: Page, { packId }: PackReport) => page.locator(`.pack[data-pack="${packId}"]`).waitFor();

/** What the page says of the pieces, in their order. */
const piecesOn = (page: Page) =>
  page.locator(".pack-file").evaluateAll((files) =>
    files.flatMap((file) =>
      [...file.querySelectorAll(".piece")].map((piece) => ({
        path: file.querySelector("summary .name")?.textContent,
        level: piece.querySelector(".level")?.textContent,
        lines: piece.querySelector(".piece-head .link")?.textContent,
        text: piece.querySelector(".code .text")?.textContent,
      })),
    ),
  );

const parametersOf = (page: Page): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(page.url().split("?")[1]));

const linesOf = (start: number, end: number): string =>
  start === end ? `line ${start}` : `lines ${start}–${end}`;

describe.skipIf(chromium === undefined)("a task on the page", () => {
  let scratch: Scratch;
  let served: ServedPage;
  let browser: Browser;

  beforeAll(async () => {
    scratch = new Scratch();
    scratch.git("init", "-q");
    for (const folder of ["context/pack", "context/render", "context/refresh", "shared"])
      cpSync(join(SOURCE, folder), join(scratch.root, "src", folder), { recursive: true });
    scratch.commit("packing", { "README.md": "# Packs\n\n`packContext` fills a budget.\n" });
    await fovea(["index"], { cwd: scratch.root });
    [served, browser] = await Promise.all([servePage(scratch.root), startChromium(chromium!)]);
  });

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    scratch?.[Symbol.dispose]();
  });

  const here = () => ({ cwd: scratch.root });
  const packOf = (budget: number, ...flags: string[]) =>
    foveaJson(["pack", TASK, "--budget", String(budget), ...flags], packReportSchema, here());

  it("shows the pack of the CLI, with its text and its price, and grows with the budget", async () => {
    const { page, problems, foreign } = await openPage(browser, served, served.view("context"), {
      viewport: { width: 1440, height: 900 },
    });
    const field = page.getByLabel("Task, in plain words");
    await field.fill("where is the budget");
    await field.press("Shift+Enter");
    expect(await field.inputValue()).toBe("where is the budget\n");
    await field.fill(TASK);
    await field.press("Enter");

    const sizes: number[] = [];
    for (const budget of [2000, 6500]) {
      const number = page.getByLabel("Budget as a number");
      await number.fill(String(budget));
      await number.press("Enter");
      const report = await packOf(budget);
      await shown(page, report);
      await expect
        .poll(() => piecesOn(page))
        .toEqual(
          report.items.map(({ path, startLine, endLine, level, text }) => ({
            path,
            level,
            lines: linesOf(startLine, endLine),
            text: printableText(text),
          })),
        );
      const { pack, everything } = report.price;
      expect(await page.locator(".figures-tokens").textContent()).toBe(
        `${formatInteger(report.tokens)} of ${formatInteger(budget)} tokens, ${percentOf(report.tokens, everything.tokens)} % of everything`,
      );
      expect(await page.locator(".figures tbody td").allTextContents()).toEqual(
        [pack, everything].flatMap(({ tokens, dollars, prefillSeconds }) => [
          formatInteger(tokens),
          formatDollars(dollars),
          formatSeconds(prefillSeconds),
        ]),
      );
      expect(await page.locator(".pack-map li").count()).toBe(report.map.length);
      sizes.push(report.items.length);
    }
    expect(sizes[1]).toBeGreaterThan(sizes[0]!);

    await page.locator("#context-budget-slider").press("End");
    await page.waitForFunction(() => !location.hash.includes("budget=6500"));
    const most = Number(/budget=(\d+)/.exec(page.url())?.[1]);
    await shown(page, await packOf(most));

    await page.locator(".hljs-keyword").first().waitFor();
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
    await page.context().close();
  });

  it("lists the candidates of the CLI, with their signals and what the pack has of them", async () => {
    const { page } = await openPage(
      browser,
      served,
      served.view("context", { task: TASK, tab: "candidates" }),
    );
    const { results } = await foveaJson(
      ["search", "--files", TASK, "--limit", "500"],
      searchFilesReportSchema,
      here(),
    );
    const report = await packOf(8000);
    const rows = page.locator("tr.candidate");
    await rows
      .filter({ has: page.locator(".level") })
      .first()
      .waitFor();
    const told = await rows.evaluateAll((all) =>
      all.map((row) => [
        row.querySelector("th .name")?.textContent,
        row.querySelector("td")?.textContent,
        row.querySelectorAll("rect").length,
        row.querySelectorAll(".level").length > 0,
      ]),
    );
    const packed = new Set(report.items.map(({ path }) => path));
    expect(told).toEqual(
      results
        .slice(0, told.length)
        .map(({ path, score, signals }) => [
          path,
          score.toFixed(2),
          Object.values(signals).filter((share) => share !== 0).length,
          packed.has(path),
        ]),
    );
    expect(told.length).toBe(Math.min(25, results.length));

    await page.getByRole("button", { name: /^tokens/ }).click();
    const largest = Math.max(...results.map(({ tokens }) => tokens));
    expect(await rows.first().locator("td").nth(2).textContent()).toBe(formatInteger(largest));

    const path = (await rows.first().locator("th .name").textContent())!;
    await rows.first().locator("td").first().click();
    expect(await page.locator("#context-panel h3").first().textContent()).toBe(path);
    await expect.poll(() => parametersOf(page).at).toBe(path);
    await page.context().close();
  });

  it("copies exactly what the CLI prints, in each format", async () => {
    const { page } = await openPage(browser, served, served.view("context", { task: TASK }), {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await shown(page, await packOf(8000));
    for (const [title, format] of [
      ["Markdown", "markdown"],
      ["XML", "xml"],
      ["JSON", "json"],
    ] as const) {
      await page.getByRole("button", { name: title, exact: true }).click();
      await page.getByText(`Copied ${title}`).waitFor();
      const { out } = await fovea(["pack", TASK, "--format", format], here());
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(out);
    }
    await page.context().close();
  });

  it("offers the text to select where the browser does not let it copy", async () => {
    const { page } = await openPage(browser, served, served.view("context", { task: TASK }));
    const report = await packOf(8000);
    await shown(page, report);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
    });
    await page.getByRole("button", { name: "Markdown", exact: true }).click();
    const field = page.locator(".offered textarea");
    await field.waitFor();
    expect(await field.inputValue()).toBe(report.text);
    await page.context().close();
  });

  it("says whether the pack holds a function, and why not", async () => {
    const { page } = await openPage(browser, served, served.view("context", { task: TASK, budget: "2000" }));
    const report = await packOf(2000);
    await shown(page, report);
    const held = report.items.find(({ level, symbol }) => level === "full" && symbol !== undefined)!;
    const field = page.getByLabel("Does the pack hold this function, class or file?");
    await field.fill(held.symbol!);
    const yes = page.locator(".holds-answer li").filter({ hasText: held.path }).first();
    await yes.getByText("all of its lines").waitFor();
    expect(await yes.locator("strong").textContent()).toBe("Yes");

    const { results } = await foveaJson(["search", "rememberPack ledger"], searchReportSchema, here());
    const inPack = new Set(report.items.map(({ path }) => path));
    const out = results.find(
      ({ path, symbol, kind }) => !inPack.has(path) && symbol !== undefined && kind === "function",
    )!;
    await field.fill(out.symbol!);
    const no = page.locator(".holds-answer li").filter({ hasText: out.path }).first();
    await no.getByRole("button", { name: "Why not" }).click();
    const why = await foveaJson(
      ["why", `${out.path}:${out.startLine}`, TASK, "--budget", "2000"],
      whyReportSchema,
      here(),
    );
    await page.locator(`.answer[data-verdict="${why.verdict}"]`).waitFor();
    expect(await page.locator(".answer").textContent()).toBe(printable(why.answer));
    await page.context().close();
  });

  it("says what an omitted file lacks, and finds the budget with which it is in", async () => {
    const report = await packOf(2000);
    const inPack = new Set([...report.items, ...report.map].map(({ path }) => path));
    const { results } = await foveaJson(
      ["search", "--files", TASK, "--limit", "99"],
      searchFilesReportSchema,
      here(),
    );
    const { path } = results.find((each) => !inPack.has(each.path))!;
    const why = await foveaJson(["why", path, TASK, "--budget", "2000"], whyReportSchema, here());
    const { page } = await openPage(
      browser,
      served,
      served.view("context", { task: TASK, budget: "2000", tab: "why", at: path }),
    );
    await page.locator(".answer").waitFor();
    expect(await page.locator(".answer").textContent()).toBe(printable(why.answer));
    const signals = await page
      .locator(".why-signals tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll("th, td")].slice(0, 3).map((cell) => cell.textContent)),
      );
    const signed = (share: number) => (share === 0 ? "0" : `${share > 0 ? "+" : ""}${share.toFixed(2)}`);
    expect(signals).toEqual(
      why.rank!.signals.map(({ name, share, firstShare }) => [name, signed(share), signed(firstShare)]),
    );
    await page.getByRole("button", { name: "With which budget is all of it in?" }).click();
    await page.getByRole("button", { name: "Use it" }).click();
    await expect.poll(() => parametersOf(page).budget).not.toBe("2000");
    const { budget } = parametersOf(page);
    const then = await foveaJson(["why", path, TASK, "--budget", budget!], whyReportSchema, here());
    expect(then.verdict).toBe("in-pack");
    await page.locator('.answer[data-verdict="in-pack"]').waitFor();
    await page.context().close();
  });

  it("draws and lists the graph of the CLI, follows a node and comes back", async () => {
    const { page, problems } = await openPage(browser, served, served.view("context"));
    await tab(page, "Graph");
    const search = page.getByRole("combobox", { name: "The graph of: a symbol or a file" });
    await search.fill("packContext");
    const option = page.getByRole("option").filter({ hasText: "src/context/pack/pack.ts:" }).first();
    await option.waitFor();
    for (let step = 0; step < 20 && (await option.getAttribute("aria-selected")) !== "true"; step++)
      await search.press("ArrowDown");
    await search.press("Enter");

    const target = "src/context/pack/pack.ts#packContext";
    const [all, { impact }] = await Promise.all([
      foveaJson(["graph", target], graphReportSchema, here()),
      foveaJson(["graph", target, "--impact"], graphReportSchema, here()),
    ]);
    await page.locator(`h3[data-target="${all.target.label}"]`).waitFor();
    for (const [relation, { edges, total, complete }] of Object.entries(all.relations)) {
      const list = page.locator(`[data-relation="${relation}"]`);
      expect(await list.locator("summary").or(list).first().textContent()).toContain(
        `${relation}: ${edgeCount({ total, listed: edges.length, complete })}`,
      );
      expect(await list.locator(".edge .link").allTextContents()).toEqual(
        edges.map(({ symbol, path }) => printable(symbol ?? path)),
      );
      expect(await list.locator(".confidence").allTextContents()).toEqual(
        edges.map(({ confidence }) => confidence.toFixed(2)),
      );
    }
    expect(await page.locator("[data-impact]").textContent()).toBe(impactCount(impact!));
    expect(await page.locator(".distance .box").count()).toBe(impact!.reached.length);

    const callee = all.relations.callees!.edges[0]!;
    await page.locator(".graph-drawing .right .box").first().click();
    await page.locator(`h3[data-target="${callee.path}#${callee.symbol}"]`).waitFor();
    await expect
      .poll(() => [parametersOf(page).at, parametersOf(page).lines])
      .toEqual([callee.path, `${callee.startLine}-${callee.endLine}`]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("refuses a task without a match in the words of the CLI, and makes the pack anyway", async () => {
    const task = "how does the zorblat frobnicate quuxed gizmos before flurble";
    const { page } = await openPage(browser, served, served.view("context", { task }));
    const notice = page.locator(".pack .notice");
    await notice.waitFor();
    const { err } = await fovea(["pack", task], here());
    const said = /fovea: (no confident match.*)\.\n/.exec(err)![1]!;
    expect(await notice.textContent()).toContain(`N${said.slice(1)}.`);
    await page.getByRole("button", { name: "Make it anyway" }).click();
    const report = await foveaJson(["pack", task, "--anyway"], packReportSchema, here());
    await shown(page, report);
    await expect.poll(() => page.locator(".piece").count()).toBe(report.items.length);

    const unknown = "zzqqzz xxyyxx";
    await page.getByLabel("Task, in plain words").fill(unknown);
    await page.getByLabel("Task, in plain words").press("Enter");
    const { err: nothing } = await fovea(["pack", unknown], here());
    expect(nothing).toContain("no indexed file contains a word of this task");
    await page.locator(".pack .notice").getByText("No indexed file contains a word of this task").waitFor();
    await page.context().close();
  });

  it("sends only what is new since a pack that was sent", async () => {
    const { page } = await openPage(browser, served, served.view("context", { task: TASK, budget: "2000" }));
    const first = await packOf(2000);
    await shown(page, first);
    await page.getByRole("button", { name: "I sent this" }).click();
    const number = page.getByLabel("Budget as a number");
    await number.fill("6000");
    await number.press("Enter");
    const next = await packOf(6000, "--since", first.packId);
    await shown(page, next);
    const counts = await page
      .locator("[data-difference]")
      .evaluateAll((rows) =>
        Object.fromEntries(
          rows.map((row) => [row.getAttribute("data-difference"), Number(row.getAttribute("data-count"))]),
        ),
      );
    const { unchanged, changed, stale, left, savedTokens } = next.held;
    expect(counts).toEqual({
      new: next.items.length - changed.length,
      changed: changed.length,
      stale: stale.length,
      unchanged: unchanged.length,
      "left out": left.length,
    });
    expect(unchanged.length).toBeGreaterThan(0);
    expect(await page.locator(".difference").textContent()).toContain(
      `${formatInteger(savedTokens)} tokens saved`,
    );
    await page.getByRole("button", { name: "Start over" }).click();
    await shown(page, await packOf(6000));
    await page.context().close();
  });

  it.each([
    ["light", 1440],
    ["dark", 390],
  ] as const)(
    "has no serious finding of axe in any tab, %s, and fits in %i pixels",
    async (colorScheme, width) => {
      const at = { at: "src/context/pack/choice.ts", lines: "40-344" };
      const { page } = await openPage(browser, served, served.view("context", { task: TASK, ...at }), {
        colorScheme,
        viewport: { width, height: 900 },
      });
      for (const [name, ready] of [
        ["Pack", ".piece .code"],
        ["Candidates", "tr.candidate .level"],
        ["Why", ".answer"],
        ["Graph", ".graph-drawing"],
        ["Code", ".code-panel .code"],
      ] as const) {
        await tab(page, name);
        await page.locator(ready).first().scrollIntoViewIfNeeded();
        if (ready.endsWith(".code")) await page.locator(".hljs-keyword").first().waitFor();
        expect([name, await seriousFindings(page)]).toEqual([name, []]);
        expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
          name,
          width,
        ]);
      }
      await page.context().close();
    },
  );
});

const MARKUP = "<img src=x onerror=globalThis.ran=1>";
const HOSTILE: Readonly<Record<string, string>> = {
  [`src/${MARKUP}.ts`]: `/** Parses the <script>globalThis.ran=1</script> boat. */\nexport function parseBoat(text: string) {\n  return "${MARKUP}</code></pre><script>globalThis.ran=1</script>" + text;\n}\n`,
  "src/\u202etxt.boat\u2066.ts":
    "/** A boat from right to left: \u202e\u05e1\u05d9\u05e8\u05d4. */\nexport function turnBoat() {\n  return parseBoat('\u202e');\n}\n",
  "src/two\nlines.ts":
    "export const boatLines = '\u2028';\nexport function rowBoat() {\n  return boatLines;\n}\n",
  "docs/boat.md": `# ${MARKUP} the boat\n\n[boat](javascript:globalThis.ran=1) ${MARKUP}\n\n## </script><script>globalThis.ran=1</script> boat\n\nRow the boat.\n`,
};

describe.skipIf(chromium === undefined || process.platform === "win32")(
  "a repository whose names and contents are hostile",
  () => {
    let scratch: Scratch;
    let served: ServedPage;
    let browser: Browser;

    beforeAll(async () => {
      scratch = new Scratch();
      scratch.git("init", "-q");
      scratch.commit(MARKUP, HOSTILE);
      await fovea(["index"], { cwd: scratch.root });
      [served, browser] = await Promise.all([servePage(scratch.root), startChromium(chromium!)]);
    });

    afterAll(async () => {
      await browser?.close();
      await served?.stop();
      scratch?.[Symbol.dispose]();
    });

    it("is shown as text in every tab, and runs nothing", async () => {
      const task = `${MARKUP} parse the boat`;
      const { page, problems, foreign } = await openPage(browser, served, served.view("context", { task }));
      const report = await foveaJson(["pack", task, "--anyway"], packReportSchema, { cwd: scratch.root });
      const anyway = page.getByRole("button", { name: "Make it anyway" });
      await page.locator(".pack").waitFor();
      if (await anyway.isVisible()) await anyway.click();
      await shown(page, report);
      expect(report.items.map(({ path }) => path)).toEqual(
        expect.arrayContaining([`src/${MARKUP}.ts`, "docs/boat.md"]),
      );
      await expect
        .poll(() => piecesOn(page))
        .toEqual(
          report.items.map(({ path, startLine, endLine, level, text }) => ({
            path: printable(path),
            level,
            lines: linesOf(startLine, endLine),
            text: printableText(text),
          })),
        );

      for (const path of Object.keys(HOSTILE))
        for (const name of ["Candidates", "Why", "Graph", "Code"]) {
          await page.evaluate(
            ([task, at, tab]) => {
              location.hash = `#/context?${new URLSearchParams({ task: task!, at: at!, tab: tab! })}`;
            },
            [task, path, name.toLowerCase()],
          );
          const said = page.locator("#context-panel").getByText(printable(path)).first();
          await said.waitFor({ state: "attached" });
        }
      const search = page.getByRole("combobox", { name: "Go to a symbol or a file" });
      await search.fill("boat");
      await page.getByRole("option").first().waitFor();
      await search.fill(MARKUP);
      await page.getByRole("option").filter({ hasText: MARKUP }).first().waitFor();

      const text = await page.evaluate(() => document.body.textContent ?? "");
      expect(text).not.toMatch(/[\u202e\u2066]/);
      expect(await page.evaluate(() => (globalThis as { ran?: unknown }).ran)).toBeUndefined();
      expect(await page.locator("main img, main script, main iframe").count()).toBe(0);
      expect(problems).toEqual([]);
      expect(foreign).toEqual([]);
      await page.context().close();
    });
  },
);
