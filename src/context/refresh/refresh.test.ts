import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { asWriter } from "../index-lifecycle.js";
import { openRepository } from "../open-repository.js";
import type { PackItem } from "../pack/pack.js";
import { renderers } from "../render/index.js";
import type { Repository } from "../repository/repository.js";
import { emptyLedger, holder, record } from "./ledger.js";
import { refreshPack } from "./refresh.js";
import { openSessions } from "./session-file.js";

const module = (name: string, verb: string): string =>
  Array.from(
    { length: 6 },
    (_, index) =>
      `/** ${verb} the ${name} number ${index}, and says so. */\nexport function ${verb}${name}${index}(${name.toLowerCase()}: string): string {\n  const answer = ${name.toLowerCase()}.trim() + "${verb} ${index}";\n  return answer;\n}\n`,
  ).join("\n");

const files = {
  "src/parcel.ts": module("Parcel", "send"),
  "src/letter.ts": module("Letter", "post"),
  "src/invoice.ts": module("Invoice", "pay"),
  "docs/guide.md": "# Guide\n\nParcels are sent by sendParcel, letters by postLetter.\n",
};

async function index(scratch: Scratch): Promise<Repository> {
  const repository = openRepository(scratch.root, { create: true });
  await update(scratch, repository);
  return repository;
}

const update = (scratch: Scratch, repository: Repository) =>
  asWriter(scratch.root, () => repository.update({ signal: new AbortController().signal, threads: 1 }));

test.each(renderers)(
  "in $name, a second pack for the same task lists held pieces and repeats none",
  async (renderer) => {
    using scratch = new Scratch().write(files);
    const repository = await index(scratch);
    const first = await refreshPack(repository, emptyLedger, "send a parcel", 3000, renderer);
    expect(first).toMatchObject({ plain: true, tokens: first.plainTokens, unchanged: [], stale: [] });
    const second = await refreshPack(repository, first.ledger, "send a parcel", 3000, renderer);
    expect(second.items).toEqual([]);
    expect(second.unchanged).toEqual(first.items);
    expect(second.text).toContain("src/parcel.ts");
    expect(second.text).not.toContain("const answer");
    expect(second.tokens).toBeLessThan(second.plainTokens / 3);
    expect(second.ledger.tally).toEqual({
      packs: 2,
      sentTokens: first.tokens + second.tokens,
      plainTokens: 2 * first.tokens,
      residentTokens: first.tokens + second.tokens,
    });
    await repository.close();
  },
);

test("a map names the files of which the reader has no likely line; naming one does not mean it was sent", async () => {
  const verbs = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`src/carrier${index}.ts`, module(`Parcel${index}`, "carry")]),
  );
  using scratch = new Scratch().write({ ...files, ...verbs });
  const repository = await index(scratch);
  const task = "carry a parcel";
  const first = await refreshPack(repository, emptyLedger, task, 2000, renderers[0]!);
  expect(first.map.length).toBeGreaterThanOrEqual(3);
  for (const { path } of first.map) expect(first.ledger.files.has(path)).toBe(false);
  const { path, line } = first.map[0]!;
  // The same task again: what was named only is named again, and what was sent is not.
  const second = await refreshPack(repository, first.ledger, task, 2000, renderers[0]!);
  expect(second.map).toEqual(first.map);
  const lines = module(path.replace(/.*carrier(\d+).*/, "Parcel$1"), "carry").split("\n");
  const sent: PackItem = {
    path,
    startLine: line!,
    endLine: line! + 4,
    level: "full",
    tokens: 9,
    text: lines.slice(line! - 1, line! + 4).join("\n"),
    why: "content",
  };
  const hash = first.ledger.files.values().next().value!.hash;
  const known = record(first.ledger, {
    items: [sent],
    hashOf: () => hash,
    announced: [],
    tokens: 9,
    plainTokens: 9,
  });
  const third = await refreshPack(repository, known, task, 2000, renderers[0]!);
  expect(third.map.map((each) => each.path)).not.toContain(path);
  expect(third.map.length).toBe(first.map.length - 1);
  await repository.close();
});

