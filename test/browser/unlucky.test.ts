import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, startChromium } from "../support/chromium.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const chromium = findChromium();

/** What goes wrong around the page: links that someone else wrote, files that do not come, hours of changes. */
describe.skipIf(chromium === undefined)("the page in bad luck", () => {
  let scratch: Scratch;
  let served: ServedPage;
  let browser: Browser;

  beforeAll(async () => {
    scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("boat", {
      ...Object.fromEntries(
        Array.from({ length: 6 }, (_, index) => [`crew${index}.ts`, rower(`crew${index}`)]),
      ),
      "README.md": "# Boats\n\nRow them.\n",
    });
    [served, browser] = await Promise.all([servePage(scratch.root), startChromium(chromium!)]);
  });

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    scratch?.[Symbol.dispose]();
  });

  it("answers a link with a model name of 200,000 characters at once", async () => {
    const address = served.view("cost", { model: "a".repeat(200_000) });
    const { page, problems } = await openPage(browser, served, address);
    await page.locator(".notice").first().waitFor({ timeout: 10_000 });
    expect(await page.locator(".notice").first().textContent()).toMatch(/^No model is called "a{300}…"/);
    await page.getByRole("link", { name: "Bench" }).click();
    await page.locator(".view-bench h2").first().waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("keeps the other views when the files of one do not come", async () => {
    const { page } = await openPage(browser, served, served.view("cost"));
    await page.locator(".view-cost h2").first().waitFor();
    await page.route("**/chunks/**", (route) => route.abort());
    await page.getByRole("link", { name: "Proof" }).click();
    await page.getByText("Proof cannot be loaded").waitFor();
    await page.unroute("**/chunks/**");
    await page.getByRole("link", { name: "Cost" }).click();
    await page.locator(".view-cost h2").first().waitFor();
    expect(await page.locator(".notice").count()).toBe(0);
    await page.context().close();
  });

  it("says so when a view fails, keeps the others, and shows it again", async () => {
    const { page } = await openPage(browser, served, served.view("cost"));
    await page.locator(".view-cost h2").first().waitFor();
    await page.getByRole("link", { name: "Bench" }).click();
    await page.locator(".view-bench h2").first().waitFor();
    await page.evaluate(() => {
      const { toFixed } = Number.prototype;
      Number.prototype.toFixed = () => {
        throw new Error("no numbers today");
      };
      Object.assign(window, { mend: () => Object.assign(Number.prototype, { toFixed }) });
    });
    await page.getByRole("link", { name: "Cost" }).click();
    await page.getByText("This view failed: no numbers today").waitFor();
    await page.getByRole("link", { name: "Proof" }).click();
    await page.locator(".view-proof h2").first().waitFor();
    await page.evaluate(() => (window as unknown as { mend(): void }).mend());
    await page.getByRole("link", { name: "Cost" }).click();
    await page.locator(".view-cost h2").first().waitFor();
    await page.context().close();
  });

  it("forgets the packs of the past while files change", async () => {
    const { page, problems } = await openPage(
      browser,
      served,
      served.view("context", { task: "row the boat" }),
    );
    const kept = async (round: number): Promise<number> => {
      const name = `oarsman${round}`;
      writeFileSync(join(scratch.root, `${name}.ts`), rower(name).repeat(3));
      await page.locator(".pack-file", { hasText: `${name}.ts` }).waitFor({ timeout: 30_000 });
      rmSync(join(scratch.root, `${name}.ts`));
      await page
        .locator(".pack-file", { hasText: `${name}.ts` })
        .waitFor({ state: "detached", timeout: 30_000 });
      return nodesOf(page);
    };
    await kept(0);
    const before = await kept(1);
    let after = before;
    for (let round = 2; round < 10; round++) after = await kept(round);
    // A file of a pack has about 50 nodes.
    expect(after - before).toBeLessThan(150);
    // The map may ask for the definitions of a file that has just gone.
    expect(problems.filter((problem) => !problem.includes("status of 400"))).toEqual([]);
    await page.context().close();
  });
});

const rower = (name: string): string =>
  `/** Rows the boat of ${name} across. */\nexport function row_${name}(boat: number) {\n  return boat + ${name.length};\n}\n\n`;

/** The nodes that the page keeps, in its document or not, after a collection. */
async function nodesOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  return metrics.find(({ name }) => name === "Nodes")!.value;
}
