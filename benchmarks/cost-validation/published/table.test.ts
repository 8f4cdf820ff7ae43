import { expect, test } from "vitest";
import { publishedRows } from "./index.js";
import { table } from "./table.js";

const shared = {
  model: "m",
  hardware: "h",
  accelerators: 1,
  engine: "e",
  format: "bf16",
  source: "https://example.org",
  date: "2026",
  use: "calibration",
} as const;

test("a table gives one row a line, with what all rows share", () => {
  expect(
    table(
      shared,
      `
contextTokens | kvDtype | concurrency      | measure              | value
1024          |         |                8 | tpot s               | 0.012
2048          | fp8     | as many as fit   | output tok/s machine |  1500
`,
    ),
  ).toEqual([
    { ...shared, contextTokens: 1024, concurrency: 8, measure: "tpot s", value: 0.012 },
    {
      ...shared,
      contextTokens: 2048,
      kvDtype: "fp8",
      concurrency: "as many as fit",
      measure: "output tok/s machine",
      value: 1500,
    },
  ]);
});

test("a malformed line is an error, not a wrong row", () => {
  const head = "contextTokens | concurrency | measure | value";
  expect(() => table(shared, `${head}\n1 | 1 | tpot s`)).toThrow("4 cells wanted: 1 | 1 | tpot s");
  expect(() => table(shared, `${head}\n1k | 1 | tpot s | 2`)).toThrow('not a number, "1k"');
  expect(() => table(shared, `${head}\n1 | many | tpot s | 2`)).toThrow('not a number, "many"');
  expect(() => table(shared, `${head}\n1 | 1 | tpot ms | 2`)).toThrow('unknown measure "tpot ms"');
  expect(() => table(shared, `${head}\n1 | 1 | tpot s |`)).toThrow("no value: ");
});

test("each published row is whole, and no two are the same", () => {
  const wrong = publishedRows.filter(
    (row) =>
      !/^https:\/\/\S+$/.test(row.source) ||
      !/^20\d\d(-\d\d){0,2}$/.test(row.date) ||
      !Number.isInteger(row.accelerators) ||
      row.accelerators < 1 ||
      !Number.isInteger(row.contextTokens) ||
      (row.cachedTokens ?? 0) > row.contextTokens ||
      row.value <= 0,
  );
  expect(wrong).toEqual([]);
  expect(new Set(publishedRows.map((row) => JSON.stringify(row))).size).toBe(publishedRows.length);
});

test("times are in seconds, rates in tokens a second", () => {
  // Milliseconds, or the rate of a machine taken for that of a user, would fall outside.
  const bounds = {
    "decode tok/s a user": [3, 500],
    "prefill tok/s": [20, 40_000],
    "ttft s": [0.005, 30],
    "tpot s": [0.002, 0.2],
    "output tok/s machine": [10, 120_000],
    "decode tok/s machine": [10, 120_000],
  } as const;
  const outside = publishedRows.filter(({ measure, value }) => {
    const [low, high] = bounds[measure];
    return value < low || value > high;
  });
  expect(outside).toEqual([]);
});

test("a source is held back as a whole", () => {
  const uses = new Map<string, Set<string>>();
  for (const { source, use } of publishedRows) uses.set(source, (uses.get(source) ?? new Set()).add(use));
  expect([...uses].filter(([, set]) => set.size > 1)).toEqual([]);
});
