import { describe, expect, it } from "vitest";
import { networkBytesPerSecond, nodeSize } from "../accelerator.js";
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
    row.nodeSize ?? 1,
    row.networkBytesPerSecond ?? 1,
    row.tdpWatts ?? 1,
    row.dollarsPerHour?.value ?? 1,
  ];
  for (const figure of figures) expect(figure).toBeGreaterThan(0);
  expect(Object.keys(row.denseTflops).length).toBeGreaterThan(0);
  // Bandwidths in bytes per second, not GB/s.
  expect(row.memoryBytesPerSecond).toBeGreaterThan(5e10);
});

it("lists the H100's dense peak, not its sparse one", () => {
  const h100 = hardware.find(({ id }) => id === "h100-sxm")!;
  expect(h100.denseTflops.bf16).toBe(989.5);
});

it("lists the memory that devices report, not the round figure of their names", () => {
  const bytesOf = (id: string) => hardware.find((row) => row.id === id)!.memoryBytes;
  expect(bytesOf("h200-sxm")).toBe(150_754_820_096); // 143,771 MiB
  expect(bytesOf("h100-sxm")).toBe(85_520_809_984); // bytes printed in modal-client pull request 2797
  expect(bytesOf("rtx-4090")).toBe(25_757_220_864); // 24,564 MiB
  for (const { id, name, memoryBytes } of hardware) {
    const stated = /(\d+) GB/.exec(name);
    // Error correction takes 6 % of GDDR; a GiB is 7.4 % more than a GB.
    if (stated) expect(memoryBytes / (Number(stated[1]) * 1e9), id).toBeGreaterThan(0.95);
    if (stated) expect(memoryBytes / (Number(stated[1]) * 1e9), id).toBeLessThan(1.08);
  }
});

it("lists the dense rate with fp32 sums, which GeForce halves and its data sheets do not print", () => {
  const row = (id: string) => hardware.find((one) => one.id === id)!;
  expect(row("rtx-4090").denseTflops).toMatchObject({ bf16: 165.2, fp8: 330.3 });
  // 1801 "AI TOPS", fp4 with sparsity: a sixteenth.
  expect(row("rtx-5080").denseTflops.bf16).toBeCloseTo(1801 / 16, 1);
  // 4000 of them on the workstation card, whose sums run at full rate: an eighth.
  expect(row("rtx-pro-6000-workstation").denseTflops.bf16).toBeCloseTo(4000 / 8, -1);
});

it("lists the bandwidth of all memory channels of a CPU, and of memory that CPU and GPU share", () => {
  const gigabytesPerSecond = (id: string) =>
    hardware.find((one) => one.id === id)!.memoryBytesPerSecond / 1e9;
  expect(gigabytesPerSecond("epyc-9654")).toBeCloseTo((12 * 4800 * 8) / 1000, 6);
  expect(gigabytesPerSecond("xeon-8480")).toBeCloseTo((8 * 4800 * 8) / 1000, 6);
  expect(gigabytesPerSecond("strix-halo")).toBe(256);
  expect(gigabytesPerSecond("dgx-spark")).toBe(273);
  expect(gigabytesPerSecond("m3-ultra")).toBe(819);
});

it("says of every hourly price who lists it, and since when", () => {
  for (const { id, dollarsPerHour } of hardware) {
    if (dollarsPerHour === undefined) continue;
    expect(dollarsPerHour.source, id).toMatch(/^https:/);
    expect(dollarsPerHour.date, id).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
  expect(hardware.filter(({ dollarsPerHour }) => dollarsPerHour).length).toBeGreaterThanOrEqual(33);
});

it("knows which accelerators share a fast link, and what lies between nodes", () => {
  const row = (id: string) => hardware.find((one) => one.id === id)!;
  expect(nodeSize(row("h100-sxm"))).toBe(8);
  expect(nodeSize(row("gb200"))).toBe(72);
  expect(networkBytesPerSecond(row("h100-sxm"))).toBe(400e9 / 8);
  expect(nodeSize(row("rtx-3090"))).toBe(8);
  expect(networkBytesPerSecond(row("rtx-3090"))).toBe(100e9 / 8);
  // Half of the 400 and 1,200 GB/s "bidirectional" of Google's pages.
  expect(row("tpu-v5e").interconnectBytesPerSecond).toBe(200e9);
  expect(row("tpu-v5p").interconnectBytesPerSecond).toBe(600e9);
  for (const one of hardware)
    if (one.interconnectBytesPerSecond !== undefined && one.networkBytesPerSecond !== undefined)
      expect(one.networkBytesPerSecond, one.id).toBeLessThanOrEqual(1.6 * one.interconnectBytesPerSecond);
});

it.each(prices.map((row) => [row.id, row] as const))(
  "%s charges more for output than for input, and less for cached input",
  (_id, row) => {
    const tiers = [...(row.longContext ? [row.longContext] : []), ...(row.tiers ?? [])];
    for (const rates of [row.rates, ...tiers.map((tier) => tier.rates)]) {
      expect(rates.input).toBeGreaterThan(0);
      expect(rates.output).toBeGreaterThanOrEqual(rates.input);
      if (rates.cachedInput !== undefined) expect(rates.cachedInput).toBeLessThan(rates.input);
      // A write that is kept longer costs more.
      const writes = [rates.cacheWrite ?? 0, ...(rates.longerCacheWrites ?? []).map((write) => write.rate)];
      expect(writes).toEqual([...new Set(writes)].sort((a, b) => a - b));
    }
    let before = { aboveTokens: 0, rates: row.rates };
    for (const tier of tiers) {
      expect(tier.aboveTokens).toBeGreaterThan(before.aboveTokens);
      expect(tier.rates.input).toBeGreaterThan(before.rates.input);
      before = tier;
    }
    if (row.cache) expect(new URL(row.cache.source).protocol).toBe("https:");
    expect(Number.isNaN(Date.parse(row.listedOn))).toBe(false);
  },
);

it.each(models.map((row) => [row.id, row] as const))("%s has positive figures", (_id, row) => {
  expect(row.publishedParameters).toBeGreaterThan(1e7);
  expect(row.publishedActiveParameters ?? 1).toBeLessThanOrEqual(row.publishedParameters);
  expect(row.contextTokens).toBeGreaterThan(0);
});

it("an API takes requests longer than the threshold of its rates for long ones", () => {
  const known = prices.filter(({ contextTokens }) => contextTokens !== undefined);
  expect(known.length).toBeGreaterThan(50);
  for (const { id, contextTokens, longContext, tiers = [] } of known)
    for (const tier of longContext ? [longContext, ...tiers] : tiers)
      expect([id, contextTokens! > tier.aboveTokens]).toEqual([id, true]);
});

it("has at least 100 accelerators, and prices of large providers and of hosts", () => {
  expect(hardware.length).toBeGreaterThanOrEqual(100);
  const providers = new Set(prices.map(({ provider }) => provider));
  for (const provider of ["OpenAI", "Anthropic", "Google", "xAI", "DeepSeek", "Mistral", "Moonshot AI"])
    expect(providers).toContain(provider);
  for (const provider of ["Z.AI", "Alibaba", "MiniMax", "Together AI", "Fireworks AI", "DeepInfra", "Groq"])
    expect(providers).toContain(provider);
});
