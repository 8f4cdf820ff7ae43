import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import {
  indexReportSchema,
  searchReportSchema,
  statusReportSchema,
} from "../../src/interfaces/schema/index.js";
import { fovea, foveaJson } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { EmbeddingServer } from "../support/embedding-server.js";
import { callTool, connectStdioIn, textOf } from "../support/mcp-client.js";
import { staticModel } from "../support/model-folder.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

const files = {
  "repo/src/garage.ts": "export function parkCar(car: string) {\n  return ['parked', car];\n}\n",
  "repo/src/clinic.ts": "export function visitDoctor(patient: string) {\n  return patient;\n}\n",
  "repo/src/kitchen.ts": "export function bakeBread(flour: number) {\n  return flour * 2;\n}\n",
  "repo/src/garden.ts": "export function waterRoses(litres: number) {\n  return litres;\n}\n",
  "repo/src/orchard.ts": "export function pickApples(baskets: number) {\n  return baskets;\n}\n",
};
const KEY = "key-that-nobody-may-see-4711";

/** A repository, with its own configuration folder, and a server. */
async function setting() {
  const scratch = new Scratch().write(files);
  const server = await EmbeddingServer.start();
  const options = {
    cwd: join(scratch.root, "repo"),
    env: { XDG_CONFIG_HOME: join(scratch.root, "config"), FOVEA_EMBED_KEY: KEY },
  };
  const configuring = ["index", "--embed", server.baseUrl, "--embed-model", "tiny"];
  return {
    scratch,
    server,
    options,
    configuring,
    configure: (...more: string[]) => runHere([...configuring, ...more], options),
    search: (...args: string[]) => jsonHere(["search", ...args], searchReportSchema, options),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      scratch[Symbol.dispose]();
    },
  };
}

test("finds by meaning a file without any word of the query, and shows the signal", async () => {
  await using at = await setting();
  const search = (query: string) => foveaJson(["search", query], searchReportSchema, at.options);
  expect((await search("automobile")).results).toEqual([]);
  expect(at.server.requests).toEqual([]);
  const indexed = await fovea(at.configuring, at.options);
  expect([indexed.code, indexed.err]).toEqual([0, ""]);
  expect(indexed.out).toMatch(/\d+ chunks embedded/);
  expect(at.server.requests[0]).toMatchObject({
    url: "/v1/embeddings",
    model: "tiny",
    authorization: `Bearer ${KEY}`,
  });
  at.server.takeTexts();
  const [best] = (await search("automobile")).results;
  expect(best).toMatchObject({ path: "src/garage.ts", symbol: "parkCar" });
  expect(best!.signals.vector).toBeGreaterThan(0);
  expect(at.server.takeTexts()).toEqual(["automobile"]);
  const explained = await fovea(["search", "automobile", "--explain"], at.options);
  expect(explained.out).toMatch(/vector \+0\.\d\d/);
  const packed = await fovea(["pack", "repair an automobile", "--budget", "400"], at.options);
  expect(packed.out).toContain("return ['parked', car]");
});

test("embeds only changed files", async () => {
  await using at = await setting();
  await at.configure();
  at.server.takeTexts();
  expect((await jsonHere(["index"], indexReportSchema, at.options)).embedded).toBe(0);
  expect(at.server.requests).toEqual([]);
  at.scratch.write({
    "repo/src/kitchen.ts": "export function drive(vehicle: string) {\n  return vehicle;\n}\n",
  });
  await at.search("physician");
  const texts = at.server.takeTexts();
  expect(texts.at(-1)).toBe("physician");
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts.slice(0, -1)) expect(text).toMatch(/^src\/kitchen\.ts/);
});

