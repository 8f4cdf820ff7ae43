import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { cliFile } from "./cli.js";

/** A running `fovea serve` of the built CLI. */
export interface ServedPage {
  /** `http://127.0.0.1:39821/` */
  readonly origin: string;
  readonly token: string;
  /** The printed address with the token, of a view with parameters: `view("context", { task: "…" })`. */
  view(name: string, parameters?: Readonly<Record<string, string>>): string;
  /** Asks the API with the token. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** What it has printed on stderr so far. */
  readonly said: () => string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** More flags of the command. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The built dist/cli.js; by default this checkout's. */
  readonly cli?: string;
}

/** Starts `fovea serve` for a repository on a free port. */
export async function servePage(
  root: string,
  { flags = [], env = {}, cli = cliFile }: ServeOptions = {},
): Promise<ServedPage> {
  const child = spawn(process.execPath, [cli, "serve", "--no-open", "--port", "0", ...flags], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes("\n")) break;
  }
  const [, origin, token] = /^(http:\/\/[^/]+\/)#\/\w+(?:\?token=(\S+))?\n/.exec(printed) ?? [];
  if (origin === undefined) throw new Error(`fovea serve printed ${printed}${said}`);
  const bearer = token ?? env.FOVEA_TOKEN ?? "";
  return {
    origin,
    token: bearer,
    view: (name, parameters = {}) =>
      `${origin}#/${name}?${new URLSearchParams({ token: bearer, ...parameters })}`,
    ask: (path, init = {}) =>
      fetch(`${origin}api/${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${bearer}` },
      }),
    said: () => said,
    child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGINT");
      await exited;
    },
  };
}

/** A page that notes what must not happen. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts and of the console, violations of the content-security policy among them. */
  readonly problems: readonly string[];
  /** Requests that left the origin of `served`. */
  readonly foreign: readonly string[];
}

/** Opens a page in a browser context of its own. Close it with `page.context().close()`. */
export async function openPage(
  browser: Browser,
  { origin }: Pick<ServedPage, "origin">,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  const foreign: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:")) foreign.push(url);
  });
  await page.goto(address);
  return { page, problems, foreign };
}
