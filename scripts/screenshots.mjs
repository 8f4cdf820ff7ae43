// Takes the pictures of README.md from the real page: `npm run build && node scripts/screenshots.mjs`.
// A Chromium must be installed; CHROMIUM names one that is not on the PATH.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FOLDER = "docs/images";
const SIZE = { width: 1280, height: 800 };

/** View, its address, what is there when it is complete, and the part that is shown. */
const PICTURES = [
  {
    file: "page-context.png",
    address: "context?task=a+second+fovea+index+fails+when+another+process+is+writing%3A+let+it+wait+longer",
    shown: ".context-side pre",
    colorScheme: "dark",
  },
  {
    file: "page-cost.png",
    address: "cost?model=llama-3.1-70b,qwen3-next-80b-a3b&context=200k",
    shown: ".chart svg",
    colorScheme: "light",
  },
  { file: "page-bench.png", address: "bench", shown: ".chart svg", colorScheme: "light", click: "Run" },
];

const server = spawn(process.execPath, [join("dist", "cli.js"), "serve", "--no-open", "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const [chunk] = await once(server.stdout, "data");
const [, origin, token] = /^(http:\S+?)#\S*token=(\S+)/.exec(String(chunk));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const { file, address, shown, colorScheme, click } of PICTURES) {
    const context = await browser.newContext({ viewport: SIZE, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(`${origin}#/${address}${address.includes("?") ? "&" : "?"}token=${token}`);
    if (click) {
      await page.getByRole("button", { name: click, exact: true }).click();
      // The run is complete when it can be started again.
      await page.waitForFunction(
        (name) =>
          [...document.querySelectorAll("button")].some((one) => one.textContent === name && !one.disabled),
        click,
        { timeout: 600_000 },
      );
    }
    await page.locator(shown).first().waitFor({ timeout: 120_000 });
    // Lights of definitions follow when the outlines of the files have come.
    await page.waitForTimeout(3000);
    await page.screenshot({ path: join(FOLDER, file) });
    console.log(`${FOLDER}/${file}`);
    await context.close();
  }
} finally {
  await browser.close();
  server.kill("SIGINT");
}