test("status shows the configuration; another model embeds again; --no-embed turns it off", async () => {
  await using at = await setting();
  const status = () => jsonHere(["status"], statusReportSchema, at.options);
  await runHere(["index"], at.options);
  expect((await status()).embeddings).toBeUndefined();
  await at.configure();
  const { embeddings } = await status();
  expect(embeddings).toMatchObject({ url: at.server.baseUrl, model: "tiny" });
  expect(embeddings!.chunks).toBeGreaterThan(4);
  expect(embeddings!.chunks).toBe(embeddings!.of);
  expect((await runHere(["status"], at.options)).out).toContain("chunks have vectors of tiny");
  at.server.takeTexts();
  await runHere(["index", "--embed-model", "other"], at.options);
  expect(at.server.requests.every(({ model }) => model === "other")).toBe(true);
  // A file that is one definition has no lines around it to embed.
  expect(at.server.takeTexts()).toHaveLength(5);
  expect((await runHere(["index", "--no-embed"], at.options)).code).toBe(0);
  expect((await at.search("automobile")).results).toEqual([]);
  expect((await status()).embeddings).toBeUndefined();
  expect(at.server.requests).toEqual([]);
});

test("a server that is down causes one line on stderr; the missing chunks are embedded when it is up again", async () => {
  await using at = await setting();
  await at.configure();
  at.server.disturb = () => ({ status: 500, body: "out of memory" });
  at.scratch.write({ "repo/src/late.ts": "export function physicianHours() {\n  return 'doctor';\n}\n" });
  const broken = await runHere(["search", "bread"], at.options);
  expect(broken.code).toBe(0);
  expect(broken.out).toContain("src/kitchen.ts");
  expect(broken.err).toMatch(/^fovea: the embedding server http:\S+ answered 500: out of memory; .*\n$/);
  at.server.disturb = () => undefined;
  at.server.takeTexts();
  expect((await at.search("bread")).results[0]!.path).toBe("src/kitchen.ts");
  const texts = at.server.takeTexts();
  for (const text of texts.slice(0, -1)) expect(text).toMatch(/^src\/late\.ts/);
  expect(texts.at(-1)).toBe("bread");
  await at.server.stop();
  const refused = await runHere(["search", "bread"], at.options);
  expect([refused.code, refused.out.split("\n")[0]]).toEqual([0, expect.stringContaining("src/kitchen.ts")]);
  expect(refused.err).toMatch(
    /^fovea: the embedding server \S+ cannot be reached \((?:ECONNREFUSED|UND_ERR_SOCKET)\); .*\n$/,
  );
});

test("an address that cannot be asked is reported with the reason, without the key", async () => {
  await using at = await setting();
  const barred = ["index", "--embed", "http://127.0.0.1:9/v1", "--embed-model", "tiny"];
  const refused = await runHere(barred, at.options);
  expect(refused.err).toContain("cannot be reached (bad port)");
  const env = { ...at.options.env, FOVEA_EMBED_KEY: `${KEY}\u2019` };
  const unsendable = await runHere(barred, { ...at.options, env });
  expect(unsendable.err).toContain("cannot be reached (the request failed)");
  expect(refused.err + unsendable.err).not.toContain(KEY);
});

