import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgetTable, describeDifferences, percent, rankingTable } from "../../src/interfaces/eval/tables.js";
import { describePrices, kneeLines, stepTable } from "../../src/interfaces/eval/worth.js";
import type { EvalReport } from "../../src/interfaces/schema/index.js";
import { seriousFindings } from "../support/axe.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { fovea } from "../support/cli.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const chromium = findChromium();
const topics = ["invoice", "customer", "warehouse", "parcel", "discount", "currency"];
const source = (topic: string, n: number): string =>
  `/** Everything about one ${topic}. */\nexport function load_${topic}(id: number): number {\n  return id + ${n};\n}\n\nexport function save_${topic}(id: number): void {\n  console.log("${topic}", id);\n}\n`;

/** A history of which some commits say what they change, and one does not. */
function history(): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit(
    "Start the shop",
    Object.fromEntries(topics.map((topic) => [`src/${topic}.ts`, source(topic, 0)])),
  );
  topics.forEach((topic, n) => {
    scratch.commit(
      `Loading of a ${topic} must skip <b>deleted</b> rows\n\nRows of the ${topic} come twice.`,
      {
        [`src/${topic}.ts`]: source(topic, n + 1),
      },
    );
  });
  scratch.commit("Money and addresses are one again", {
    "src/currency.ts": source("currency", 40),
    "src/customer.ts": source("customer", 41),
  });
  return scratch;
}

const cellsOf = (page: Page, caption: string): Promise<string[][]> =>
  page
    .getByRole("region", { name: caption, exact: true })
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent!.trim())),
    );

