import fc from "fast-check";
import { expect, test } from "vitest";
import type { PackItem } from "../pack/pack.js";
import {
  bringUpToDate,
  compare,
  emptyLedger,
  type Ledger,
  type PresentFile,
  record,
  takeBack,
} from "./ledger.js";
import { decodeLedger, encodeLedger } from "./session-file.js";

/** Few distinct lines, so that ranges repeat, move and touch. */
const line = fc.constantFrom("", "{", "}", "a = 1", "b = 2", "call()", "return x");
const file = fc.array(line, { minLength: 1, maxLength: 12 });
const tree = fc.dictionary(fc.constantFrom("a.ts", "b.ts", "c/d.py"), file, { minKeys: 1 });
type Tree = Readonly<Record<string, readonly string[]>>;

const cut = fc.record({
  which: fc.nat(),
  from: fc.nat(),
  length: fc.nat(5),
  symbol: fc.option(fc.constantFrom("f", "g")),
});
const step = fc.record({ tree, cuts: fc.array(cut, { maxLength: 5 }) });

/** Ranges of a tree as pack items, without overlap. */
function itemsOf(
  files: Tree,
  cuts: readonly { which: number; from: number; length: number; symbol: string | null }[],
): PackItem[] {
  const shown = new Set<string>();
  return cuts.flatMap(({ which, from, length, symbol }) => {
    const paths = Object.keys(files);
    const path = paths[which % paths.length]!;
    const lines = files[path]!;
    const startLine = 1 + (from % lines.length);
    const endLine = Math.min(lines.length, startLine + length);
    const places = Array.from(
      { length: endLine - startLine + 1 },
      (_, index) => `${path}:${startLine + index}`,
    );
    if (places.some((place) => shown.has(place))) return [];
    for (const place of places) shown.add(place);
    const text = lines.slice(startLine - 1, endLine).join("\n");
    return [
      {
        path,
        startLine,
        endLine,
        ...(symbol ? { symbol } : {}),
        level: "full" as const,
        tokens: 1,
        text,
        why: "",
      },
    ];
  });
}

const hashOf = (lines: readonly string[]): string => lines.join("\n");
const present = (files: Tree, ledger: Ledger): Map<string, PresentFile | undefined> =>
  new Map(
    [...ledger.files.keys()].map((path) => [
      path,
      files[path] && { hash: hashOf(files[path]), lines: files[path] },
    ]),
  );

/** The reference model: the text of everything the reader was sent. */
type Window = { path: string; lines: readonly string[] }[];
const holdsLine = (window: Window, path: string, text: string): boolean =>
  window.some((piece) => piece.path === path && piece.lines.includes(text));

test("over any history: items called unchanged were sent before (blank lines aside), all others are sent, and each stale range is reported once", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (history) => {
      let ledger = emptyLedger;
      const window: Window = [];
      for (const { tree: files, cuts } of history) {
        const items = itemsOf(files, cuts);
        ledger = decodeLedger(encodeLedger(bringUpToDate(ledger, present(files, ledger)), "test"), "test")!;
        for (const [path, { ranges }] of ledger.files)
          for (const range of ranges)
            expect(range.startLine + range.lines.length - 1).toBeLessThanOrEqual(files[path]!.length);
        const { fresh, changed, unchanged, stale } = compare(ledger, items);
        expect([...fresh, ...changed, ...unchanged].sort(byPlace)).toEqual([...items].sort(byPlace));
        for (const { path, text } of unchanged)
          for (const each of text.split("\n"))
            if (each.trim() !== "") expect(holdsLine(window, path, each)).toBe(true);
        const sent = [...fresh, ...changed];
        for (const { path, text } of sent) window.push({ path, lines: text.split("\n") });
        ledger = record(ledger, {
          items: sent,
          hashOf: (path) => hashOf(files[path]!),
          announced: ledger.unannounced,
          tokens: sent.length,
          plainTokens: items.length,
        });
        expect(ledger.unannounced).toEqual([]);
        expect(stale.every((range) => range.state === (files[range.path] ? "changed" : "gone"))).toBe(true);
        // The same pack again: now everything is held.
        expect(compare(ledger, items).unchanged).toEqual(items);
      }
      expect(ledger.tally.packs).toBe(history.length);
      expect(ledger.tally.sentTokens).toBeLessThanOrEqual(ledger.tally.plainTokens);
    }),
  );
});

const byPlace = (a: PackItem, b: PackItem): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : a.startLine - b.startLine;

test("a range whose lines are no longer in its file is stale; a range that only moved is not", () => {
  fc.assert(
    fc.property(file, file, fc.array(line, { maxLength: 4 }), (body, head, other) => {
      const sent = record(emptyLedger, {
        items: itemsOf({ "a.ts": body }, [{ which: 0, from: 0, length: 99, symbol: null }]),
        hashOf: () => "before",
        announced: [],
        tokens: 1,
        plainTokens: 1,
      });
      const moved = bringUpToDate(
        sent,
        new Map([["a.ts", { hash: "after", lines: [...head, ...body, ...other] }]]),
      );
      expect(moved.unannounced).toEqual([]);
      const lost = bringUpToDate(
        sent,
        new Map([["a.ts", { hash: "after", lines: [...body.slice(1), "new"] }]]),
      );
      expect(lost.unannounced).toMatchObject([
        { path: "a.ts", startLine: 1, endLine: body.length, state: "changed" },
      ]);
      expect(bringUpToDate(sent, new Map([["a.ts", undefined]])).unannounced).toMatchObject([
        { state: "gone" },
      ]);
    }),
  );
});

test("taking a sending back releases its lines, and its stale ranges are reported again", () => {
  fc.assert(
    fc.property(step, step, ({ tree: files, cuts }, later) => {
      const before = itemsOf(files, cuts);
      const sendingOf = (items: readonly PackItem[], ledger: Ledger) => ({
        items,
        hashOf: (path: string) => hashOf(files[path]!),
        announced: ledger.unannounced,
        tokens: 10,
        plainTokens: 20,
      });
      const first = record(emptyLedger, sendingOf(before, emptyLedger));
      const now = bringUpToDate(first, present(later.tree, first));
      const items = itemsOf(files, later.cuts);
      const sending = sendingOf(items, now);
      const after = takeBack(record(now, sending), sending);
      const held = new Set(compare(now, items).unchanged);
      for (const item of compare(after, items).unchanged)
        expect(held.has(item) || item.text.trim() === "").toBe(true);
      expect(after.unannounced).toEqual(now.unannounced);
      expect(after.tally).toEqual(now.tally);
    }),
  );
});
