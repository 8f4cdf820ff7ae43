import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { languages } from "../src/context/languages/index.js";
import { ruleLanguages } from "../src/context/languages/rules/index.js";
import { hardware, models, prices } from "../src/cost/index.js";

/** Ids that are written otherwise, or belong to a language that is named already. */
const WRITTEN: Readonly<Record<string, string>> = {
  cpp: "C++",
  csharp: "C#",
  tsx: "TypeScript",
  "ocaml-interface": "OCaml",
};

it("the README counts the languages that are read by rules", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  expect(/(\d+) more languages/.exec(readme)?.[1]).toBe(String(ruleLanguages.length));
});

it("the README names exactly the languages that are parsed", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const [, code, templates] = /^Parsed are ([^;]+); templates of ([^;]+);/m.exec(readme)!;
  const named = `${code}, ${templates}`.split(/,\s+|\s+and\s+/).map((name) => name.toLowerCase());
  const parsed = new Set(languages.map(({ id }) => (WRITTEN[id] ?? id).toLowerCase()));
  expect(named.toSorted()).toEqual([...parsed].toSorted());
});

it("the README counts models, accelerators and providers of list prices", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const found =
    /more than (\d+) models, more than (\d+) accelerators and the list prices of (\d+) providers/.exec(
      readme,
    )!;
  const [known, accelerators, providers] = found.slice(1).map(Number) as [number, number, number];
  // "More than" holds, and is not old: less than fifty more.
  for (const [written, rows] of [
    [known, models],
    [accelerators, hardware],
  ] as const) {
    expect(rows.length).toBeGreaterThan(written);
    expect(rows.length).toBeLessThan(written + 50);
  }
  expect(new Set(prices.map(({ provider }) => provider)).size).toBe(providers);
});
