/** Tasks about this repository that the static site shows. Each must have a confident match. */
export const siteTasks: readonly string[] = [
  "secrets in indexed files must be redacted before a pack shows them",
  "how is the size of a model's KV cache computed",
  "add a new programming language to the parser",
  "a pack must never have more tokens than its budget",
  "how does the HTTP server check the token and the Host header",
  "sliding window attention kernel in WebAssembly",
];

/** Tokens. */
export const siteBudgets: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 32_000];

/** As `fovea pack` without `--budget`. */
export const siteDetailBudget = 8000;

/** Cases of the recorded evaluation: the newest usable commits. */
export const siteCases = 40;
