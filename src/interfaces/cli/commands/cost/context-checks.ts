import type { ModelSpec, PriceOptions } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { formatInteger } from "../../../../shared/units.js";
import type { Terminal } from "../../command.js";

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

/** One line on stderr when a context is longer than the model's config declares. */
export function warnBeyondDeclared(spec: ModelSpec, contexts: readonly number[], terminal: Terminal): void {
  const { maxContext } = spec;
  if (maxContext === undefined) return;
  const beyond = contexts.filter((context) => context > maxContext);
  if (beyond.length > 0)
    terminal.err(
      `fovea: ${spec.name} declares ${formatInteger(maxContext)} tokens of context; ${beyond.map((context) => formatInteger(context)).join(" and ")} ${beyond.length === 1 ? "is" : "are"} beyond it.\n`,
    );
}
