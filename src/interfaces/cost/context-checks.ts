import { type ApiPrice, attends, type ModelSpec, type PriceOptions } from "../../cost/index.js";
import { usageError } from "../../shared/errors.js";
import { formatInteger, parseCountOrZero } from "../../shared/units.js";
import { type FlagValues, flagText } from "../cli/command.js";
import type { Listener } from "./inputs.js";

/**
 * What is read from a cache and what is written to it are parts of the context.
 * @throws FoveaError `cached-beyond-context`.
 */
export function checkCached(
  contexts: readonly number[],
  { cachedTokens, cacheWriteTokens = 0 }: Pick<PriceOptions, "cachedTokens" | "cacheWriteTokens">,
): void {
  const whole = cachedTokens + cacheWriteTokens;
  const short = contexts.find((context) => context < whole);
  if (short === undefined) return;
  const parts = [
    ...(cachedTokens > 0 ? [`--cached ${formatInteger(cachedTokens)}`] : []),
    ...(cacheWriteTokens > 0 ? [`--cache-write ${formatInteger(cacheWriteTokens)}`] : []),
  ];
  throw usageError(
    "cached-beyond-context",
    `${parts.join(" with ")} is more than the whole context of ${formatInteger(short)} tokens`,
    `Write ${formatInteger(short)} or less, or a longer --context.`,
  );
}

/** Tokens that the model declares to take. Undefined where it does not say, and where a state has no such limit. */
export const declaredLimit = (spec: ModelSpec): number | undefined =>
  attends(spec) ? spec.maxContext : undefined;

/**
 * One line on stderr when a context, with what is generated after it, is longer than the model declares. A model
 * without attention has a length that it was trained at, and no limit.
 */
export function warnBeyondDeclared(
  spec: ModelSpec,
  contexts: readonly number[],
  { err }: Listener,
  outputTokens = 0,
): void {
  const { maxContext } = spec;
  if (maxContext === undefined) return;
  const beyond = contexts.filter((context) => context + outputTokens > maxContext);
  if (beyond.length === 0) return;
  const declares = attends(spec)
    ? `declares ${formatInteger(maxContext)} tokens of context`
    : `was trained at ${formatInteger(maxContext)} tokens, which its state does not limit`;
  const output = outputTokens > 0 ? ` with ${formatInteger(outputTokens)} of output` : "";
  err(
    `fovea: ${spec.name} ${declares}; ${listed(beyond)}${output} ${beyond.length === 1 ? "is" : "are"} beyond it.\n`,
  );
}

/** One line on stderr when a request is longer than the priced API takes. Nothing where its window is not known. */
export function warnBeyondApi(
  { id, contextTokens }: Pick<ApiPrice, "id" | "contextTokens">,
  requests: readonly number[],
  { err }: Listener,
): void {
  if (contextTokens === undefined) return;
  const longest = Math.max(...requests);
  if (longest > contextTokens)
    err(
      `fovea: ${id} takes ${formatInteger(contextTokens)} tokens of input and output; a request of ${formatInteger(longest)} is beyond it.\n`,
    );
}

/** `1,000; 4,000 and 32,000`: a comma would be read as one of the numbers. */
const listed = (counts: readonly number[]): string => {
  const texts = counts.map((count) => formatInteger(count));
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join("; ")} and ${texts.at(-1)}`;
};

/** @throws FoveaError `no-decode` for flags of generated tokens where the model is an encoder. */
export function checkGenerates(spec: ModelSpec, flags: FlagValues): void {
  if (spec.causal) return;
  const output = flagText(flags, "output");
  const own = [
    ...["frontier", "ttft", "tpot"].filter((name) => flags[name] !== undefined),
    ...(output === undefined || parseCountOrZero(output, "--output") === 0 ? [] : ["output"]),
    ...(flags.table === "serving" ? ["table serving"] : []),
  ][0];
  if (own !== undefined)
    throw usageError(
      "no-decode",
      `${spec.name} is an encoder, which generates no tokens`,
      `Leave --${own} out.`,
    );
}
