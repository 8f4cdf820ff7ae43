import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  ApiError,
  CandidatesReport,
  EvalState,
  FileLines,
  FileOutline,
  GraphReport,
  PackReport,
  RepositoryInfo,
  RepositoryMap,
  SearchFilesReport,
  SearchReport,
  ServerEvent,
  WhyReport,
} from "../../src/interfaces/web/api/contract.js";
import { fovea } from "../support/cli.js";
import { type ServedPage, servePage } from "../support/page.js";
import { Scratch } from "../support/scratch.js";

const HOSTILE_NAME = "<img src=x onerror=alert(1)> \u202Egnp.ts";
const HOSTILE_TEXT =
  'export const hostileBoat = "</script><script>alert(1)</script>\u2028\u202E";\n// "quoted" \\ \r\nexport const longLine = "';

const LONG = 4000;

let scratch: Scratch;
let served: ServedPage;

beforeAll(async () => {
  scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("Row boats", {
    "src/boat.ts":
      "/** Rows the boat across the lake. */\nexport function rowBoat(strokes: number) {\n  return strokes + splash();\n}\n\nfunction splash() {\n  return 1;\n}\n",
    "src/lake.ts":
      'import { rowBoat } from "./boat.js";\n\nexport class Lake {\n  cross() {\n    return rowBoat(3);\n  }\n}\n',
    "README.md": "# Boats\n\nHow to row a boat.\n",
    [HOSTILE_NAME]: `${HOSTILE_TEXT}${"x".repeat(LONG)}";\n${"// a line of a boat\n".repeat(400)}`,
  });
  served = await servePage(scratch.root);
});

afterAll(async () => {
  await served?.stop();
  scratch?.[Symbol.dispose]();
});