test("after an edit only the changed definition is sent; definitions that moved stay held", async () => {
  using scratch = new Scratch().write(files);
  const repository = await index(scratch);
  const first = await refreshPack(repository, emptyLedger, "send a parcel", 3000, renderers[0]!);
  const edited = files["src/parcel.ts"].replace('"send 2"', '"SENT TWICE"');
  scratch.write({ "src/parcel.ts": `// A new first line.\n${edited}` });
  await update(scratch, repository);
  const second = await refreshPack(repository, first.ledger, "send a parcel", 3000, renderers[0]!);
  expect(second.changed.map((item) => item.symbol)).toEqual(["sendParcel2"]);
  expect(second.text).toContain("SENT TWICE");
  expect(second.unchanged.map((item) => item.symbol)).toContain("sendParcel3");
  expect(second.stale).toEqual([]);
  await repository.close();
});

test("a deleted file that was sent is reported once", async () => {
  using scratch = new Scratch().write(files);
  const repository = await index(scratch);
  const first = await refreshPack(
    repository,
    emptyLedger,
    "send a parcel or post a letter",
    3000,
    renderers[0]!,
  );
  expect(first.items.some((item) => item.path === "src/letter.ts")).toBe(true);
  rmSync(join(scratch.root, "src/letter.ts"));
  await update(scratch, repository);
  const second = await refreshPack(
    repository,
    first.ledger,
    "send a parcel or post a letter",
    3000,
    renderers[0]!,
  );
  expect(second.stale.every(({ path, state }) => path === "src/letter.ts" && state === "gone")).toBe(true);
  expect(second.text).toContain("file gone");
  const third = await refreshPack(repository, second.ledger, "send a parcel", 3000, renderers[0]!);
  expect(third.stale).toEqual([]);
  await repository.close();
});

test("a refresh never has more tokens than the plain pack, for any tasks", async () => {
  using scratch = new Scratch().write(files);
  const repository = await index(scratch);
  for (const renderer of renderers) {
    let ledger = emptyLedger;
    for (const task of [
      "send a parcel",
      "pay an invoice",
      "post letters",
      "guide",
      "sendParcel1",
      "payInvoice5 answer",
    ])
      for (const budget of [60, 200, 900]) {
        const plain = await repository.pack(task, budget, renderer);
        const result = await refreshPack(repository, ledger, task, budget, renderer);
        expect(result.tokens).toBeLessThanOrEqual(plain.tokens);
        expect((await repository.index.counter()).count(result.text)).toBe(result.tokens);
        // Each definition of the plain pack is sent, held or listed as left out; each of its files is named.
        const whole = (items: readonly PackItem[]) =>
          items.filter(({ level }) => level === "full").map(({ path, startLine }) => `${path}:${startLine}`);
        const known = [...result.items, ...result.unchanged, ...result.left];
        expect(whole(known).sort()).toEqual(whole(plain.items).sort());
        for (const { path } of plain.items) expect(result.text).toContain(path);
        // The reader then holds each line of the plain pack's definitions, except those listed as left out.
        const holds = holder(result.ledger);
        for (const item of plain.items.filter(({ level }) => level === "full"))
          if (!result.left.some(({ path, startLine }) => path === item.path && startLine === item.startLine))
            item.text.split("\n").forEach((line, at) => {
              if (line.trim() !== "") expect(holds(item.path, item.startLine + at)).toBe(true);
            });
        ledger = result.ledger;
      }
  }
  await repository.close();
});

test("a session is kept on disk, and its name cannot be a path to another folder", async () => {
  using scratch = new Scratch().write(files);
  const repository = await index(scratch);
  const sessions = openSessions(join(scratch.root, "sessions"));
  expect(sessions.read("agent")).toBeUndefined();
  const { ledger } = await refreshPack(repository, emptyLedger, "send a parcel", 3000, renderers[0]!);
  sessions.write("agent", ledger);
  expect(openSessions(join(scratch.root, "sessions")).read("agent")).toEqual(ledger);
  expect(sessions.names()).toEqual(["agent"]);
  expect(() => sessions.read("../index")).toThrow(expect.objectContaining({ code: "bad-session-name" }));
  await repository.close();
});
