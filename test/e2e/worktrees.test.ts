import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { stateFolder } from "../../src/context/state/state-folder.js";
import {
  doctorReportSchema,
  forgetReportSchema,
  indexReportSchema,
  searchReportSchema,
  statusReportSchema,
} from "../../src/interfaces/schema/index.js";
import { ContextService } from "../../src/interfaces/service/service.js";
import { fovea, foveaJson } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { expectOneLine } from "../support/one-line.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

const source = (tree: string, verb: string): string =>
  `/** The ${tree} of this wood. */\nexport function ${verb}${tree}(years: number): number {\n  return years * 2;\n}\n`;
const trees = ["Oak", "Elm", "Ash", "Yew", "Fir", "Lime"];
const wood = (verb: string, some = trees) =>
  Object.fromEntries(some.map((tree) => [`src/${tree.toLowerCase()}.ts`, source(tree, verb)]));

describe("checkouts of one repository", () => {
  let scratch: Scratch;
  let main: string;
  let other: string;
  const at = (cwd: string) => ({ cwd });
  const index = async (cwd: string, ...flags: string[]) => {
    const { files, changed, reused, removed } = await jsonHere(
      ["index", ...flags],
      indexReportSchema,
      at(cwd),
    );
    return { files, changed, reused, removed };
  };
  const found = async (cwd: string, word: string, ...flags: string[]) =>
    (await jsonHere(["search", word, ...flags], searchReportSchema, at(cwd))).results.map(
      ({ symbol }) => symbol,
    );
  const git = (...args: string[]) => scratch.git("-C", "main", ...args);
  const commit = (message: string) => {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  };

  beforeEach(() => {
    scratch = new Scratch();
    main = join(scratch.root, "main");
    other = join(scratch.root, "other");
    scratch.git("init", "-q", "main");
    for (const [path, text] of Object.entries(wood("plant"))) scratch.write({ [`main/${path}`]: text });
    commit("plant");
    return () => scratch[Symbol.dispose]();
  });
  const inMain = (files: Readonly<Record<string, string>>) =>
    scratch.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`main/${path}`, text])));
  const addWorktree = () => git("worktree", "add", "-q", "../other", "-b", "other");

  it("share an index, so a new worktree parses only files that differ", async () => {
    expect(await index(main)).toEqual({ files: 6, changed: 6, reused: 0, removed: 0 });
    addWorktree();
    expectOneLine(
      await fovea(["search", "plantElm", "--no-update"], at(other)),
      1,
      /has nothing yet of the worktree other\. Run `fovea index` in it first\./,
    );
    expectOneLine(await fovea(["status"], at(other)), 1, /has nothing yet of the worktree other/);
    scratch.write({ "other/src/elm.ts": source("Elm", "fell") });
    expect(await index(other)).toEqual({ files: 6, changed: 1, reused: 5, removed: 0 });
    expect(readdirSync(stateFolder(other))).toEqual(["origin.json"]);
    expect((await found(other, "fellElm"))[0]).toBe("fellElm");
    expect(await found(main, "fellElm", "--no-update")).not.toContain("fellElm");
    expect((await found(main, "plantElm", "--no-update"))[0]).toBe("plantElm");
    expect(await foveaJson(["status"], statusReportSchema, at(other))).toMatchObject({
      fresh: true,
      files: 6,
    });
    expect(await foveaJson(["doctor"], doctorReportSchema, at(other))).toMatchObject({
      sound: true,
      files: 6,
    });
    expect(await index(main)).toEqual({ files: 6, changed: 0, reused: 0, removed: 0 });
  });

  it("switch branches back and forth without parsing again", async () => {
    await index(main);
    git("switch", "-q", "-c", "felling");
    inMain(wood("fell", trees.slice(0, 3)));
    inMain({ "src/saw.ts": source("Saw", "sharpen") });
    rmSync(join(main, "src/yew.ts"));
    commit("fell");
    expect(await index(main)).toEqual({ files: 6, changed: 4, reused: 0, removed: 1 });
    for (let round = 0; round < 2; round++) {
      git("switch", "-q", "main");
      expect(await index(main)).toEqual({ files: 6, changed: 0, reused: 4, removed: 1 });
      expect((await found(main, "plantOak"))[0]).toBe("plantOak");
      expect(await found(main, "fellOak sharpenSaw")).not.toContain("fellOak");
      git("switch", "-q", "felling");
      expect(await index(main)).toEqual({ files: 6, changed: 0, reused: 4, removed: 1 });
      expect((await found(main, "sharpenSaw"))[0]).toBe("sharpenSaw");
    }
  });

  it("write one after the other when started at the same time", async () => {
    addWorktree();
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, part) => [
        `src/part${part}.ts`,
        source(`Part${part}`, "grow").repeat(20),
      ]),
    );
    inMain(many);
    scratch.write(
      Object.fromEntries(
        Object.entries(many).map(([path, text]) => [`other/${path}`, text.replaceAll("grow", "cut")]),
      ),
    );
    const reports = await Promise.all(
      [main, other].map((cwd) => foveaJson(["index"], indexReportSchema, at(cwd))),
    );
    expect(reports.map(({ files }) => files)).toEqual([156, 156]);
    // The second one reused the six files that both have.
    expect(reports.map(({ reused }) => reused).toSorted((a, b) => a - b)).toEqual([0, 6]);
    expect((await found(main, "growPart7", "--no-update"))[0]).toBe("growPart7");
    expect((await found(other, "cutPart7", "--no-update"))[0]).toBe("cutPart7");
    expect((await foveaJson(["doctor"], doctorReportSchema, at(main))).sound).toBe(true);
  });

  it("are forgotten one by one, or all together with the main one", async () => {
    await index(main);
    addWorktree();
    scratch.write({ "other/src/elm.ts": source("Elm", "secretlyFell") });
    await index(other);
    const database = databaseFile(main);
    expect(readFileSync(database).includes("secretlyFell")).toBe(true);
    const report = await jsonHere(["forget", "--yes"], forgetReportSchema, at(other));
    expect(report.forgotten).toBe(true);
    expect(existsSync(stateFolder(other))).toBe(false);
    expect(readFileSync(database).includes("secretlyFell")).toBe(false);
    expect((await jsonHere(["forget", "--yes"], forgetReportSchema, at(other))).forgotten).toBe(false);
    expect((await found(main, "plantElm", "--no-update"))[0]).toBe("plantElm");
    await index(other);
    await jsonHere(["forget", "--yes"], forgetReportSchema, at(main));
    expect(existsSync(stateFolder(main))).toBe(false);
    expect(await index(other)).toEqual({ files: 6, changed: 6, reused: 0, removed: 0 });
  });

  it("delete the data of a file that exists but is now ignored", async () => {
    inMain({ "src/plans.ts": source("Plans", "hide") });
    await index(main);
    inMain({ ".gitignore": "plans.ts\n" });
    expect(await index(main)).toEqual({ files: 7, changed: 1, reused: 0, removed: 1 });
    rmSync(join(main, ".gitignore"));
    expect(await index(main)).toEqual({ files: 7, changed: 1, reused: 0, removed: 1 });
  });

  it("give a deleted worktree's content to the main checkout", async () => {
    await index(main);
    addWorktree();
    scratch.write({ "other/src/elm.ts": source("Elm", "fell") });
    scratch.git("-C", "other", "commit", "-q", "-a", "-m", "fell");
    await index(other);
    git("worktree", "remove", "../other");
    git("merge", "-q", "other");
    expect(await index(main)).toEqual({ files: 6, changed: 0, reused: 1, removed: 0 });
  });

  it("use one encoding", async () => {
    await index(main);
    addWorktree();
    await index(other);
    expect(await index(other, "--encoding", "p50k_base")).toMatchObject({ changed: 6 });
    expect(await index(main)).toMatchObject({ changed: 0, reused: 6 });
    expect(await jsonHere(["status"], statusReportSchema, at(main))).toMatchObject({
      encoding: "p50k_base",
    });
  });

  it("are served while another replaces the index", async () => {
    addWorktree();
    const service = new ContextService(main);
    const call = { signal: new AbortController().signal, progress: () => {} };
    const best = async () => (await (await service.ready(call)).search("plantElm", 1))[0]?.symbol;
    try {
      expect(await best()).toBe("plantElm");
      await index(other, "--encoding", "p50k_base");
      expect(await best()).toBe("plantElm");
    } finally {
      await service.close();
    }
  });

  it("have separate sessions, which git does not see", async () => {
    addWorktree();
    const outcome = await runHere(["pack", "plant an elm", "--session", "s"], at(other));
    expect(outcome.code).toBe(0);
    expect(existsSync(join(stateFolder(other), "sessions/s.json"))).toBe(true);
    expect(existsSync(join(stateFolder(main), "sessions"))).toBe(false);
    expect(scratch.git("-C", "other", "status", "--porcelain")).toBe("");
  });
});
