import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "puppeteer-core";
import { freePort } from "./free-port.js";

/** A browser that is driven by what all browsers have: open an address, run a script in the page. */
export interface OtherBrowser {
  open(address: string): Promise<void>;
  /** @param script the body of a function, with a `return`. */
  run(script: string): Promise<unknown>;
  close(): Promise<void>;
}

/** A browser besides Chromium, and how it is started; `start` is undefined where it is not installed. */
export interface OtherBrowserKind {
  readonly name: string;
  readonly start: (() => Promise<OtherBrowser>) | undefined;
}

const onPath = (names: readonly string[]): string | undefined =>
  (env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));

const SIZE = { width: 1024, height: 768 };

/** Firefox as it is installed, by WebDriver BiDi. Playwright drives its own build of Firefox only. */
async function startFirefox(executablePath: string): Promise<OtherBrowser> {
  const browser = await launch({ browser: "firefox", executablePath, headless: true, defaultViewport: SIZE });
  const page = await browser.newPage();
  return {
    open: async (address) => {
      await page.goto("about:blank");
      await page.goto(address);
    },
    run: (script) => page.evaluate(`(() => { ${script} })()`),
    close: () => browser.close(),
  };
}

/** WebKitGTK's small browser on a display of its own, by the W3C's WebDriver protocol. */
async function startWebKit(driver: string, display: string, binary: string): Promise<OtherBrowser> {
  const port = await freePort();
  const child: ChildProcess = spawn(display, ["-a", driver, `--port=${port}`], {
    stdio: "ignore",
    detached: true,
  });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } };
    if (value?.error !== undefined) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid);
  };
  try {
    for (let tries = 0; ; tries++)
      try {
        await call("GET", "/status");
        break;
      } catch (error) {
        if (tries === 100) throw error;
        await sleep(100);
      }
    const options = { binary, args: ["--automation"] };
    const { sessionId } = (await call("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    })) as { sessionId: string };
    const session = `/session/${sessionId}`;
    await call("POST", `${session}/window/rect`, SIZE);
    return {
      open: async (address) => {
        await call("POST", `${session}/url`, { url: "about:blank" });
        await call("POST", `${session}/url`, { url: address });
      },
      run: (script) => call("POST", `${session}/execute/sync`, { script, args: [] }),
      close: async () => {
        await call("DELETE", session);
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

const firefox = onPath(["firefox", "firefox-esr"]);
const driver = onPath(["WebKitWebDriver"]);
const display = onPath(["xvfb-run"]);
const miniBrowser = ["x86_64-linux-gnu", "aarch64-linux-gnu"]
  .flatMap((system) =>
    ["6.0", "4.1", "4.0"].map((version) => `/usr/lib/${system}/webkit2gtk-${version}/MiniBrowser`),
  )
  .find((file) => existsSync(file));

export const otherBrowsers: readonly OtherBrowserKind[] = [
  { name: "Firefox", start: firefox === undefined ? undefined : () => startFirefox(firefox) },
  {
    name: "WebKit",
    start: driver && display && miniBrowser ? () => startWebKit(driver, display, miniBrowser) : undefined,
  },
];
