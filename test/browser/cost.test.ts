import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chartStyle } from "../../src/interfaces/web/page/parts/chart/style.js";
import { sentence } from "../../src/interfaces/web/page/parts/sentence.js";
import { findChromium, startChromium } from "../support/chromium.js";
import { fovea } from "../support/cli.js";
import { openPage, type ServedPage, servePage, type WatchedPage } from "../support/page.js";

const chromium = findChromium();

describe.skipIf(chromium === undefined)("the cost view", () => {
  let folder: string;
  let served: ServedPage;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "fovea-cost-view-"));
    writeFileSync(join(folder, "note.md"), "# A note\n");
    [served, browser] = await Promise.all([servePage(folder), startChromium(chromium!)]);
  });
  afterEach(async () => {
    await page?.context().close();
    expect(watched.problems).toEqual([]);
    expect(watched.foreign).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(parameters: Readonly<Record<string, string>>, width = 1440): Promise<void> {
    watched = await openPage(browser, served, served.view("cost", parameters), {
      viewport: { width, height: 900 },
      acceptDownloads: true,
    });
    page = watched.page;
    await page.getByRole("textbox", { name: "Context, tokens" }).waitFor();
  }

  /** What the built command line says to the same flags. */
  const cli = (...flags: string[]) => fovea(["cost", ...flags], { cwd: folder });

  async function saved(press: () => Promise<void>): Promise<Buffer> {
    const [file] = await Promise.all([page.waitForEvent("download"), press()]);
    const path = join(folder, file.suggestedFilename());
    await file.saveAs(path);
    return readFileSync(path);
  }
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();
  const json = async () => String(await saved(() => press(/^Save the figures of .* as JSON$/)));

  const parameters = async (): Promise<Record<string, string>> => {
    // The address is written a moment after the change.
    await page.waitForTimeout(250);
    return Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.split("?")[1] ?? ""));
  };

  it.each([
    [{}, ["--context", "128k"]],
    [
      {
        model: "llama-3.1-8b",
        context: "200k",
        gpus: "2",
        output: "500",
        concurrency: "4",
        "kv-dtype": "fp8",
      },
      [
        ...["--model", "llama-3.1-8b", "--context", "200k", "--gpus", "2", "--output", "500"],
        ...["--concurrency", "4", "--kv-dtype", "fp8"],
      ],
    ],
    [
      {
        model: "deepseek-v3",
        hardware: "h200",
        context: "1M",
        dtype: "fp8",
        cached: "100k",
        full: "",
        ttft: "30s",
      },
      [
        ...["--model", "deepseek-v3", "--hardware", "h200", "--context", "1M", "--dtype", "fp8"],
        ...["--cached", "100k", "--full", "--ttft", "30s"],
      ],
    ],
    [
      { model: "gpt-oss-20b", hardware: "rtx-4090", context: "32k", engine: "llama.cpp", price: "gpt-5.4" },
      [
        ...["--model", "gpt-oss-20b", "--hardware", "rtx-4090", "--context", "32k"],
        ...["--engine", "llama.cpp", "--price", "gpt-5.4"],
      ],
    ],
    [
      {
        model: "gemma-3-27b",
        context: "8k",
        images: "2",
        "draft-model": "gemma-3-1b",
        acceptance: "0.7",
        output: "1k",
      },
      [
        ...["--model", "gemma-3-27b", "--context", "8k", "--images", "2", "--draft-model", "gemma-3-1b"],
        ...["--acceptance", "0.7", "--output", "1k"],
      ],
    ],
    // An encoder, a model without attention, and one that does not fit.
    [{ model: "bert-base", context: "500" }, ["--model", "bert-base", "--context", "500"]],
    [{ model: "mamba-2.8b", context: "10M" }, ["--model", "mamba-2.8b", "--context", "10M"]],
    [
      { model: "llama-3.1-405b", context: "1M", gpus: "8" },
      ["--model", "llama-3.1-405b", "--context", "1M", "--gpus", "8"],
    ],
  ] as const)("has the figures, text and warnings of the command line: %j", async (address, flags) => {
    await open(address);
    const [figures, text] = await Promise.all([cli(...flags, "--json"), cli(...flags)]);
    expect(figures.code).toBe(0);
    expect(await json()).toBe(figures.out);
    await page.getByText("What it prints").click();
    expect(await page.locator(".printed pre").textContent()).toBe(text.out);
    const warnings = text.err
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.replace(/^fovea: (\* )?/, ""));
    const shown = await page.getByRole("list", { name: "Warnings" }).locator("li").allTextContents();
    // As sentences of their own, where the command line has them after its name.
    expect(shown).toEqual(warnings.map(sentence));
  });

  it("answers in words from which length attention costs more, and what 200k cost on this GPU", async () => {
    await open({ model: "llama-3.1-8b" });
    const { out } = await cli("fit", "--model", "llama-3.1-8b", "--json");
    const { crossover } = JSON.parse(out) as { crossover: number };
    const tokens = crossover.toLocaleString("en-US");
    await page
      .getByText(`Attention costs more than the rest of the model from ${tokens} tokens on.`)
      .waitFor();
    await page.getByRole("button", { name: "200k tokens" }).click();
    const text = (await cli("--model", "llama-3.1-8b", "--context", "200k")).out;
    const dollars = /\$[\d.]+$/m.exec(text)![0];
    await page.getByText(new RegExp(`a request costs \\${dollars}`)).waitFor();
    expect(await parameters()).toMatchObject({ context: "200k" });
  });

  it("writes what is chosen into the address, and a link shows the same picture", async () => {
    await open({});
    expect((await parameters()).context).toBeUndefined();
    await page.getByRole("slider").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    expect(await parameters()).toMatchObject({ context: "1k" });
    await page.getByRole("textbox", { name: "Context, tokens" }).fill("64k");
    const add = page.getByRole("combobox", { name: "Compare with" });
    await add.fill("gpt oss 120");
    await page.keyboard.press("Enter");
    const hardware = page.getByRole("combobox", { name: "Accelerator" });
    await hardware.fill("h200");
    await page.getByRole("option", { name: /H200/ }).first().click();
    await page.getByRole("textbox", { name: "Output tokens" }).fill("1k");
    await page.getByLabel("Attention mask", { exact: true }).selectOption("full");
    await page.getByText("More", { exact: true }).click();
    await page.getByLabel("Share kept free").fill("20%");
    const address = await parameters();
    expect(address).toMatchObject({
      model: "meta-llama/Meta-Llama-3.1-70B,gpt-oss",
      context: "64k",
      output: "1k",
      full: "",
      reserve: "20%",
    });
    expect(address.hardware).toMatch(/^h200/);
    const words = await page.locator(".in-words").allTextContents();
    expect(words).toHaveLength(2);
    const link = page.url();
    await page.goto("about:blank");
    await page.goto(link);
    await page.locator(".in-words").nth(1).waitFor();
    expect(await page.locator(".in-words").allTextContents()).toEqual(words);
    // Set back, everything goes from the address again.
    await page.getByRole("button", { name: /^Remove gpt-oss/ }).click();
    await page.getByRole("textbox", { name: "Context, tokens" }).fill("128k");
    await page.getByRole("combobox", { name: "Accelerator" }).fill("h100-sxm");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Output tokens" }).fill("");
    await page.getByLabel("Attention mask", { exact: true }).selectOption("causal");
    await page.getByLabel("Share kept free").fill("0.1");
    const { token: _, ...left } = await parameters();
    expect(left).toEqual({});
  });

  it("saves each plot as the command line draws it, as CSV and as PNG", async () => {
    await open({ model: "llama-3.1-8b", cached: "30k" });
    const grid = "50k,100k,200k,500k,1M,2M,5M,10M";
    for (const [kind, title] of [
      ["flop", "FLOP by context"],
      ["time", "Seconds by context"],
      ["memory", "Memory of an accelerator by context"],
      ["dollars", "Dollars by context"],
    ] as const) {
      const panel = page.getByRole("region", { name: title, exact: true });
      const save = (name: string) => saved(() => panel.getByRole("button", { name: `as ${name}` }).click());
      const svg = String(await save("SVG"));
      const file = join(folder, `cli-${kind}.svg`);
      const flags = ["--model", "llama-3.1-8b", "--cached", "30k", "--context", grid];
      await cli(...flags, "--plot", file, "--plot-of", kind);
      expect(svg).toBe(readFileSync(file, "utf8"));
      if (kind !== "flop") continue;
      const csv = String(await save("CSV"));
      const { rows } = JSON.parse((await cli(...flags, "--json")).out) as {
        rows: { context: number; attentionFlop: number; linearFlop: number; totalFlop: number }[];
      };
      expect(csv).toBe(
        [
          '"context, tokens",attention: FLOP,linear part: FLOP,total: FLOP',
          ...rows.map((row) => [row.context, row.attentionFlop, row.linearFlop, row.totalFlop].join(",")),
          "",
        ].join("\n"),
      );
      const png = await save("PNG");
      const [width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.slice(1).map(Number);
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width!, 2 * height!]);
    }
  });

  it("reads a plot by the arrow keys, by the pointer and as a table", async () => {
    await open({ model: "llama-3.1-8b" });
    const panel = page.getByRole("region", { name: "FLOP by context", exact: true });
    const plot = panel.getByRole("application");
    await plot.focus();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await panel.locator(".tip").getByText("5,000,000 tokens").waitFor();
    expect(await panel.locator("[aria-live]").textContent()).toMatch(
      /^5,000,000 tokens: attention [\d.]+ EFLOP/,
    );
    await page.keyboard.press("Escape");
    expect(await panel.locator(".tip").count()).toBe(0);
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width - 20, box.y + 60);
    await panel.locator(".tip").getByText("10,000,000 tokens").waitFor();
    expect(await panel.locator("svg style").textContent()).toBe(chartStyle);
    await panel.getByRole("button", { name: "Table" }).click();
    expect(await panel.getByRole("row").count()).toBe(14);
  });

  it("says what is wrong and how to mend it, and keeps the last figures and the controls", async () => {
    await open({ model: "llama-3.1-8b" });
    const words = await page.locator(".in-words").textContent();
    const gpus = page.getByRole("textbox", { name: "How many" });
    await gpus.fill("many");
    const { err } = await cli("--model", "llama-3.1-8b", "--context", "128k", "--gpus", "many");
    const alert = page.getByRole("alert");
    expect(`fovea: ${await alert.textContent()}\n`).toBe(err);
    expect(await gpus.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(".in-words").textContent()).toBe(words);
    await gpus.fill("");
    await alert.waitFor({ state: "detached" });
    await page.getByRole("combobox", { name: "Model", exact: true }).fill("llama-9");
    await page.keyboard.press("Escape");
    await page.getByRole("combobox", { name: "Model", exact: true }).fill("no such model");
    await page.keyboard.press("Enter");
    expect(await alert.textContent()).toContain("No model is called");
    await page.getByRole("combobox", { name: "Model", exact: true }).fill("mistral 7b v0.3");
    await page.getByRole("option").first().click();
    await alert.waitFor({ state: "detached" });
  });

  it("takes a config.json from the user's disk, whatever it is called", async () => {
    await open({});
    const config = {
      model_type: "llama",
      hidden_size: 2048,
      intermediate_size: 8192,
      num_hidden_layers: 16,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      vocab_size: 128256,
      max_position_embeddings: 131072,
      tie_word_embeddings: true,
    };
    writeFileSync(join(folder, "own.json"), JSON.stringify(config));
    await page.getByLabel("config.json of a model").setInputFiles(join(folder, "own.json"));
    await page.locator(".in-words").getByText("./own.json").waitFor();
    expect(await json()).toBe((await cli("--model", "./own.json", "--context", "128k", "--json")).out);
    const hostile = "<img src=x onerror=alert(1)>\u202e,b.json";
    await page.getByLabel("config.json of a model").setInputFiles({
      name: hostile,
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(config)),
    });
    await page.locator(".in-words").getByText("<img src=x onerror=alert(1)>\\u202e_b.json").waitFor();
    expect(await page.locator("main img").count()).toBe(0);
    await page
      .getByLabel("config.json of a model")
      .setInputFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from("{") });
    expect(await page.getByRole("alert").first().textContent()).toContain("broken.json");
  });

  it("answers a step of the slider with three models at once", async () => {
    await open({ model: "llama-3.1-8b,deepseek-v3,qwen3-next-80b-a3b", output: "500", concurrency: "16" });
    const slider = page.getByRole("slider");
    await slider.focus();
    const before = await page.locator(".in-words").first().textContent();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator(".in-words").first().textContent()).not.toBe(before);
    expect(await page.locator(".in-words").count()).toBe(3);
  });

  it.each([1440, 1024, 390])("has no horizontal scroll at %i pixels", async (width) => {
    await open({ model: "llama-3.1-8b,deepseek-v3", output: "500" }, width);
    await page.locator(".chart svg").nth(4).waitFor();
    await page.getByText("What it prints").first().click();
    await page.getByText("More", { exact: true }).click();
    const [wide, seen] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    expect(wide).toBeLessThanOrEqual(seen!);
  });
});
