import { defaultModel } from "../../../../../cost/index.js";
import { usageError } from "../../../../../shared/errors.js";
import { formatInteger } from "../../../../../shared/units.js";
import type { Flag, FlagValues } from "../../../../cli/command.js";
import { priceFlags } from "../../../../cost/price.js";
import { type FlagName, flagName } from "../../../../flag-names.js";

/** The address of this view: flags of `fovea cost` under their long names, those of their defaults left out. */
export type Parameters = Readonly<Record<string, string>>;

export interface PageFlag extends Flag {
  readonly name: FlagName;
}

/** Of what the command line prints, not of what things cost; and a file, which a page has no path of. */
const NOT_HERE: ReadonlySet<string> = new Set(["table", "frontier", "price-file"]);

/** The flags that the view has, by their long names. */
export const pageFlags: ReadonlyMap<string, PageFlag> = new Map(
  priceFlags
    .map((flag) => ({ ...flag, name: flagName(flag) }))
    .filter(({ name }) => !NOT_HERE.has(name.long))
    .map((flag) => [flag.name.long, flag]),
);

/** What the context is before the user says otherwise. */
export const FIRST_CONTEXT = "128k";
/** No more colours can be told apart at a glance. */
export const MOST_MODELS = 6;

const listed = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** The models that are compared: one at least. */
export function modelsOf({ model }: Parameters): readonly string[] {
  const models = listed(model).slice(0, MOST_MODELS);
  return models.length > 0 ? models : [defaultModel];
}

/** The models as the address says them; undefined for the default. */
export function modelParameter(models: readonly string[]): string | undefined {
  const text = models.join(",");
  return text === "" || text === defaultModel ? undefined : text;
}

/**
 * The record that the command line would have made of the same flags, for one model and context.
 * @throws FoveaError `bad-choice`.
 */
export function flagsOf(parameters: Parameters, model: string, context: string): FlagValues {
  const flags: Record<string, string | boolean | undefined> = {};
  for (const [long, { name, defaultValue, choices }] of pageFlags) {
    const value = parameters[long];
    if (name.takes === undefined) {
      if (value !== undefined) flags[name.key] = true;
      continue;
    }
    if (value !== undefined && choices && !choices.includes(value))
      throw usageError(
        "bad-choice",
        `--${long} must be one of ${choices.join(", ")}, got "${value}"`,
        `Choose ${choices.join(" or ")}.`,
      );
    const given = value === undefined || value.trim() === "" ? defaultValue : value;
    if (given !== undefined) flags[name.key] = given;
  }
  return { ...flags, model, context };
}

/** The command that gives the same figures: `fovea cost --model llama-3.1-8b --context 128k`. */
export function commandOf(parameters: Parameters, model: string, context: string): string {
  const words = ["fovea", "cost"];
  for (const long of new Set(["model", ...pageFlags.keys()])) {
    const { name, defaultValue } = pageFlags.get(long)!;
    const value = long === "model" ? model : long === "context" ? context : parameters[long];
    if (value === undefined || value === defaultValue) continue;
    if (name.takes === undefined) words.push(`--${long}`);
    else if (value.trim() !== "") words.push(`--${long}`, quoted(value));
  }
  return words.join(" ");
}

/** As one word of a shell. */
const quoted = (word: string): string =>
  /^[\w./:@%+,=][\w./:@%+,=-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** `128000` → `128k`, as people write it. */
export function tokensText(tokens: number): string {
  for (const [unit, size] of [
    ["M", 1e6],
    ["k", 1e3],
  ] as const)
    if (tokens >= size && Number.isInteger((tokens / size) * 100)) return `${tokens / size}${unit}`;
  return String(tokens);
}

/** Contexts of a curve: 1, 2 and 5 of each power of ten. */
const GRID = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map((k) => 1000 * k);

/** The contexts that curves are drawn from; those that a cached prefix leaves nothing of are left out. */
export const gridFrom = (least: number): readonly number[] => {
  const grid = GRID.filter((context) => context >= least);
  return grid.length > 0 ? grid : [least];
};

/** What the flag that an error names is, for the field beside it. */
export const flagInError = (message: string): string | undefined => /^--([a-z-]+)\b/.exec(message)?.[1];

/** The slider: so many steps for a power of ten, from a thousand to ten million tokens. */
const STEPS_A_DECADE = 100;
export const SLIDER_STEPS = 4 * STEPS_A_DECADE;

/** Tokens at a step of the slider, in two digits. */
export const tokensAt = (step: number): number =>
  Number((1000 * 10 ** (step / STEPS_A_DECADE)).toPrecision(2));

export const stepOf = (tokens: number): number =>
  Math.round(Math.min(SLIDER_STEPS, Math.max(0, STEPS_A_DECADE * Math.log10(tokens / 1000))));

export const writeTokens = (tokens: number): string => `${formatInteger(tokens)} tokens`;
