import { describe, expect, it } from "vitest";
import { hardware } from "./hardware.js";
import { models } from "./models/index.js";
import { prices } from "./prices.js";

const lists = { models, hardware, prices } as const;

describe.each(Object.entries(lists))("%s", (_name, rows) => {
  it("uses no name twice", () => {
    const names = rows.flatMap(({ id, aliases }) => {
      const last = id.split("/").at(-1)!.toLowerCase();
      return [...new Set([id.toLowerCase(), last, ...aliases])];
    });
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(rows.map((row) => [row.id, row] as const))("%s has a source and lower-case aliases", (_id, row) => {
    expect(new URL(row.source).protocol).toBe("https:");
    for (const alias of row.aliases) expect(alias).toBe(alias.toLowerCase());
  });
});

it.each(hardware.map((row) => [row.id, row] as const))("%s has positive figures", (_id, row) => {
  const figures = [
    ...Object.values(row.denseTflops),
    row.memoryBytes,
    row.memoryBytesPerSecond,
    row.interconnectBytesPerSecond ?? 1,
    row.tdpWatts ?? 1,
    row.dollarsPerHour?.value ?? 1,
  ];
  for (const figure of figures) expect(figure).toBeGreaterThan(0);
  expect(Object.keys(row.denseTflops).length).toBeGreaterThan(0);
  // Bandwidths in bytes per second, not GB/s.
  expect(row.memoryBytesPerSecond).toBeGreaterThan(1e11);
});

it("lists the H100's dense peak, not its sparse one", () => {
  const h100 = hardware.find(({ id }) => id === "h100-sxm")!;
  expect(h100.denseTflops.bf16).toBe(989.5);
});

it.each(prices.map((row) => [row.id, row] as const))(
  "%s charges more for output than for input, and less for cached input",
  (_id, row) => {
    for (const rates of [row.rates, row.longContext?.rates].filter((one) => one !== undefined)) {
      expect(rates.input).toBeGreaterThan(0);
      expect(rates.output).toBeGreaterThanOrEqual(rates.input);
      if (rates.cachedInput !== undefined) expect(rates.cachedInput).toBeLessThan(rates.input);
    }
    if (row.longContext) expect(row.longContext.rates.input).toBeGreaterThan(row.rates.input);
    expect(Number.isNaN(Date.parse(row.listedOn))).toBe(false);
  },
);

it.each(models.map((row) => [row.id, row] as const))("%s has positive figures", (_id, row) => {
  expect(row.publishedParameters).toBeGreaterThan(1e7);
  expect(row.publishedActiveParameters ?? 1).toBeLessThanOrEqual(row.publishedParameters);
  expect(row.contextTokens).toBeGreaterThan(0);
});

it("has at least 30 accelerators and prices of the six large providers", () => {
  expect(hardware.length).toBeGreaterThanOrEqual(30);
  const providers = new Set(prices.map(({ provider }) => provider));
  for (const provider of ["OpenAI", "Anthropic", "Google", "xAI", "DeepSeek", "Mistral"])
    expect(providers).toContain(provider);
});