describe.skipIf(chromium === undefined)("the proof view", () => {
  let scratch: Scratch;
  let served: ServedPage;
  let browser: Browser;
  let file: string;
  let report: EvalReport;

  beforeAll(async () => {
    scratch = history();
    file = join(scratch.root, "..", "proof-view.json");
    const { code, err } = await fovea(["eval", "--budgets", "100,400,4k", "--save", file], {
      cwd: scratch.root,
    });
    expect(code, err).toBe(0);
    report = JSON.parse(readFileSync(file, "utf8")) as EvalReport;
    [served, browser] = await Promise.all([servePage(scratch.root), startChromium(chromium!)]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    scratch?.[Symbol.dispose]();
  });

  it("shows the figures of a saved report, to the last digit of the command's", async () => {
    const { page, problems, foreign } = await openPage(browser, served, served.view("proof"));
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.getByRole("button", { name: "Open a report…" }).waitFor();
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("7 cases of").waitFor();
    expect(await cellsOf(page, "Ranking by retriever")).toEqual(rankingTable(report).rows);
    expect(await cellsOf(page, "Files found and changed places shown whole by budget")).toEqual(
      budgetTable(report).rows,
    );
    expect(await cellsOf(page, "Net worth by budget")).toEqual(stepTable(report).rows);
    expect(await page.locator(".proof-knees li").allTextContents()).toEqual(kneeLines(report));
    await page.getByText(describePrices(report)).waitFor();
    await page.getByText(describeDifferences(report).trim()).waitFor();

    await page.getByRole("button", { name: "Changed places whole" }).click();
    await page.waitForURL(/of=places/);
    await page.getByRole("button", { name: "Table" }).click();
    const [ours] = report.retrievers;
    const region = page.getByRole("region", { name: /as a table/ });
    for (const { editRecall } of ours!.budgets) {
      const { mean, low, high } = editRecall!;
      const text = `${percent(mean)} % [${percent(low)} %, ${percent(high)} %]`;
      expect(await region.getByRole("cell", { name: text, exact: true }).count()).toBeGreaterThan(0);
    }
    // zod comes with the file, not with the page.
    expect(loaded.filter((url) => url.includes("report-schema"))).toHaveLength(1);
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
    await page.context().close();
  }, 60_000);

  it("lists cases by how they went, and opens the text of each", async () => {
    const { page, problems } = await openPage(browser, served, served.view("proof"));
    await page.locator("input[type=file]").setInputFiles(file);
    const list = page.getByRole("region", { name: "Cases", exact: true }).last();
    const rows = list.locator("tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(7);
    for (const [name, test] of [
      ["Found", (recall: number) => recall === 1],
      ["Partly", (recall: number) => recall > 0 && recall < 1],
      ["Missed", (recall: number) => recall === 0],
    ] as const) {
      const count = report.perCase.filter(({ recallAt10 }) => test(recallAt10.fovea!)).length;
      const button = page.getByRole("button", { name: `${name} ${count}`, exact: true });
      await button.click();
      expect(await rows.count()).toBe(count);
    }
    await page.getByRole("button", { name: "All 7", exact: true }).click();

    const two = report.perCase.find(({ gold }) => gold.length === 2)!;
    await list.getByRole("button", { name: "Money and addresses are one again" }).click();
    const text = page.getByRole("region", { name: "The case", exact: true });
    await page.waitForURL(new RegExp(`case=${two.id}`));
    expect(await text.locator("pre").textContent()).toBe(two.query);
    const gold = text.getByRole("region", { name: "Files of the answer" }).locator("tbody tr");
    expect(await gold.locator("th").allTextContents()).toEqual(two.gold);
    const { goldRanks, ranked } = two.retrievers["path order"]!;
    expect(await gold.locator("td:last-child").allTextContents()).toEqual(
      goldRanks.map((rank) => expect.stringMatching(new RegExp(`^#${rank} `))),
    );
    const section = text.locator("section", { has: page.getByRole("heading", { name: "path order" }) });
    expect(await section.locator("ol bdi").allTextContents()).toEqual(ranked);
    const found = text.getByRole("region", { name: "Found by budget" }).locator("tbody tr").first();
    const [least] = two.retrievers.fovea!.budgets;
    expect(await found.locator("td").first().textContent()).toContain(
      `${percent(least!.recall)} / ${percent(least!.editRecall!)}`,
    );

    // Markup of a message is text.
    await list.getByRole("button", { name: "Loading of a parcel must skip <b>deleted</b> rows" }).click();
    expect(await text.locator("b").count()).toBe(0);
    expect(await text.locator("pre").textContent()).toContain("<b>deleted</b>");
    await page.reload();
    await page.locator("input[type=file]").setInputFiles(file);
    await text.waitFor();

    expect(await seriousFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  }, 60_000);

  it("says in one line why a file cannot be shown, and keeps the report that it has", async () => {
    const { page, problems } = await openPage(browser, served, served.view("proof"));
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("7 cases of").waitFor();
    const bad = join(scratch.root, "..", "<img src=x onerror=alert(1)>.json");
    const alert = page.getByRole("alert");
    for (const [content, message] of [
      ["{", "is not JSON"],
      [JSON.stringify({ ...report, perCase: [{}] }), "is not a report of fovea eval: perCase[0].id"],
      [JSON.stringify({ ...report, cases: 3 }), "it has 7 cases, and says 3"],
    ] as const) {
      writeFileSync(bad, content);
      await page.locator("input[type=file]").setInputFiles(bad);
      await alert.getByText(message).waitFor();
      expect(await alert.locator("img").count()).toBe(0);
    }
    await page.getByText("7 cases of").waitFor();
    // A file that is right, with hostile names.
    const hostile = JSON.stringify(report).replaceAll("src/parcel.ts", "<script>alert(1)</script>\\u202e.ts");
    writeFileSync(bad, hostile);
    await page.locator("input[type=file]").setInputFiles(bad);
    await page.getByText("<img src=x").waitFor();
    expect(await alert.count()).toBe(0);
    await page.getByRole("button", { name: /Loading of a parcel/ }).click();
    await page.getByText("<script>alert(1)</script>\\u202e.ts").first().waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  }, 60_000);

  it("evaluates the repository that is served, and says how far it is", async () => {
    const { page, problems } = await openPage(browser, served, served.view("proof"));
    await page.getByLabel("Cases, newest commits first").fill("none");
    await page.getByRole("button", { name: "Evaluate this repository" }).click();
    await page.getByRole("alert").getByText("the number of cases").waitFor();
    await page.getByLabel("Cases, newest commits first").fill("4");
    await page.getByRole("button", { name: "Evaluate this repository" }).click();
    await page.getByRole("progressbar").waitFor();
    await page.getByText("4 cases of").waitFor({ timeout: 50_000 });
    const answer = (await (await served.ask("eval")).json()) as { readonly report: EvalReport };
    expect(await cellsOf(page, "Ranking by retriever")).toEqual(rankingTable(answer.report).rows);
    expect(await page.getByRole("progressbar").count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  }, 60_000);

  it("lists thousands of cases a part at a time, and the open one at once", async () => {
    const { perCase } = report;
    const many = Array.from({ length: 5000 }, (_, index) => ({
      ...perCase[index % perCase.length]!,
      id: `case${index}`,
    }));
    const path = join(scratch.root, "..", "proof-many.json");
    writeFileSync(path, JSON.stringify({ ...report, cases: many.length, perCase: many }));
    const address = served.view("proof", { case: "case4999", order: "report" });
    const { page } = await openPage(browser, served, address);
    await page.locator("input[type=file]").setInputFiles(path);
    await page.getByText("Case case4999").waitFor();
    const rows = page.locator(".proof-list tbody tr");
    expect(await rows.count()).toBe(301);
    await page.getByRole("button", { name: "Show 300 more of 5,000 cases" }).click();
    expect(await rows.count()).toBe(601);
    await page.context().close();
  });
});
