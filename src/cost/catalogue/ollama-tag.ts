import type { ModelEntry } from "./model-entry.js";
import { type NamedFormat, parseModelName } from "./model-name.js";

/** A name of Ollama's library: `qwen3:30b`, `llama3.1:8b-instruct-q8_0`. */
export interface OllamaTag {
  /** Before the colon: `deepseek-r1`. */
  readonly family: string;
  /** Parameters as the tag writes them: `30b`, `8x7b`, `e4b`, `567m`. */
  readonly size: string;
  /** The whole tag, as a name of the catalogue would have it: `llama3.1-8b-instruct`. */
  readonly joined: string;
  /** What the tag stores its weights in, and whether it says so itself. */
  readonly format?: NamedFormat & { readonly assumed?: true };
}

const TAG = /^(?:library\/)?([a-z][a-z0-9._-]*):((?:\d+x|e)?\d+(?:\.\d+)?[bmt])((?:-[a-z0-9._]+)*)$/;

/** Reads a name as Ollama's. Undefined for others: a colon also stands before the file of a GGUF repository. */
export function ollamaTag(name: string): OllamaTag | undefined {
  const match = TAG.exec(name.trim().toLowerCase());
  if (!match) return undefined;
  const [, family, size, rest] = match as unknown as [string, string, string, string];
  const joined = `${family}-${size}${rest}`;
  const { format } = parseModelName(joined);
  return { family, size, joined, ...formatOf(family, size, format) };
}

/**
 * Without a format in the tag the usual file of Ollama's library: Q4_K_M, for gpt-oss its own mxfp4. Small ones
 * (millions) differ, so nothing is assumed.
 */
function formatOf(family: string, size: string, stated: NamedFormat | undefined): Pick<OllamaTag, "format"> {
  if (stated !== undefined) return { format: stated };
  if (size.endsWith("m")) return {};
  const usual: NamedFormat =
    family === "gpt-oss" ? { name: "mxfp4", dtype: "fp4" } : { name: "q4_k_m", dtype: "int4" };
  return { format: { ...usual, assumed: true } };
}

/** How entries are looked up: by a name of theirs, and by the stems of their names. */
export interface Lookup {
  readonly byName: (name: string) => ModelEntry | undefined;
  readonly byStem: ReadonlyMap<string, ModelEntry>;
}

/**
 * The model of a tag: one that has its name with a dash in place of the colon, also before the version
 * (`mistral-small3.2:24b`); the family itself where its size is the tag's (`deepseek-v3:671b`); the only mixture of
 * that size in the family (`qwen3:235b` is 235B-A22B); or the only distillation of that size (`deepseek-r1:70b` is
 * a Llama). Undefined where the choice is not clear.
 */
export function entryOfTag(
  { family, size, joined }: OllamaTag,
  { byName, byStem }: Lookup,
): ModelEntry | undefined {
  const named = (name: string) => byName(name) ?? byStem.get(parseModelName(name).stem);
  const apart = joined.replace(/([a-z])(\d+(?:\.\d+)?-)/, "$1-$2");
  const direct = named(joined) ?? named(apart) ?? named(`${family}-${size}`);
  if (direct) return direct;
  const whole = named(family);
  if (whole && Math.abs(whole.publishedParameters / parametersOf(size) - 1) < 0.1) return whole;
  const { stem } = parseModelName(family);
  const inFamily = [...byStem].filter(([other]) => other.startsWith(`${stem}-`));
  const only = (matches: (rest: string) => boolean): ModelEntry | undefined => {
    const found = new Set(
      inFamily.filter(([other]) => matches(other.slice(stem.length + 1))).map(([, entry]) => entry),
    );
    return found.size === 1 ? [...found][0] : undefined;
  };
  const mixture = only(
    (rest) => rest.startsWith(`${size}-a`) && /^a[\d.]+b$/.test(rest.slice(size.length + 1)),
  );
  if (mixture) return mixture;
  // Of this size the family has nothing else, and that is distilled.
  const last = only((rest) => rest.endsWith(`-${size}`));
  return last && parseModelName(last.id).stem.includes("-distill-") ? last : undefined;
}

const parametersOf = (size: string): number =>
  Number.parseFloat(size) * { b: 1e9, m: 1e6, t: 1e12 }[size.at(-1) as "b" | "m" | "t"];
