import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { searchReportSchema } from "../../src/interfaces/schema/index.js";
import { callTool, connectStdio, textOf } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";
import { runHere } from "../support/terminal.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");

const run = (cwd: string, ...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { cwd, encoding: "utf8" });

const here = (cwd: string, ...args: string[]) => runHere(args, { cwd });

const found = (cwd: string, ...args: string[]): string[] => {
  const { stdout, stderr, status } = run(cwd, "search", ...args, "--json");
  expect([status, stderr]).toEqual([0, ""]);
  return searchReportSchema.parse(JSON.parse(stdout)).results.map(({ path }) => path);
};

const files = {
  "code/api/src/invoice.ts": "export function sendInvoice(amount: number) {\n  return amount;\n}\n",
  "code/web/src/invoice-page.ts": "export function showInvoice() {\n  return 'invoice';\n}\n",
  "other/web/lib/total.py": "def invoice_total(rows):\n    return sum(rows)\n",
};

test("several repositories are indexed together, searched together or by name, and kept up to date", async () => {
  using scratch = new Scratch().write(files);
  const work = join(scratch.root, "code");
  expect(run(work, "index", "api", "web", "../other/web").stderr).toBe("");
  expect(found(work, "invoice").sort()).toEqual([
    "api/src/invoice.ts",
    "web-2/lib/total.py",
    "web/src/invoice-page.ts",
  ]);
  expect(found(work, "invoice", "--repo", "api")).toEqual(["api/src/invoice.ts"]);
  expect(found(join(work, "api"), "invoice", "--repo", "../web")).toEqual(["web/src/invoice-page.ts"]);
  scratch.write({ "other/web/lib/late.py": "def late_invoice():\n    return 1\n" });
  expect(found(work, "late invoice", "--repo", "web-2")[0]).toBe("web-2/lib/late.py");
  const packed = run(work, "pack", "send the invoice");
  expect(packed.stdout).toContain("## api/src/invoice.ts");
});

test("over MCP a workspace is read as one, and nothing outside its repositories", async () => {
  using scratch = new Scratch().write({ ...files, "code/secret-plan.md": "# Invoice plan\n" });
  const work = join(scratch.root, "code");
  await here(work, "index", "api", "../other/web");
  const client = await connectStdio(work);
  expect(textOf(await callTool(client, "get_context", { task: "invoice" }))).toContain("## web/lib/total.py");
  expect(textOf(await callTool(client, "read", { path: "web/lib/total.py" }))).toContain("sum(rows)");
  for (const path of [
    "secret-plan.md",
    "web/../secret-plan.md",
    "web/../../../etc/passwd",
    "code/secret-plan.md",
  ])
    expect(textOf(await callTool(client, "read", { path }))).toMatch(/^not-indexed/);
  await client.close();
});

test("over MCP one repository of a workspace is served alone, by workspace, relative or absolute paths", async () => {
  using scratch = new Scratch().write(files);
  const work = join(scratch.root, "code");
  await here(work, "index", "api", "web", "../other/web");
  const client = await connectStdio(work, "--repo", "web-2");
  const context = textOf(await callTool(client, "get_context", { task: "invoice" }));
  expect(context).toContain("## web-2/lib/total.py");
  expect(context).not.toContain("api/src");
  for (const path of ["web-2/lib/total.py", "lib/total.py", join(scratch.root, "other/web/lib/total.py")])
    expect((await callTool(client, "read", { path })).structuredContent).toMatchObject({
      path: "web-2/lib/total.py",
      text: expect.stringContaining("sum(rows)"),
    });
  for (const args of [{ path: "api/src/invoice.ts" }, { path: join(work, "api/src/invoice.ts") }])
    expect(textOf(await callTool(client, "read", args))).toMatch(/^not-indexed/);
  expect(textOf(await callTool(client, "read", { symbol: "sendInvoice" }))).toMatch(/^unknown-symbol/);
  expect((await client.listResources()).resources.map(({ name }) => name)).toEqual(["web-2/lib/total.py"]);
  await expect(client.readResource({ uri: "fovea://file/api/src/invoice.ts" })).rejects.toThrow(
    /not in the index/,
  );
  await expect(client.readResource({ uri: "fovea://symbol/sendInvoice" })).rejects.toThrow(/no definition/);
  await client.close();
});

test("a server follows every repository of a workspace", async () => {
  using scratch = new Scratch().write(files);
  const work = join(scratch.root, "code");
  await here(work, "index", "api", "../other/web");
  const client = await connectStdio(work);
  await callTool(client, "get_context", { task: "invoice" });
  scratch.write({ "other/web/lib/watched.py": "def watched_teapot():\n    return 1\n" });
  let text = "";
  for (let tries = 0; tries < 200 && !text.includes("web/lib/watched.py"); tries++) {
    text = textOf(await callTool(client, "read", { symbol: "watched_teapot" }));
    await sleep(25);
  }
  expect(text).toContain("def watched_teapot");
  await client.close();
});