async function json<T>(path: string, body?: unknown): Promise<T> {
  const response = await served.ask(
    path,
    body === undefined ? {} : { method: "POST", body: JSON.stringify(body) },
  );
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

/** A request as it is written: fetch would normalise the path and refuse some headers. */
function raw(
  path: string,
  { headers = {}, method = "GET", body = "" }: { headers?: object; method?: string; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const { hostname, port } = new URL(served.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers: { ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const bearer = () => ({ authorization: `Bearer ${served.token}` });

/** An answer that is one clear error. */
function errorIn({ text, headers }: Awaited<ReturnType<typeof raw>>): ApiError {
  expect(headers["content-type"]).toBe("application/json");
  const error = JSON.parse(text) as ApiError;
  expect(Object.keys(error)).toEqual(["code", "message", "mend"]);
  return error;
}

describe("answers as the commands do", () => {
  const cli = async (...args: string[]) =>
    JSON.parse((await fovea([...args, "--json"], { cwd: scratch.root })).out);

  it("search, search --files, pack, why and graph", async () => {
    const task = "row the boat";
    expect(await json<SearchReport>("search", { query: task, limit: 10 })).toEqual(await cli("search", task));
    const files = (await cli("search", task, "--files", "--limit", "500")) as SearchFilesReport;
    const { measures, ...candidates } = await json<CandidatesReport>("candidates", { task });
    expect(candidates).toEqual({
      ...files,
      results: files.results.map(({ snippet, ...row }) => row),
    });
    for (const [budget, format] of [
      [300, "markdown"],
      [2000, "xml"],
    ] as const) {
      const pack = await json<PackReport>("pack", { task, budget, format });
      expect(pack.items.length).toBeGreaterThan(0);
      expect(pack).toEqual(await cli("pack", task, "--budget", String(budget), "--format", format));
    }
    const why = await json<WhyReport>("why", { path: "src/lake.ts", task, budget: 8000 });
    expect(why).toEqual(await cli("why", "src/lake.ts", task));
    expect(why.rank!.signals.map(({ name }) => measures[name])).toEqual(
      why.rank!.signals.map((signal) => signal.why),
    );
    const graph = await json<GraphReport>("graph", { target: "rowBoat" });
    expect(graph.relations.callers!.total).toBe(1);
    expect(graph).toEqual(await cli("graph", "rowBoat"));
  });

  it("a refresh: what an earlier pack of this server sent is not sent again", async () => {
    const first = await json<PackReport>("pack", { task: "row the boat", budget: 4000, format: "markdown" });
    const again = await json<PackReport>("pack", {
      task: "row the boat",
      budget: 4000,
      format: "markdown",
      since: first.packId,
    });
    expect(again.held.unchanged.length).toBe(first.items.length);
    expect(again.tokens).toBeLessThan(first.tokens);
    const unknown = await served.ask("pack", {
      method: "POST",
      body: JSON.stringify({ task: "x", budget: 4000, format: "xml", since: "0123456789abcdef" }),
    });
    expect(unknown.status).toBe(400);
    expect(((await unknown.json()) as ApiError).code).toBe("unknown-since");
  });

  it("the map, outlines and lines", async () => {
    const info = await json<RepositoryInfo>("repository");
    const map = await json<RepositoryMap>("map");
    expect(map.files.map(({ path }) => path).sort()).toEqual(
      [HOSTILE_NAME, "README.md", "src/boat.ts", "src/lake.ts"].sort(),
    );
    expect(info).toMatchObject({ version: map.version, files: 4 });
    expect(map.files.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(info.tokens);
    const outline = await json<FileOutline>("outline?path=src%2Flake.ts");
    const lake = outline.definitions.findIndex(({ symbol }) => symbol === "Lake");
    const cross = outline.definitions.find(({ symbol }) => symbol === "Lake.cross")!;
    expect(cross.parent).toBe(lake);
    expect(outline.definitions[lake]!.tokens).toBe(outline.definitions[lake]!.ownTokens + cross.tokens);
    expect(outline.definitions.reduce((sum, { ownTokens }) => sum + ownTokens, 0)).toBe(outline.tokens);
    const lines = await json<FileLines>("lines?path=src%2Fboat.ts&start=2&end=3");
    expect(lines).toEqual({
      path: "src/boat.ts",
      startLine: 2,
      lines: ["export function rowBoat(strokes: number) {", "  return strokes + splash();"],
      of: 8,
    });
  });
});

describe("refuses with one clear error", () => {
  it.each([
    ["data without a token", "/api/map", {}, 401, "no-token"],
    ["a wrong token", "/api/map", { authorization: "Bearer x" }, 401, "no-token"],
    ["events without a token", "/api/events", {}, 401, "no-token"],
    ["a foreign Host (DNS rebinding)", "/", { host: "evil.example" }, 403, "foreign-host"],
    ["a foreign Origin", "/api/map", { origin: "https://evil.example" }, 403, "foreign-origin"],
    ["an opaque Origin", "/api/map", { origin: "null" }, 403, "foreign-origin"],
    ["an unknown file", "/nothing.js", {}, 404, "not-found"],
  ])("%s", async (_, path, headers, status, code) => {
    const answer = await raw(path, { headers });
    expect(answer.status).toBe(status);
    expect(errorIn(answer).code).toBe(code);
  });

  it.each([
    "/../package.json",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/package.json",
    "/chunks/../../cli.js",
    "//etc/passwd",
    "/..\\package.json",
    "/constructor",
    "/__proto__",
    "/index.html%00.js",
  ])("a path out of the page's files: %s", async (path) => {
    const answer = await raw(path);
    expect(answer.status).toBe(404);
    expect(errorIn(answer).code).toBe("not-found");
  });

  it("other methods, unknown requests and bodies that are wrong", async () => {
    const post = (path: string, body: string) => raw(path, { method: "POST", headers: bearer(), body });
    const cases: [Awaited<ReturnType<typeof raw>>, number, string][] = [
      [await raw("/", { method: "POST" }), 405, "wrong-method"],
      [await raw("/api/pack", { headers: bearer() }), 405, "wrong-method"],
      [await raw("/api/map", { method: "DELETE", headers: bearer() }), 405, "wrong-method"],
      [await raw("/api/nothing", { headers: bearer() }), 404, "unknown-request"],
      [await raw("/api/__proto__", { headers: bearer() }), 404, "unknown-request"],
      [await post("/api/pack", "{"), 400, "not-json"],
      [await post("/api/pack", "[]"), 400, "bad-request"],
      [await post("/api/pack", JSON.stringify({ task: " ", budget: 1, format: "xml" })), 400, "bad-request"],
      [await post("/api/search", JSON.stringify({ query: "x", limit: 1e9 })), 400, "bad-request"],
      [await post("/api/search", JSON.stringify({ query: "x", limit: 1, more: 1 })), 400, "bad-request"],
      [
        await post("/api/search", JSON.stringify({ query: "x".repeat(1_000_000), limit: 1 })),
        413,
        "too-large",
      ],
      [await raw("/api/lines?path=src/boat.ts&start=0&end=2", { headers: bearer() }), 400, "bad-request"],
      [await raw("/api/lines?path=src/boat.ts&start=3&end=2", { headers: bearer() }), 400, "bad-range"],
      [
        await raw("/api/lines?path=../../etc/passwd&start=1&end=2", { headers: bearer() }),
        400,
        "not-indexed",
      ],
      [await raw("/api/outline?path=/etc/passwd", { headers: bearer() }), 400, "not-indexed"],
    ];
    for (const [answer, status, code] of cases) {
      expect(errorIn(answer).code).toBe(code);
      expect(answer.status).toBe(status);
    }
    expect((await raw("/api/map", { method: "PUT", headers: bearer() })).headers.allow).toBe("GET");
  });
});

it("sends the page with strict headers, compressed, and only when it has changed", async () => {
  const answer = await raw("/", { headers: { "accept-encoding": "gzip, br" } });
  expect(answer.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
  });
  expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(answer.headers["content-security-policy"]).toContain("require-trusted-types-for 'script'");
  expect(answer.headers["content-security-policy"]).not.toMatch(
    /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:/,
  );
  const again = await raw("/", { headers: { "if-none-match": answer.headers.etag } });
  expect([again.status, again.text]).toEqual([304, ""]);
  const script = await raw("/page.js", { headers: { "accept-encoding": "br" } });
  expect(script.headers["content-encoding"]).toBe("br");
  expect((await raw("/page.js", { headers: { "accept-encoding": "br;q=0" } })).headers).not.toHaveProperty(
    "content-encoding",
  );
  const chunk = /from"(\.\/chunks\/[^"]+)"/.exec(readFileSync("dist/page/page.js", "utf8"))![1]!;
  expect((await raw(chunk.slice(1))).headers["cache-control"]).toContain("immutable");
});

it("hands hostile names and texts over as data", async () => {
  const map = await raw("/api/map", { headers: bearer() });
  expect(
    Object.keys(map.headers).filter((name) => map.headers[name]?.toString().includes("onerror")),
  ).toEqual([]);
  const path = encodeURIComponent(HOSTILE_NAME);
  const lines = await json<FileLines>(`lines?path=${path}&start=1&end=9`);
  expect(lines.path).toBe(HOSTILE_NAME);
  expect(lines.lines[0]).toContain("</script><script>");
  expect(lines.lines.join("").length).toBeGreaterThan(LONG);
  const search = await json<SearchReport>("search", { query: "hostileBoat", limit: 5 });
  expect(search.results[0]!.path).toBe(HOSTILE_NAME);
  expect(search.results[0]!.snippet[0]!.text.length).toBeLessThan(300);
});

it("tells within a second that a file was saved", async () => {
  const stop = new AbortController();
  const response = await served.ask("events", { signal: stop.signal });
  const events = eventsOf(response);
  const first = await versionIn(events);
  const saved = performance.now();
  writeFileSync(join(scratch.root, "src/new.ts"), "export const oar = 1;\n");
  const second = await versionIn(events);
  const milliseconds = performance.now() - saved;
  expect(second).not.toBe(first);
  const { version, files } = await json<RepositoryMap>("map");
  expect(version).toBe(second);
  expect(files.some(({ path }) => path === "src/new.ts")).toBe(true);
  // The limit is a second; this machine may do other things.
  expect(milliseconds).toBeLessThan(5000);
  stop.abort();
});

async function* eventsOf(response: Response): AsyncGenerator<ServerEvent> {
  let rest = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as ServerEvent;
  }
}

async function versionIn(events: AsyncGenerator<ServerEvent>): Promise<string> {
  for (;;) {
    const { value } = await events.next();
    if (value?.type === "index") return value.version;
  }
}

it("evaluates the history in another process, one evaluation at a time, and cancels it", async () => {
  using history = new Scratch();
  history.git("init", "-q");
  for (let index = 0; index < 12; index++)
    history.commit(`Row the boat of crew number ${index}`, {
      [`src/crew${index}.ts`]: `export function rowCrew${index}() {\n  return ${index};\n}\n`,
      "src/all.ts": `export const crews = ${index};\n`,
    });
  const served = await servePage(history.root);
  const state = async (init?: RequestInit) => (await (await served.ask("eval", init)).json()) as EvalState;
  const start = { method: "POST", body: JSON.stringify({ limit: 5 }) };
  try {
    expect(await state()).toEqual({ state: "none" });
    expect((await state(start)).state).toBe("running");
    const second = await served.ask("eval", start);
    expect(second.status).toBe(503);
    expect(((await second.json()) as ApiError).code).toBe("evaluation-running");
    let now = await state();
    while (now.state === "running") {
      await new Promise((resolve) => setTimeout(resolve, 100));
      now = await state();
    }
    expect(now).toMatchObject({ state: "done" });
    if (now.state === "done") expect(now.report.cases).toBeGreaterThan(0);
    expect((await state({ method: "POST", body: JSON.stringify({ limit: 100 }) })).state).toBe("running");
    expect((await state({ method: "DELETE" })).state).not.toBe("running");
  } finally {
    await served.stop();
  }
});

describe("the command", () => {
  it("ends with Ctrl-C, also with open streams and a request that was never finished", async () => {
    const served = await servePage(scratch.root);
    const stream = await served.ask("events");
    const { hostname, port } = new URL(served.origin);
    const half = connect(Number(port), hostname);
    half.on("error", () => {});
    half.write("POST /api/pack HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n");
    const ended = stream.text().catch(() => "cut");
    const before = performance.now();
    await served.stop();
    expect(performance.now() - before).toBeLessThan(5000);
    expect(served.child.exitCode).toBe(130);
    await ended;
    half.destroy();
  });

  it("says that a port is taken, and that another is no port", async () => {
    const port = new URL(served.origin).port;
    const taken = await fovea(["serve", "--no-open", "--port", port], { cwd: scratch.root });
    expect([taken.code, taken.err]).toEqual([
      1,
      `fovea: port ${port} is taken. Give another --port <port>.\n`,
    ]);
    const wrong = await fovea(["serve", "--port", "http"], { cwd: scratch.root });
    expect(wrong.code).toBe(2);
    expect(wrong.err.split("\n").length).toBe(2);
  });

  it("refuses what it cannot serve, in one line", async () => {
    const cases: [string[], Record<string, string>, number, RegExp][] = [
      // Node binds all addresses of the machine when it is given an empty one.
      [["--host", ""], {}, 2, /--host is empty/],
      [["/"], {}, 2, /\/, which is not a repository/],
      [[], { FOVEA_TOKEN: "two\nlines" }, 2, /FOVEA_TOKEN has characters that no client can send/],
      [[], { FOVEA_TOKEN: "日本" }, 2, /FOVEA_TOKEN has characters that no client can send/],
    ];
    for (const [args, env, code, words] of cases) {
      const answer = await fovea(["serve", "--no-open", "--port", "0", ...args], { cwd: scratch.root, env });
      expect(answer.err).toMatch(words);
      expect(answer.err.split("\n").length).toBe(2);
      expect([answer.code, answer.out]).toEqual([code, ""]);
    }
  });

  it.each(["LOCALHOST", "127.0.0.2"])("keeps foreign Hosts out on loopback written as %s", async (host) => {
    const served = await servePage(scratch.root, { flags: ["--host", host] });
    const { hostname, port } = new URL(served.origin);
    const status = (name: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ hostname, port, headers: { host: name } }, (answer) => resolve(answer.resume().statusCode))
          .on("error", reject)
          .end();
      });
    expect([await status("evil.example"), await status(`${host}:${port}`)]).toEqual([403, 200]);
    await served.stop();
  });

  it("says that the repository is gone, and serves it again when it is back", async () => {
    using gone = new Scratch();
    const root = join(gone.root, "repository");
    const make = (name: string): void => {
      mkdirSync(root);
      writeFileSync(join(root, `${name}.ts`), `export const ${name} = 1;\n`);
    };
    make("oar");
    const served = await servePage(gone.root, { flags: ["--repo", root] });
    const paths = async () =>
      ((await (await served.ask("map")).json()) as RepositoryMap).files.map(({ path }) => path);
    expect(await paths()).toEqual(["oar.ts"]);
    const stop = new AbortController();
    const events = eventsOf(await served.ask("events", { signal: stop.signal }));
    const first = await versionIn(events);
    rmSync(root, { recursive: true });
    // Pages that are open learn of it. Before, the index may be told without its files.
    let answer = await served.ask("map");
    for (const end = performance.now() + 10_000; answer.ok && performance.now() < end; ) {
      expect(await versionIn(events)).not.toBe(first);
      answer = await served.ask("map");
    }
    expect(answer.status).toBe(503);
    expect(((await answer.json()) as ApiError).code).toBe("root-gone");
    make("sail");
    expect(await paths()).toEqual(["sail.ts"]);
    // The new folder is watched too.
    writeFileSync(join(root, "mast.ts"), "export const mast = 1;\n");
    expect(await paths()).toEqual(["mast.ts", "sail.ts"]);
    stop.abort();
    await served.stop();
  });

  it("takes the token of FOVEA_TOKEN, and does not print it", async () => {
    const served = await servePage(scratch.root, { env: { FOVEA_TOKEN: "a-token-of-mine" } });
    expect((await served.ask("repository")).status).toBe(200);
    expect(served.said()).not.toContain("a-token-of-mine");
    await served.stop();
  });

  it("shows costs and measurements outside a repository", async () => {
    using empty = new Scratch();
    mkdirSync(join(empty.root, "folder"));
    const served = await servePage(join(empty.root, "folder"));
    expect(served.said()).toContain("there is no repository here: the page shows Cost and Bench");
    expect((await fetch(served.origin)).status).toBe(200);
    const answer = await served.ask("repository");
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as ApiError).code).toBe("no-repository");
    expect((await served.ask("events")).status).toBe(404);
    await served.stop();
  });
});
