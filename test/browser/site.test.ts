import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Repository } from "../../src/context/repository/repository.js";
import { memoryStore } from "../../src/context/store/drivers.js";
import { rankingTable } from "../../src/interfaces/eval/tables.js";
import type { EvalReport } from "../../src/interfaces/schema/index.js";
import { recordAnswers } from "../../src/interfaces/web/record/record.js";
import { siteIndex } from "../../src/interfaces/web/record/site-index.js";
import { SentPacks } from "../../src/interfaces/web/server/sent-packs.js";
import { seriousFindings } from "../support/axe.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { fovea } from "../support/cli.js";
import { MemorySource } from "../support/memory-source.js";
import { openPage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const chromium = findChromium();
const page = join(import.meta.dirname, "../../dist/page");
/** The whole site may have 3 MB: so much is left for recorded answers. */
const MOST_PAGE_BYTES = 1_200_000;

const TASK = "parcels that are too heavy must be refused by the warehouse";
const OTHER_TASK = "how is the discount of an invoice kept";
const BUDGETS = [300, 600, 1200];
const topics = ["parcel", "customer", "warehouse", "invoice", "discount", "currency"];
const fileOf = (topic: string, heavy = 30): string =>
  `/** Refuses a heavy ${topic} of the warehouse. */\nexport function refuse_${topic}(weight: number): boolean {\n  return weight > ${heavy};\n}\n\n/** Keeps each ${topic} of an invoice. */\nexport class ${topic}Store {\n  add(${topic}: string): void {\n    refuse_${topic}(${topic}.length);\n  }\n}\n`;
const files = (heavy?: number) =>
  Object.fromEntries(topics.map((topic) => [`src/${topic}.ts`, fileOf(topic, heavy)]));

/** A report of a small history. */
async function evaluated(): Promise<EvalReport> {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("Start the shop", files());
  for (const topic of topics)
    scratch.commit(`A heavy ${topic} must be refused from now on`, {
      [`src/${topic}.ts`]: fileOf(topic, 20),
    });
  const { out } = await fovea(["eval", "--budgets", "100,400", "--json"], { cwd: scratch.root });
  return JSON.parse(out) as EvalReport;
}

/** Sends files as a plain host does: with no header but their type. */
async function servePlainly(root: string): Promise<Server> {
  const types: Readonly<Record<string, string>> = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".wasm": "application/wasm",
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!.split("?", 1)[0]!);
    try {
      const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
      response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
      response.end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function gzipBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

it("has room for recorded answers: the page alone is small", () => {
  expect(gzipBytes(page)).toBeLessThan(MOST_PAGE_BYTES);
});

describe.skipIf(chromium === undefined)("the static site", () => {
  let root: string;
  let server: Server;
  let browser: Browser;
  let report: EvalReport;
  let origin: string;
  let site: string;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "fovea-site-"));
    const folder = join(root, "some/folder");
    mkdirSync(join(folder, "data"), { recursive: true });
    cpSync(page, folder, { recursive: true });
    const index = join(folder, "index.html");
    writeFileSync(index, siteIndex(readFileSync(index, "utf8"), "data/"));
    const repository = new Repository(new MemorySource(files()), memoryStore());
    const { signal } = new AbortController();
    await repository.update({ signal });
    report = await evaluated();
    const recorded = await recordAnswers({
      call: {
        repository: async () => repository,
        versionOf: async () => "v",
        sent: new SentPacks({ read: () => undefined }),
        evaluation: () => {
          throw new Error("not asked for");
        },
        signal,
      },
      name: "shop",
      commit: "0123456789abcdef",
      tasks: [TASK, OTHER_TASK],
      budgets: BUDGETS,
      detailBudget: 600,
      evaluation: report,
    });
    for (const [name, text] of recorded) writeFileSync(join(folder, "data", name), text);
    await repository.store.close();
    [server, browser] = await Promise.all([servePlainly(root), startChromium(chromium!)]);
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    origin = `http://127.0.0.1:${address.port}/`;
    site = `${origin}some/folder/`;
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("works in any folder, with and without the file's name, and asks nobody else", async () => {
    for (const address of [site, `${site}index.html`])
      for (const [view, sign] of [
        ["cost", ".view-cost .panel"],
        ["bench", ".view-bench .panel"],
        ["context", ".recorded-note"],
        ["proof", ".proof-ranking"],
      ] as const) {
        const opened = await openPage(browser, { origin: site }, `${address}#/${view}`);
        await opened.page.locator(sign).first().waitFor();
        expect(opened.problems, view).toEqual([]);
        expect(opened.foreign, view).toEqual([]);
        await opened.page.context().close();
      }
  }, 60_000);

  it("shows recorded packs of a task by budget, and says what was not recorded", async () => {
    const opened = await openPage(browser, { origin: site }, `${site}#/context`);
    const { page } = opened;
    await page.getByText("0123456789ab").waitFor();
    const tasks = page.getByLabel("Task, of those recorded");
    expect(await tasks.locator("option").allTextContents()).toEqual(["Choose a task", TASK, OTHER_TASK]);
    await tasks.selectOption(TASK);
    const slider = page.getByRole("slider", { name: "Budget, in tokens" });
    await slider.waitFor();
    expect(await slider.getAttribute("max")).toBe(String(BUDGETS.length - 1));
    await slider.fill("1");
    await page.locator("output", { hasText: "600" }).waitFor();
    await page.waitForURL(/budget=600/);
    await page.getByText("refuse_parcel").first().waitFor();
    // It keeps what it shows in the address, and reads it there.
    await page.goto(`${site}#/context?task=something+else`);
    await page.getByText("was not recorded").first().waitFor();
    expect(opened.problems).toEqual([]);
    expect(opened.foreign).toEqual([]);
    await page.context().close();
  }, 60_000);

  it("shows the recorded evaluation, and offers none of its own", async () => {
    const { page, problems } = await openPage(browser, { origin: site }, `${site}#/proof`);
    await page.locator(".proof-ranking").waitFor();
    const rows = await page
      .getByRole("region", { name: "Ranking by retriever" })
      .locator("tbody tr")
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent!.trim())),
      );
    expect(rows).toEqual(rankingTable(report).rows);
    expect(await page.getByRole("button", { name: "Evaluate this repository" }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  }, 60_000);
});