test("a folder with an index of its own files, or inside one of the repositories, cannot be a workspace", async () => {
  using scratch = new Scratch().write(files);
  const work = join(scratch.root, "code");
  await here(work, "index");
  const refused = await here(work, "index", "api", "web");
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("has an index of its own files")]);
  const inside = await here(join(work, "api"), "index", "..", "../web");
  expect([inside.code, inside.err]).toEqual([2, expect.stringContaining("is inside")]);
  expect((await here(scratch.root, "index", "code/api", "nowhere")).code).toBe(2);
});

/**
 * Repositories of different sizes. Every file of the large one repeats the query's word so often that it
 * ranks first.
 */
const unlike = (): Record<string, string> => {
  const made: Record<string, string> = {};
  for (let n = 0; n < 400; n++)
    made[`code/api/src/widget${n}.ts`] =
      `/** Widget ${n}: a widget among widgets. */\nexport function widget${n}(widget: string) {\n  return showWidget(widget);\n}\n`;
  for (let n = 0; n < 4; n++)
    made[`code/web/src/panel${n}.ts`] =
      `export function panel${n}(name: string) {\n  return name + "a widget";\n}\n`;
  made["code/web/src/show.ts"] = "export function showWidget(name: string) {\n  return name;\n}\n";
  return made;
};

test("search and pack of one repository do not depend on the size of the other", async () => {
  using scratch = new Scratch().write(unlike());
  const work = join(scratch.root, "code");
  await here(work, "index", "api", "web");
  const files = await here(work, "search", "widget", "--repo", "web", "--files");
  expect(files.out.match(/\S+\.ts/g)?.sort()).toEqual([
    ...[0, 1, 2, 3].map((n) => `web/src/panel${n}.ts`),
    "web/src/show.ts",
  ]);
  expect(found(work, "widget", "--repo", "web").length).toBe(5);
  const packed = await here(work, "pack", "widget", "--repo", "web");
  expect([packed.code, packed.out]).toEqual([0, expect.stringContaining("## web/src/show.ts")]);
  expect(packed.out).not.toContain("api/src");
  const graph = await here(work, "graph", "showWidget", "--repo", "web", "--kind", "callers");
  // The symbol is searched in one repository, its uses in all.
  expect([graph.code, graph.out]).toEqual([0, expect.stringContaining("unresolved: 400")]);
});

test("graph of one repository takes paths relative to it, and says which files are outside", async () => {
  const helper = "export function help() {\n  return 1;\n}\n";
  using scratch = new Scratch().write({
    "web/src/helper.ts": helper,
    "web/nested/src/helper.ts": helper,
    "web/src/index.ts": helper,
    "web-ui/src/panel.ts": helper,
  });
  const graph = (...args: string[]) => here(scratch.root, "graph", ...args, "--kind", "callers");
  await here(scratch.root, "index", "web", "web-ui");
  for (const path of ["src/helper.ts", "./src/helper.ts", "web/src/helper.ts"])
    expect((await graph(path, "--repo", "web")).out).toMatch(/^web\/src\/helper\.ts {2}\(file\)/);
  for (const symbol of ["src/helper.ts#help", "src/helper.ts:2"])
    expect((await graph(symbol, "--repo", "web")).out).toMatch(/^web\/src\/helper\.ts#help /);
  expect((await graph("src/helper.ts")).err).toContain("2 files end in src/helper.ts");
  for (const asked of ["web/src/index.ts", "web/src/index.ts:1", "web/src/index.ts#help"])
    expect(await graph(asked, "--repo", "web-ui")).toMatchObject({
      code: 2,
      err: "fovea: web/src/index.ts is indexed, but is outside the repository that --repo names. Leave out --repo, or name the repository of the file.\n",
    });
});

test("why refuses the workspace's folder and those of its repositories", async () => {
  using scratch = new Scratch().write(files);
  const work = join(scratch.root, "code");
  await here(work, "index", "api", "web");
  for (const [path, folder] of [
    [".", "."],
    ["web", "web/"],
    ["web/src", "web/src"],
  ] as const)
    expect(await here(work, "why", path, "invoice")).toMatchObject({
      code: 2,
      err: expect.stringContaining(`fovea: ${folder} is a folder.`),
    });
});

test("over MCP answers about one repository do not depend on the size of the other", async () => {
  using scratch = new Scratch().write(unlike());
  const work = join(scratch.root, "code");
  await here(work, "index", "api", "web");
  const client = await connectStdio(work, "--repo", "web");
  const context = textOf(await callTool(client, "get_context", { task: "widget" }));
  expect(context).toContain("## web/src/show.ts");
  expect(context).not.toContain("api/src");
  expect(textOf(await callTool(client, "graph", { symbol: "showWidget", kind: "callers" }))).toContain("400");
  expect(textOf(await callTool(client, "graph", { symbol: "widget7", kind: "callers" }))).toMatch(
    /^unknown-symbol/,
  );
  expect(textOf(await callTool(client, "read", { symbol: "widget7" }))).toMatch(/^unknown-symbol/);
  expect((await client.listResources()).resources).toHaveLength(5);
  await client.close();
});
