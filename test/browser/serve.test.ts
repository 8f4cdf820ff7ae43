import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, startChromium } from "../support/chromium.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const chromium = findChromium();

describe.skipIf(chromium === undefined)("the page of fovea serve", () => {
  let scratch: Scratch;
  let served: ServedPage;
  let browser: Browser;

  beforeAll(async () => {
    scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("boat", {
      "boat.ts":
        "/** Rows the boat across. */\nexport function rowBoat(strokes: number) {\n  return strokes;\n}\n",
      "README.md": "# Boats\n\nRow them.\n",
    });
    [served, browser] = await Promise.all([servePage(scratch.root), startChromium(chromium!)]);
  });

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    scratch?.[Symbol.dispose]();
  });

  it("opens with the printed address, and takes the token out of it at once", async () => {
    const { page, problems, foreign } = await openPage(browser, served, served.view("context"));
    await page.locator(".context").waitFor();
    expect(page.url()).toBe(`${served.origin}#/context`);
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
    await page.context().close();
  });

  it("keeps the parameters of the address beside the token", async () => {
    const address = served.view("context", { task: "row the boat" });
    const { page } = await openPage(browser, served, address);
    await page.locator(".context").waitFor();
    expect(page.url()).toBe(`${served.origin}#/context?task=row+the+boat`);
    await page.context().close();
  });

  it("gives the token to a second tab, and asks for it in a tab of its own", async () => {
    const { page } = await openPage(browser, served, served.view("context"));
    await page.locator(".context").waitFor();
    const second = await page.context().newPage();
    await second.goto(`${served.origin}#/context`);
    await second.locator(".context").waitFor();
    await page.context().close();

    const alone = await openPage(browser, served, `${served.origin}#/context`);
    const field = alone.page.getByLabel("Address that fovea serve printed");
    await field.fill(served.view("context"));
    await field.press("Enter");
    await alone.page.locator(".context").waitFor();
    await alone.page.context().close();
  });
});