test("the key is sent only to the server, and secrets in files are not sent", async () => {
  await using at = await setting();
  const token = ["ghp", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("_");
  at.scratch.write({ "repo/src/token.ts": `export const token = "${token}";\nexport const car = token;\n` });
  await at.configure();
  expect(new Set(at.server.requests.map(({ authorization }) => authorization))).toEqual(
    new Set([`Bearer ${KEY}`]),
  );
  const texts = at.server.takeTexts().join("\n");
  expect(texts).toContain("[redacted github-token]");
  expect(texts).not.toContain(token);
  await at.search(`where is ${token} used`);
  expect(at.server.takeTexts()).toEqual(["where is [redacted github-token] used"]);
  at.server.disturb = ({ authorization }) => ({ status: 401, body: `no such key: ${authorization}` });
  const denied = await runHere(["search", "bread"], at.options);
  expect(denied.err).toContain("answered 401: no such key: Bearer [key]");
  expect(denied.out + denied.err).not.toContain(KEY);
  const state = dirname(databaseFile(join(at.scratch.root, "repo")));
  expect(existsSync(state)).toBe(true);
  const grep = `! grep -rqF ${KEY} . ${state} && grep -rqF tiny config`;
  execFileSync("sh", ["-c", grep], { cwd: at.scratch.root });
});

test.each([
  ["not JSON", "<html>", /not JSON/],
  ["no list", '{"error":"x"}', /without a list named data/],
  ["too few", '{"data":[]}', /0 embeddings for \d+ texts/],
  ["no embedding", '{"data":[{"index":0}]}', /holds no embedding/],
  [
    "text in place of numbers",
    '{"data":[{"index":0,"embedding":["a"]}]}',
    /contains something other than numbers/,
  ],
])("an invalid answer (%s) is reported, and the index still holds the words", async (_, body, said) => {
  await using at = await setting();
  at.server.disturb = () => ({ status: 200, body });
  const outcome = await at.configure();
  expect(outcome.code).toBe(1);
  expect(outcome.err).toMatch(said);
  expect(outcome.err).toContain(at.server.baseUrl);
  const found = await runHere(["search", "bread"], at.options);
  expect([found.code, found.out]).toEqual([0, expect.stringContaining("src/kitchen.ts")]);
});

test("a request to a busy server is retried", async () => {
  await using at = await setting();
  const refusals = ["hang up", { status: 429, body: "slow down" }] as const;
  let asked = 0;
  at.server.disturb = () => refusals[asked++];
  const outcome = await at.configure();
  expect([outcome.code, outcome.err]).toEqual([0, ""]);
  expect((await at.search("automobile")).results[0]!.path).toBe("src/garage.ts");
});

test("Ctrl-C keeps the vectors made so far; the next run embeds the rest", async () => {
  await using at = await setting();
  const functions = (name: string) =>
    Array.from({ length: 140 }, (_, i) => `export function ${name}${i}() {\n  return ${i};\n}\n`).join("\n");
  at.scratch.write({ "repo/src/a.ts": functions("first"), "repo/src/b.ts": functions("second") });
  let interrupt = () => {};
  at.server.disturb = ({ input }) => {
    if (!input.some((text) => text.startsWith("src/b.ts"))) return undefined;
    interrupt();
    return "never answer";
  };
  const cut = await fovea(at.configuring, {
    ...at.options,
    onStart: (child) => {
      interrupt = () => child.kill("SIGINT");
    },
  });
  expect([cut.code, cut.err]).toEqual([130, ""]);
  at.server.disturb = () => undefined;
  at.server.takeTexts();
  expect((await runHere(["index"], at.options)).err).toBe("");
  const texts = at.server.takeTexts();
  expect(texts.filter((text) => text.startsWith("src/b.ts")).length).toBeGreaterThanOrEqual(140);
  expect(texts.filter((text) => text.startsWith("src/a.ts"))).toEqual([]);
});

test("a model whose dimensions changed is reported, and ranking uses words", async () => {
  await using at = await setting();
  await at.configure();
  at.server.disturb = () => ({ status: 200, body: '{"data":[{"embedding":[1,2,3]}]}' });
  const outcome = await runHere(["search", "bread"], at.options);
  expect([outcome.code, outcome.out]).toEqual([0, expect.stringContaining("src/kitchen.ts")]);
  expect(outcome.err).toMatch(/gave 3 dimensions, the index has others; ranked by words alone/);
});

test("texts are sent with the prefix that their model was trained with", async () => {
  await using at = await setting();
  await at.configure("--embed-model", "nomic-embed-text:v1.5");
  for (const text of at.server.takeTexts()) expect(text).toMatch(/^search_document: src\//);
  await at.search("automobile");
  expect(at.server.takeTexts()).toEqual(["search_query: automobile"]);
});

test("over MCP too a task finds files by meaning", async () => {
  await using at = await setting();
  await at.configure();
  const client = await connectStdioIn(at.options.cwd, at.options.env);
  expect(textOf(await callTool(client, "get_context", { task: "automobile" }))).toContain("parkCar");
  await client.close();
});

test("a model in a folder needs no server; while the folder is missing, ranking uses words and vectors are kept", async () => {
  using scratch = new Scratch().write(files);
  const words =
    "car park parked doctor visit patient bread bake flour water roses litres pick apples baskets".split(" ");
  const vectors = Object.fromEntries(
    words.map((word, place) => [word, words.map((_, at) => (at === place ? 1 : 0))]),
  );
  const model = staticModel({ ...vectors, automobile: vectors.car!, physician: vectors.doctor! });
  scratch.write(
    Object.fromEntries(Object.entries(model).map(([path, content]) => [`models/tiny/${path}`, content])),
  );
  const options = { cwd: join(scratch.root, "repo"), env: { XDG_CONFIG_HOME: join(scratch.root, "config") } };
  const search = (query: string) => jsonHere(["search", query], searchReportSchema, options);

  const indexed = await fovea(["index", "--embed", "../models/tiny"], options);
  expect([indexed.code, indexed.err]).toEqual([0, ""]);
  expect(indexed.out).toMatch(/\d+ chunks embedded/);
  const [best] = (await search("automobile")).results;
  expect(best).toMatchObject({ path: "src/garage.ts", symbol: "parkCar" });
  const status = await jsonHere(["status"], statusReportSchema, options);
  expect(status.embeddings).toMatchObject({
    model: expect.stringMatching(/^tiny /),
    folder: join(scratch.root, "models/tiny"),
  });
  expect(status.embeddings).not.toHaveProperty("url");

  const unknown = await runHere(["search", "zebra"], options);
  expect([unknown.code, unknown.err]).toEqual([
    1,
    "fovea: nothing in the index contains a word of this query. Name a symbol, a path or other words.\n",
  ]);

  renameSync(join(scratch.root, "models"), join(scratch.root, "away"));
  const without = await runHere(["search", "bread"], options);
  expect([without.code, without.out]).toEqual([0, expect.stringContaining("src/kitchen.ts")]);
  expect(without.err).toMatch(
    /^fovea: \S+tiny no longer holds an embedding model; ranked by words alone\. .*\n$/,
  );
  scratch.write({ "repo/src/late.ts": "export function physicianHours() {\n  return 'doctor';\n}\n" });
  const failed = await runHere(["index"], options);
  expect([failed.code, failed.err]).toEqual([
    1,
    expect.stringMatching(/^fovea: \S+tiny no longer holds an embedding model\. .*\n$/),
  ]);
  renameSync(join(scratch.root, "away"), join(scratch.root, "models"));
  expect((await jsonHere(["index"], indexReportSchema, options)).embedded).toBeLessThan(4);
  expect((await search("automobile")).results[0]!.path).toBe("src/garage.ts");
  expect((await search("physician")).results[0]!.path).toBe("src/late.ts");
});

test("an invalid configuration is refused with the mend", async () => {
  await using at = await setting();
  for (const args of [
    ["--embed", "http://user:password@localhost/v1", "--embed-model", "m"],
    ["--embed", "file:///etc", "--embed-model", "m"],
    ["--embed", at.server.baseUrl],
    ["--embed-model", "m"],
    ["--embed", "./src"],
    ["--embed", "./no/such/folder"],
    ["--embed", "./src", "--embed-model", "m"],
  ]) {
    const outcome = await runHere(["index", ...args], at.options);
    expect([outcome.code, outcome.out]).toEqual([2, ""]);
    expect(outcome.err).not.toContain("password@");
  }
  expect(at.server.requests).toEqual([]);
});

test("an index made by somebody else sends no text", async () => {
  await using at = await setting();
  await at.configure();
  at.server.takeTexts();
  const elsewhere = {
    ...at.options,
    env: { ...at.options.env, XDG_CONFIG_HOME: join(at.scratch.root, "b") },
  };
  const outcome = await runHere(["search", "automobile"], elsewhere);
  expect(outcome.code).toBe(1);
  await runHere(["forget", "--yes"], at.options);
  await runHere(["search", "bread"], at.options);
  expect(at.server.requests).toEqual([]);
  expect(readFileSync(join(at.scratch.root, "config/fovea/embeddings.json"), "utf8")).toBe("{}\n");
});
