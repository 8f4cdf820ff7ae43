import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { PackReport, PackRequest, ServerEvent } from "../../../api/contract.js";
import type { ContextSource } from "../../source/context-source.js";
import { type AddressPart, ContextState, readShown, type Shown, writeShown } from "./state.js";

describe("the address", () => {
  it("reads what it writes", () => {
    const shown: Shown = {
      task: "retry on 429",
      budget: 12_000,
      format: "xml",
      zoom: "src/context",
      selection: { path: "src/a#b.ts", lines: { start: 3, end: 40 } },
      tab: "graph",
    };
    const written = Object.entries(writeShown(shown)).filter(([, value]) => value !== undefined);
    expect(readShown(Object.fromEntries(written) as Record<string, string>)).toEqual(shown);
  });

  it("leaves defaults out", () => {
    expect(Object.values(writeShown(readShown({}))).filter((value) => value !== undefined)).toEqual([]);
  });

  it("takes what cannot be read as left out", () => {
    const shown = readShown({ task: " \n ", budget: "1e99", format: "html", at: "a", lines: "x-2" });
    expect(shown).toMatchObject({ task: "", budget: 8000, format: "markdown", selection: { path: "a" } });
    for (const budget of ["-1", "NaN", "20000000", "9007199254740991", "800.5"])
      expect(readShown({ budget }).budget).toBe(8000);
    expect(shown.selection?.lines).toBeUndefined();
  });
});

/** An address of its own. */
function addressPart(start: Record<string, string> = {}): AddressPart {
  const parameters = signal<Readonly<Record<string, string>>>(start);
  return {
    parameters,
    set(changes) {
      const next = { ...parameters.peek(), ...changes };
      parameters.value = Object.fromEntries(
        Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
    },
  };
}

/** A source that notes what it is asked and answers packs by hand. */
function source() {
  const listeners = new Set<(event: ServerEvent) => void>();
  const asked: string[] = [];
  const packs: { request: PackRequest; signal: AbortSignal | undefined; answer: (id: string) => void }[] = [];
  const never = () => new Promise<never>(() => {});
  const made: ContextSource = {
    repository: async () => {
      asked.push("repository");
      return { name: "made", version: String(asked.length), files: 0, tokens: 0, encoding: "o200k_base" };
    },
    map: async () => {
      asked.push("map");
      return { version: String(asked.length), files: [] };
    },
    candidates: (task) => {
      asked.push(`candidates ${task}`);
      return never();
    },
    pack: (request, signal) =>
      new Promise((resolve) => {
        packs.push({
          request,
          signal,
          answer: (packId) => resolve({ packId } as PackReport),
        });
      }),
    follow: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    examples: never,
    outline: never,
    lines: never,
    search: never,
    why: never,
    graph: never,
    evaluation: never,
    cancelEvaluation: never,
    startEvaluation: never,
  };
  return { made, asked, packs, listeners };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("the state of the context view", () => {
  it("asks one pack at a time while the budget moves, and then the last", async () => {
    const { made, packs } = source();
    const state = new ContextState(made, addressPart({ task: "t" }));
    const end = state.start();
    for (const budget of [9000, 10_000, 11_000]) state.setBudget(budget);
    expect(packs.map(({ request }) => request.budget)).toEqual([8000]);
    packs[0]!.answer("p8");
    await settled();
    expect(packs.map(({ request }) => request.budget)).toEqual([8000, 11_000]);
    packs[1]!.answer("p11");
    await settled();
    expect(state.pack.value.value?.packId).toBe("p11");
    expect(state.previousPack.value?.packId).toBe("p8");
    end();
  });

  it("aborts the pack of another task, and forgets it without a task", () => {
    const { made, packs } = source();
    const state = new ContextState(made, addressPart({ task: "t" }));
    const end = state.start();
    state.setTask("other");
    expect(packs.map(({ request, signal }) => [request.task, signal?.aborted])).toEqual([
      ["t", true],
      ["other", false],
    ]);
    state.setTask("");
    expect(packs[1]!.signal?.aborted).toBe(true);
    expect(state.pack.value).toEqual({ loading: false });
    end();
  });

  it("asks again when the index has another version, and only then", async () => {
    const { made, asked, listeners } = source();
    const state = new ContextState(made, addressPart({ task: "t" }));
    const end = state.start();
    await settled();
    const before = asked.length;
    const { version } = state.repository.value.value!;
    for (const listener of listeners) listener({ type: "index", version });
    await settled();
    expect(asked).toHaveLength(before);
    for (const listener of listeners) listener({ type: "index", version: "later" });
    await settled();
    expect(asked.slice(before)).toEqual(["repository", "map"]);
    end();
    expect(listeners.size).toBe(0);
  });

  it("keeps the selection's identity while something else changes", () => {
    const { made } = source();
    const state = new ContextState(made, addressPart({ at: "a.ts", lines: "1-2" }));
    const before = state.selection.value;
    state.setBudget(9000);
    expect(state.selection.value).toBe(before);
  });
});
