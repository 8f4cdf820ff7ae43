import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tokenFile } from "../../src/interfaces/http/token.js";
import { callTool, textOf } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");

interface Serving {
  readonly url: URL;
  /** The token that was printed; empty when the environment gave one. */
  readonly token: string;
  readonly child: ChildProcess;
}

async function serve(root: string, env: Record<string, string> = {}, ...flags: string[]): Promise<Serving> {
  const child = spawn(process.execPath, [cli, "mcp", "--http", "0", ...flags], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "pipe"],
  });
  let said = "";
  for await (const chunk of child.stderr!) {
    said += String(chunk);
    const url = /http:\/\/\S+\/mcp/.exec(said);
    const token = /Authorization: Bearer (\S+)/.exec(said);
    if (url) return { url: new URL(url[0]), token: token?.[1] ?? "", child };
  }
  throw new Error(said);
}

async function connect({ url, token }: Pick<Serving, "url" | "token">): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  const headers = { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } });
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return client;
}

/** A raw request with the token: fetch cannot set the Host header. */
const postTo = ({ url, token }: Serving, headers: Record<string, string>, body: string): Promise<number> =>
  post(url, { authorization: `Bearer ${token}`, ...headers }, body);

const post = (url: URL, headers: Record<string, string>, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...headers,
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });

const initialize = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "1" } },
});

let scratch: Scratch;
let serving: Serving;

beforeAll(async () => {
  scratch = new Scratch().write({
    "boat.ts":
      "/** Rows the boat across. */\nexport function rowBoat(strokes: number) {\n  return strokes;\n}\n",
  });
  serving = await serve(scratch.root);
});

afterAll(() => {
  serving.child.kill();
  scratch[Symbol.dispose]();
});

test("two clients have separate sessions; progress and structured answers work over HTTP", async () => {
  const [one, two] = await Promise.all([connect(serving), connect(serving)]);
  const first = await callTool(one, "get_context", { task: "row the boat" });
  const again = await callTool(one, "get_context", { task: "row the boat" });
  const other = await callTool(two, "get_context", { task: "row the boat" });
  const session = (result: typeof first) => (result.structuredContent as { session: string }).session;
  expect(session(again)).toBe(session(first));
  expect(session(other)).not.toBe(session(first));
  expect(textOf(other)).toContain("export function rowBoat");
  await one.close();
  await two.close();
});

describe("refuses", () => {
  test.each([
    ["a foreign Host (DNS rebinding)", { host: "evil.example" }, 403],
    ["a foreign Origin", { origin: "https://evil.example" }, 403],
    ["an opaque Origin", { origin: "null" }, 403],
    ["an unknown session", { "mcp-session-id": "00000000-0000-4000-8000-000000000000" }, 404],
  ])("%s", async (_, headers, status) => {
    expect(await postTo(serving, headers, initialize)).toBe(status);
  });

  test("bodies that are not JSON or too large, and other paths", async () => {
    expect(await postTo(serving, {}, "{")).toBe(400);
    expect(await postTo(serving, {}, JSON.stringify("x".repeat(5_000_000)))).toBe(413);
    expect(await postTo({ ...serving, url: new URL("/", serving.url) }, {}, initialize)).toBe(404);
  });

  test("requests with a wrong token, in any spelling of the header", async () => {
    const { url, token } = serving;
    const wrong = [
      {},
      { authorization: "Bearer" },
      { authorization: `Bearer ${token.slice(1)}` },
      { authorization: `Bearer ${token}x` },
      { authorization: `Basic ${token}` },
      { authorization: token },
    ];
    for (const headers of wrong) expect(await post(url, headers, initialize)).toBe(401);
  });

  test("headers that are too large", async () => {
    expect(await postTo(serving, { "x-long": "x".repeat(20_000) }, initialize)).toBe(431);
  });
});

test.each([["Bearer"], ["bearer"], ["BEARER  "], ["bEaReR\t "]])(
  "takes the token after %j",
  async (scheme) => {
    const { url, token } = serving;
    expect(await post(url, { authorization: `${scheme} ${token} ` }, initialize)).toBe(200);
  },
);

test("the token file is readable only by this user, and deleted at the end", async () => {
  const open = await serve(scratch.root);
  const ended = once(open.child, "exit");
  const file = tokenFile(scratch.root, Number(open.url.port));
  expect(readFileSync(file, "utf8").trim()).toBe(open.token);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  open.child.kill("SIGINT");
  await ended;
  expect(existsSync(file)).toBe(false);
});

test("accepts a loopback Origin", async () => {
  expect(await postTo(serving, { origin: "http://localhost:6274" }, initialize)).toBe(200);
});

test("on an address other than loopback the token must come from the environment", async () => {
  const open = await serve(scratch.root, { FOVEA_TOKEN: "a-long-secret" }, "--host", "0.0.0.0");
  try {
    const url = new URL(open.url);
    url.hostname = "127.0.0.1";
    expect(open.token).toBe("");
    expect(await post(url, {}, initialize)).toBe(401);
    expect(await post(url, { authorization: "Bearer wrong" }, initialize)).toBe(401);
    const client = await connect({ url, token: "a-long-secret" });
    expect(textOf(await callTool(client, "read", { symbol: "rowBoat" }))).toContain("strokes");
    await client.close();
  } finally {
    open.child.kill();
  }
});
