import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  deploymentOf,
  derive,
  findHardware,
  findModel,
  type PriceOptions,
  parseFormats,
  planFor,
  priceContexts,
  specOf,
} from "../../src/cost/index.js";
import { formatBytes } from "../../src/shared/units.js";
import { seriousFindings } from "../support/axe.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { openPage, type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const chromium = findChromium();

/** What the page should show, from the library. */
function expected(model: string, context: number) {
  const spec = specOf(findModel(model));
  const accelerator = findHardware("h100");
  const { weights: formats, cache } = parseFormats("auto", spec, false);
  const plan = planFor(spec, accelerator, formats, {});
  const options: PriceOptions = {
    ...deploymentOf({ accelerator, plan, formats, kv: cache }),
    causal: true,
    latent: "absorbed",
    cachedTokens: 0,
    outputTokens: 0,
  };
  const [row] = priceContexts(spec, [context], options);
  return { row: row!, derivation: derive(spec, row!, options) };
}

describe.skipIf(chromium === undefined)("the derivation and the picture to scale", () => {
  let scratch: Scratch;
  let served: ServedPage;
  let browser: Browser;
  let problems: readonly string[] = [];

  beforeAll(async () => {
    scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("start", { "README.md": "# Boats\n" });
    [served, browser] = await Promise.all([servePage(scratch.root), startChromium(chromium!)]);
  });

  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    scratch?.[Symbol.dispose]();
  });

  const opened = async (parameters: Record<string, string>, width = 1440): Promise<Page> => {
    const watched = await openPage(browser, served, served.view("cost", parameters), {
      viewport: { width, height: 900 },
    });
    problems = watched.problems;
    await watched.page.locator(".derivation").waitFor();
    return watched.page;
  };

  it("shows every step of --explain, with its numbers and its result", async () => {
    const page = await opened({ model: "gpt-oss-120b", context: "128k" });
    await page.getByRole("button", { name: "Open all" }).click();
    const { derivation } = expected("gpt-oss-120b", 128_000);
    await page.getByRole("button", { name: "Close all" }).waitFor();
    const shown = await page.locator(".derive-step").evaluateAll((steps) =>
      steps.map((step) => ({
        title: step.querySelector("h4")!.textContent,
        words: step.closest(".derive-group")!.querySelector(".step-words")!.textContent,
        result: step.querySelector(".in-all strong")!.textContent,
        figures: [...step.querySelectorAll(".in-numbers mn")].map(({ textContent }) => textContent),
      })),
    );
    expect(shown.map(({ title, result }) => [title, result])).toEqual(
      derivation.steps.map(({ title, result }) => [title, result]),
    );
    // A product's figures are its factors; equal ones beside each other are a power.
    const index = derivation.steps.findIndex(({ title }) => title === "Q·Kᵀ");
    expect(shown[index]!.figures).toEqual(
      derivation.steps[index]!.factors!.map((one) => one.toLocaleString("en")),
    );
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it("lights a letter wherever it stands, and says what it is", async () => {
    const page = await opened({ model: "llama-3.1-70b", context: "128k" });
    const said = page.locator(".letter-said");
    const heads = page.locator(".derive-step .formula-letter", { hasText: /^h$/ }).first();
    await heads.hover();
    await expect.poll(() => said.textContent()).toBe("h= 64 · query heads of a layer");
    const lit = await page.locator(".lit").evaluateAll((all) => all.map(({ textContent }) => textContent));
    expect(new Set(lit)).toEqual(new Set(["h", "64\u00a0heads"]));
    expect(lit.length).toBeGreaterThan(8);
    await page.mouse.move(0, 0);
    await expect.poll(() => page.locator(".lit").count()).toBe(0);
    // A tap keeps it, and it stays while the context moves.
    const tokens = page.locator(".derive-argument .formula-letter", { hasText: /^n$/ }).first();
    await tokens.click();
    await page.mouse.move(0, 0);
    await expect.poll(() => said.textContent()).toBe("n= 128,000 · tokens of the context");
    await page.evaluate(() => {
      location.hash = location.hash.replace("128k", "64k");
    });
    await expect.poll(() => said.textContent()).toBe("n= 64,000 · tokens of the context");
    await page.context().close();
  });

  it("has the letters in a row, for the keyboard", async () => {
    const page = await opened({ context: "128k" });
    const row = page.getByRole("group", { name: "Letters" });
    const names = await row.getByRole("button").allTextContents();
    expect(names).toContain("n, tokens of the context: 128,000");
    expect(names).toContain("dk, channels of a query and of a key, in one head: 128");
    expect(new Set(names).size).toBe(names.length);
    await row.getByRole("button").first().focus();
    await page.keyboard.press("Tab");
    await expect
      .poll(() => page.locator(".letter-said").textContent())
      .toBe("n= 128,000 · tokens of the context");
    expect(await page.locator(".formula-letter.lit").count()).toBeGreaterThan(5);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    // Pressed, it is kept; Escape ends that.
    await expect
      .poll(() => page.locator(".letter-said").textContent())
      .toBe("n= 128,000 · tokens of the context");
    await row.getByRole("button").first().press("Escape");
    await expect.poll(() => page.locator(".formula-letter.lit").count()).toBe(0);
    await page.context().close();
  });

  it("draws areas that are bytes, and says what is too small", async () => {
    const page = await opened({ model: "llama-3.1-70b", context: "128k", scale: "all" });
    const { row } = expected("llama-3.1-70b", 128_000);
    const figure = page.locator(".to-scale figure").first();
    const sides = await figure.locator(".scale-square > rect:first-of-type").evaluateAll((squares) =>
      squares.map((square) => ({
        kind: square.parentElement!.getAttribute("class")!.split("kind-")[1]!,
        area: square.getBoundingClientRect().width * square.getBoundingClientRect().height,
      })),
    );
    const area = (kind: string) => sides.find((one) => one.kind === kind)!.area;
    expect(area("matrix") / area("weights")).toBeCloseTo(row.allAttentionMatricesBytes / row.weightBytes, -2);
    const label = await figure.locator("svg").getAttribute("aria-label");
    expect(label).toContain(`Score matrices: ${formatBytes(row.allAttentionMatricesBytes)}, `);
    expect(label).toMatch(/FlashAttention's tile: 65\.5 kB, less than a pixel wide here\.$/);
    await expect(page.locator(".to-scale table").textContent()).resolves.toContain(
      formatBytes(row.kvCacheBytes),
    );
    // Each closer frame says how much.
    const captions = await page.locator(".to-scale figcaption strong").allTextContents();
    expect(captions.length).toBeGreaterThan(2);
    expect(captions.slice(1).every((text) => /^Frame \d: × [\d.,]+ closer$/.test(text))).toBe(true);
    await page.getByLabel("One head, one layer").check();
    await expect
      .poll(() => page.locator(".to-scale .scale-words").textContent())
      .toMatch(/^One score matrix is 38 % of /);
    await expect.poll(() => page.url()).not.toContain("scale");
    await page.context().close();
  });

  it.each([1440, 1024, 390])(
    "has nothing cut off at %i pixels, and no serious finding of axe",
    async (width) => {
      const page = await opened({ model: "deepseek-v3", context: "128k", batch: "8" }, width);
      await page.getByRole("button", { name: "Open all" }).click();
      await page.getByRole("button", { name: "Close all" }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      const wider = await page
        .locator(".formula-lines")
        .evaluateAll((all) =>
          all
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
            .map(({ textContent }) => textContent),
        );
      expect(wider).toEqual([]);
      const outside = await page.locator(".to-scale svg").evaluateAll(
        (all) =>
          all.filter((svg) => {
            const box = svg.closest("figure")!.getBoundingClientRect();
            return svg.getBoundingClientRect().right > box.right + 1;
          }).length,
      );
      expect(outside).toBe(0);
      expect(await seriousFindings(page, ".derivation")).toEqual([]);
      expect(await seriousFindings(page, ".to-scale")).toEqual([]);
      await page.context().close();
    },
  );
});
