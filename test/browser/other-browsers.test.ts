import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { views } from "../../src/interfaces/web/page/app/views.js";
import { openedViews, type Shown, uploads } from "../support/opened-views.js";
import { type OtherBrowser, otherBrowsers } from "../support/other-browsers.js";
import { type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

/** Whether something that a script looks for is there within 20 seconds. */
async function appears(browser: OtherBrowser, found: string): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if (await browser.run(`return Boolean(${found})`)) return true;
    await sleep(100);
  }
  return false;
}

const shownBy = ({ selector, text }: Shown): string =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].some((one) => one.textContent.includes(${JSON.stringify(text ?? "")}))`;

describe.each(otherBrowsers.map(({ name, start }) => ({ name, start })))("$name", ({ start }) => {
  describe.skipIf(start === undefined)("where it is installed", () => {
    let browser: OtherBrowser;
    let served: ServedPage;
    const scratch = new Scratch().write(uploads);

    beforeAll(async () => {
      scratch.git("init", "-q");
      [browser, served] = await Promise.all([start!(), servePage(scratch.root)]);
    });
    afterAll(async () => {
      await browser?.close();
      await served?.stop();
      scratch[Symbol.dispose]();
    });

    it.each(views.map(({ name }) => name))("shows %s, no wider than its window", async (name) => {
      const { parameters, shown } = openedViews[name]!;
      await browser.open(served.view(name, parameters));
      expect(await appears(browser, shownBy(shown))).toBe(true);
      expect(
        await browser.run(
          "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
        ),
      ).toBe(0);
    });

    it("measures kernels, with threads where it shares memory", async () => {
      await browser.open(served.view("bench"));
      expect(await browser.run("return window.crossOriginIsolated")).toBe(true);
      const threads = (await browser.run("return typeof SharedArrayBuffer === 'function' ? 2 : 1")) as number;
      const parameters = { kernels: "flash", sizes: "64,128", threads: String(threads), "time-limit": "0.5" };
      await browser.open(served.view("bench", parameters));
      expect(await appears(browser, shownBy(openedViews.bench!.shown))).toBe(true);
      await browser.run(
        `[...document.querySelectorAll("button")].find((one) => one.textContent === "Run").click()`,
      );
      const measured = { selector: "main", text: `flash, wasm × ${threads}` };
      expect(await appears(browser, shownBy(measured))).toBe(true);
    });
  });
});
