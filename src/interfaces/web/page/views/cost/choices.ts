import {
  cacheFormatNames,
  engines,
  formatNames,
  hardware,
  models,
  prices,
} from "../../../../../cost/index.js";
import { formatBytes, formatDollars, formatInteger } from "../../../../../shared/units.js";
import type { Option } from "../../parts/options.js";

/** Groups stand together, in the order in which they first occur. */
const byGroup = (options: readonly Option[]): readonly Option[] => {
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups.flatMap((group) => options.filter((option) => option.group === group));
};

const lastPart = (id: string): string => id.split("/").at(-1)!;

export const modelOptions: readonly Option[] = byGroup(
  models.map(({ id, aliases, publishedParameters, contextTokens }) => ({
    value: aliases[0] ?? id,
    text: lastPart(id),
    detail: `${formatInteger(publishedParameters / 1e9, publishedParameters < 1e10 ? 1 : 0)} B, ${formatInteger(contextTokens)} tokens`,
    group: id.split("/")[0]!,
    alsoFoundBy: [id, lastPart(id), ...aliases],
  })),
);

export const hardwareOptions: readonly Option[] = byGroup(
  hardware.map(({ id, name, vendor, aliases, memoryBytes, dollarsPerHour }) => ({
    value: id,
    text: name,
    detail: `${formatBytes(memoryBytes, 0)}${dollarsPerHour ? `, ${formatDollars(dollarsPerHour.value)} an hour` : ""}`,
    group: vendor,
    alsoFoundBy: aliases,
  })),
);

export const priceOptions: readonly Option[] = byGroup(
  prices.map(({ id, name, provider, aliases, rates }) => ({
    value: id,
    text: name,
    detail: `${formatDollars(rates.input)} in, ${formatDollars(rates.output)} out, a million tokens`,
    group: provider,
    alsoFoundBy: aliases,
  })),
);

const named = (group: string, names: readonly string[]): Option[] =>
  names.map((name) => ({ value: name, text: name, group }));

export const formatOptions: readonly Option[] = [
  { value: "auto", text: "auto", detail: "the checkpoint's own" },
  ...named("All weights alike", formatNames.numbers),
  ...named("Quantisations", formatNames.quantisations),
  ...named("GGUF files", formatNames.ggufFiles),
];

export const cacheFormatOptions: readonly Option[] = cacheFormatNames.map((name) => ({
  value: name,
  text: name,
}));

export const engineOptions: readonly Option[] = engines.map(({ id, name }) => ({ value: id, text: name }));
