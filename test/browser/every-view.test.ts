import axe, { type AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { views } from "../../src/interfaces/web/page/app/views.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

/** What each view is opened with, so that it shows all it can, and what is there when it has. */
const OPENED: Readonly<
  Record<string, { readonly parameters?: Record<string, string>; readonly shown: string }>
> = {
  cost: { parameters: { model: "llama-3.1-8b,qwen3-30b-a3b", context: "200k" }, shown: ".chart svg" },
  bench: { shown: "button:text('Run')" },
  context: { parameters: { task: "retry an upload that fails" }, shown: ".context-side pre" },
  proof: { shown: "main h2" },
};
const WIDTHS = [1440, 1024, 390];

const chromium = findChromium();

describe.skipIf(chromium === undefined)("every view", () => {
  let browser: Browser;
  let served: ServedPage;
  const scratch = new Scratch().write({
    "src/upload.ts":
      "/** Uploads a file. */\nexport async function upload(file: string): Promise<void> {\n  await retry(() => send(file));\n}\n",
    "src/retry.ts":
      "export async function retry<T>(work: () => Promise<T>): Promise<T> {\n  return work();\n}\nexport async function send(file: string) {}\n",
    "test/upload.test.ts": 'import { upload } from "../src/upload.js";\nupload("a");\n',
    "README.md": "# Uploads\n\nAn upload that fails is tried again.\n",
  });

  beforeAll(async () => {
    scratch.git("init", "-q");
    [browser, served] = await Promise.all([startChromium(chromium!), servePage(scratch.root)]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    scratch[Symbol.dispose]();
  });

  describe.each(views.map(({ name }) => name))("%s", (name) => {
    it.each(["light", "dark"] as const)("has no serious finding of axe, %s", async (colorScheme) => {
      const { page, problems, foreign } = await openPage(
        browser,
        served,
        served.view(name, OPENED[name]!.parameters),
        {
          colorScheme,
          viewport: { width: 1440, height: 900 },
        },
      );
      await page.locator(OPENED[name]!.shown).first().waitFor();
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate("axe.run(document)")) as AxeResults;
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(
        serious.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`),
        ),
      ).toEqual([]);
      expect(problems).toEqual([]);
      expect(foreign).toEqual([]);
      await page.context().close();
    });

    it.each(WIDTHS)("is not wider than a window of %i pixels", async (width) => {
      const { page } = await openPage(browser, served, served.view(name, OPENED[name]!.parameters), {
        viewport: { width, height: 844 },
      });
      await page.locator(OPENED[name]!.shown).first().waitFor();
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(scrolls).toBeLessThanOrEqual(0);
      await page.context().close();
    });
  });
});
