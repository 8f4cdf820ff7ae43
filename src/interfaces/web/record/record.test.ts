import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { MemorySource } from "../../../../test/support/memory-source.js";
import { Repository } from "../../../context/repository/repository.js";
import { memoryStore } from "../../../context/store/drivers.js";
import type { EvalReport, FileOutline, PackReport, RepositoryInfo, RepositoryMap } from "../api/contract.js";
import type { ApiCall } from "../api/endpoint.js";
import { endpoints } from "../api/index.js";
import type { ContextSource } from "../page/source/context-source.js";
import { openRecorded } from "../page/source/recorded.js";
import { SentPacks } from "../server/sent-packs.js";
import { recordAnswers } from "./record.js";

const TASK = "parcels that are too heavy must be refused by the warehouse";
const BUDGETS = [300, 600, 1200];
const topics = ["parcel", "customer", "warehouse", "invoice", "discount", "currency"];
const fileOf = (topic: string): string =>
  `import { log } from "./log.js";\n\n/** Refuses a heavy ${topic}. */\nexport function refuse_${topic}(weight: number): boolean {\n  log("${topic}", weight);\n  return weight > 30;\n}\n\n/** Keeps each ${topic} in its place. */\nexport class ${topic}Store {\n  add(${topic}: string): void {\n    refuse_${topic}(${topic}.length);\n  }\n}\n`;

const repository = new Repository(
  new MemorySource({
    ...Object.fromEntries(topics.map((topic) => [`src/${topic}.ts`, fileOf(topic)])),
    "src/log.ts": "export function log(...all: unknown[]): void {\n  console.log(...all);\n}\n",
    "src/__proto__": "a file with a name of its own\n",
    "README.md": "# Shop\n\nA parcel comes to the warehouse.\n",
  }),
  memoryStore(),
);
const call: ApiCall = {
  repository: async () => repository,
  versionOf: async () => "v",
  sent: new SentPacks({ read: () => undefined }),
  evaluation: () => {
    throw new Error("not asked for");
  },
  signal: new AbortController().signal,
};
const evaluation = { cases: 3 } as EvalReport;

/** What the server would answer. */
async function ask<T>(method: string, path: string, input: unknown): Promise<T> {
  const endpoint = endpoints.find((one) => one.method === method && one.path === path)!;
  return (await endpoint.answer(endpoint.input.parse(input), call)) as T;
}

let files: ReadonlyMap<string, string>;
let source: ContextSource;

beforeAll(async () => {
  await repository.update({ signal: call.signal });
  const options = { name: "shop", commit: "v", tasks: [TASK], budgets: BUDGETS, detailBudget: 600 };
  files = await recordAnswers({ call, evaluation, ...options });
  vi.stubGlobal("document", { baseURI: "https://example.test/some/folder/index.html" });
  vi.stubGlobal("fetch", async (url: URL) => {
    const text = files.get(String(url).replace("https://example.test/some/folder/data/", ""));
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
  });
  source = await openRecorded("data/");
}, 60_000);

afterAll(async () => {
  vi.unstubAllGlobals();
  await repository.store.close();
});

it("answers with what the server would", async () => {
  expect(await source.repository()).toEqual({
    ...(await ask<RepositoryInfo>("GET", "repository", {})),
    name: "shop",
  });
  const map = await ask<RepositoryMap>("GET", "map", {});
  expect(await source.map()).toEqual(map);
  for (const { path } of map.files)
    expect(await source.outline(path)).toEqual(await ask<FileOutline>("GET", "outline", { path }));
  expect(await source.candidates(TASK)).toEqual(await ask("POST", "candidates", { task: TASK }));
  expect(await source.evaluation()).toEqual({ state: "done", report: evaluation });
});

it("gives back every pack to the byte, and everything that was recorded about its pieces", async () => {
  let asked = 0;
  for (const budget of BUDGETS)
    for (const format of ["markdown", "xml", "json"] as const) {
      const request = { task: TASK, budget, format };
      const pack = await source.pack(request);
      expect(pack).toEqual(await ask<PackReport>("POST", "pack", request));
      for (const { path, startLine, endLine } of pack.items) {
        const why = { path, task: TASK, budget };
        expect(await source.why(why)).toEqual(await ask("POST", "why", why));
        const lines = { path, start: String(startLine), end: String(endLine) };
        expect(await source.lines(path, startLine, endLine)).toEqual(await ask("GET", "lines", lines));
        asked += 1;
      }
    }
  expect(asked).toBeGreaterThan(5);
  const { items } = await source.pack({ task: TASK, budget: 600, format: "markdown" });
  const item = items.find(({ symbol, level }) => symbol !== undefined && level === "full");
  const target = `${item!.path}:${item!.startLine}`;
  expect(await source.graph({ target, impact: true })).toEqual(
    await ask("POST", "graph", { target, impact: true }),
  );
  const why = { path: item!.path, line: item!.startLine, task: TASK, budget: 600 };
  expect(await source.why(why)).toEqual(await ask("POST", "why", why));
});

it("answers a budget between two with the one below, and refuses what was not recorded", async () => {
  const at = async (budget: number) => (await source.pack({ task: TASK, budget, format: "markdown" })).budget;
  expect(await Promise.all([1, 300, 599, 600, 99_000].map(at))).toEqual([300, 300, 300, 600, 1200]);
  const refusals = [
    () => source.candidates("another task"),
    () => source.pack({ task: "another task", budget: 600, format: "markdown" }),
    () => source.why({ path: "src/nowhere.ts", task: TASK, budget: 600 }),
    () => source.graph({ target: "__proto__" }),
    () => source.lines("toString", 1, 2),
    () => source.startEvaluation({ limit: 1 }),
  ];
  for (const refused of refusals)
    await expect(refused()).rejects.toMatchObject({
      code: "not-recorded",
      mend: expect.stringContaining("fovea serve"),
    });
  await expect(source.outline("constructor")).rejects.toMatchObject({ code: "not-indexed" });
});

it("finds definitions by their names", async () => {
  const namesOf = async (query: string, limit = 10) =>
    (await source.search({ query, limit })).results.map(({ symbol }) => symbol);
  expect(await namesOf("refuse_parcel")).toEqual(["refuse_parcel"]);
  expect(await namesOf("refuse_", 2)).toHaveLength(2);
  expect((await namesOf("parcel add"))[0]).toBe("parcelStore.add");
  expect(await source.search({ query: "nothing_like_it", limit: 9 })).toMatchObject({
    answered: false,
    results: [],
  });
});

it("fails for a task that has no confident match", async () => {
  await expect(
    recordAnswers({
      call,
      evaluation,
      name: "shop",
      commit: "v",
      tasks: ["quantum chromodynamics lattice gauge fermion"],
      budgets: BUDGETS,
      detailBudget: 600,
    }),
  ).rejects.toMatchObject({ code: "task-not-answered" });
});
