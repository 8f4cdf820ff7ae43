import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { views } from "../../src/interfaces/web/page/app/views.js";
import { seriousFindings } from "../support/axe.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { openedViews, type Shown, uploads } from "../support/opened-views.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const shows = (page: Page, { selector, text }: Shown): Promise<void> =>
  page
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor();

const WIDTHS = [1440, 1024, 390];

const chromium = findChromium();

describe.skipIf(chromium === undefined)("every view", () => {
  let browser: Browser;
  let served: ServedPage;
  const scratch = new Scratch().write(uploads);

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
        served.view(name, openedViews[name]!.parameters),
        {
          colorScheme,
          viewport: { width: 1440, height: 900 },
        },
      );
      await shows(page, openedViews[name]!.shown);
      expect(await seriousFindings(page)).toEqual([]);
      expect(problems).toEqual([]);
      expect(foreign).toEqual([]);
      await page.context().close();
    });

    it.each(WIDTHS)("is not wider than a window of %i pixels", async (width) => {
      const { page } = await openPage(browser, served, served.view(name, openedViews[name]!.parameters), {
        viewport: { width, height: 844 },
      });
      await shows(page, openedViews[name]!.shown);
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(scrolls).toBeLessThanOrEqual(0);
      await page.context().close();
    });
  });
});
