import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { EmbeddingServer } from "../../../test/support/embedding-server.js";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { openAiCompatible } from "../embed/openai-compatible.js";
import { relations } from "../graph/edge.js";
import { defaultRenderer } from "../render/index.js";
import type { Repository } from "./repository.js";

/** The small repository. Some of the functions that it calls are defined in the large one. */
const small: Readonly<Record<string, string>> = {
  "src/panel.ts":
    'import { widget7 } from "../../api/src/widget7.js";\nimport { frame } from "./frame.js";\n\n/** Shows a widget in a frame. */\nexport function showWidget(name: string) {\n  return frame(widget7(name));\n}\n',
  "src/frame.ts":
    "/** A frame around a widget. */\nexport function frame(inner: string) {\n  return inner.trim();\n}\n",
  "src/widget-list.ts":
    "/** Sorts widgets by name. */\nexport class WidgetList {\n  sorted(names: string[]) {\n    return names.toSorted();\n  }\n}\n",
  "test/panel.test.ts":
    'import { showWidget } from "../src/panel.js";\n\ntest("a widget is shown", () => {\n  showWidget("a");\n});\n',
  "docs/panel.md": "# The panel\n\n`showWidget` shows a widget.\n",
};
const LARGE = 400;

/**
 * The large repository. Its files hold the query's words more often than the small one's, and call its
 * functions.
 */
const large = (): Record<string, string> => {
  const files: Record<string, string> = {};
  for (let n = 0; n < LARGE; n++)
    files[`src/widget${n}.ts`] =
      `import { frame } from "../../web/src/frame.js";\n\n/** Widget ${n}: a widget of widgets, shown in a frame. */\nexport function widget${n}(widget: string) {\n  // A widget, sorted by name.\n  return frame(widget + "widget ${n}");\n}\n`;
  files["src/widget-list.ts"] = "export class WidgetList {\n  sorted() {\n    return [];\n  }\n}\n";
  return files;
};

const below = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

const tasks = [
  "widget",
  "show a widget in a frame",
  "WidgetList.sorted",
  "src/panel.ts",
  "frame",
  "Widgets are not sorted\n\nI call `sorted` of WidgetList and the names come back as they were.\n\n```\nTypeError: names.toSorted is not a function\n    at WidgetList.sorted (src/widget-list.ts:4:18)\n    at showWidget (src/panel.ts:6:10)\n```\n",
];

describe("a repository of 5 files in a workspace with another of 400 files", () => {
  const source = () => new MemorySource({ ...below("api", large()), ...below("web", small) });
  let web: Repository;
  let alone: Repository;
  beforeAll(async () => {
    web = newIndex(source(), { only: "web" });
    alone = newIndex(new MemorySource(small));
    for (const repository of [web, alone]) await repository.update({ signal: never, threads: 1 });
  }, 120_000);
  afterAll(async () => {
    await web.close();
    await alone.close();
  });

  it.each(tasks)("is searched as if it were indexed alone: %s", async (task) => {
    const found = await web.search(task, 10);
    expect(found.length).toBeGreaterThan(0);
    const asAlone = (await alone.search(task, 10)).map((hit) => ({ ...hit, path: `web/${hit.path}` }));
    expect(found).toEqual(asAlone);
    const files = await web.searchFiles(task, 10);
    expect(files).toEqual(
      (await alone.searchFiles(task, 10)).map((file) => ({ ...file, path: `web/${file.path}` })),
    );
  });

  it.each(tasks)("is packed as if it were indexed alone: %s", async (task) => {
    const packed = await web.pack(task, 4000, defaultRenderer);
    const asAlone = await alone.pack(task, 4000, defaultRenderer);
    expect(packed.items.length).toBeGreaterThan(0);
    expect(packed.items).toEqual(asAlone.items.map((item) => ({ ...item, path: `web/${item.path}` })));
    expect(packed.everythingTokens).toBe(asAlone.everythingTokens);
  });

  it("searches what is asked about within itself, and lists edges from and to the other repository", async () => {
    const graph = await web.graph({ of: "showWidget", relations: ["callees"], limit: 20 });
    expect(graph.relations[0]!.edges.map(({ node }) => node.path).toSorted()).toEqual([
      "api/src/widget7.ts",
      "web/src/frame.ts",
    ]);
    const callers = await web.graph({ of: "frame", relations: ["callers", "importers"], limit: 5 });
    for (const { edges, total } of callers.relations) {
      expect(edges).toHaveLength(5);
      expect(total).toBe(LARGE + 1);
    }
  });

  it("resolves names and paths only within itself", async () => {
    const { target } = await web.graph({ of: "WidgetList", relations: [], limit: 1 });
    expect(target.label).toBe("web/src/widget-list.ts#WidgetList");
    expect((await web.graph({ of: "src/widget-list.ts", relations: [], limit: 1 })).target.label).toBe(
      "web/src/widget-list.ts",
    );
    for (const [of, code] of [
      ["widget7", "unknown-symbol"],
      ["api/src/widget7.ts", "unknown-path"],
      ["api/src/widget7.ts#widget7", "unknown-path"],
    ])
      await expect(web.graph({ of: of!, relations: [...relations], limit: 1 })).rejects.toMatchObject({
        code,
      });
    await expect(web.navigation.readLines("api/src/widget7.ts")).rejects.toMatchObject({
      code: "not-indexed",
    });
  });
});

test("embedding similarity is computed within the scope only", async () => {
  await using server = await EmbeddingServer.start();
  const cars = (folder: string, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `${folder}/${n}.ts`,
        `export function car${n}() {\n  return "automobile vehicle car automobile";\n}\n`,
      ]),
    );
  const own = {
    "garage.ts": "export function park() {\n  return 'a car';\n}\n",
    "kitchen.ts": "export function bake() {\n  return 'bread';\n}\n",
    "garden.ts": "export function water() {\n  return 'roses';\n}\n",
    "clinic.ts": "export function visit() {\n  return 'health';\n}\n",
    "orchard.ts": "export function pick() {\n  return 'apples';\n}\n",
  };
  const embeddings = openAiCompatible({ baseUrl: server.baseUrl, model: "tiny" });
  const web = newIndex(new MemorySource({ ...cars("api", 100), ...below("web", own) }), {
    only: "web",
    embeddings,
  });
  await web.update({ signal: never, threads: 1 });
  const [first, ...others] = await web.searchFiles("automobile", 10);
  expect(first).toMatchObject({ path: "web/garage.ts", signals: { vector: expect.any(Number) } });
  for (const { path } of others) expect(path).toMatch(/^web\//);
  await web.close();
});
