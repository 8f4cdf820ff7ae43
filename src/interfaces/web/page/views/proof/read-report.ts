import { usageError } from "../../../../../shared/errors.js";
import type { EvalReport } from "../../../api/contract.js";

/** Reports of 1,000 cases have about 8 MB. */
const MOST_BYTES = 200e6;

const MEND = "Make a report with fovea eval --save eval.json, and open that file.";

/** Reads a report that `fovea eval --save` wrote, or any other file. @throws FoveaError, in one line. */
export async function readReportFile(file: File): Promise<EvalReport> {
  if (file.size > MOST_BYTES)
    throw usageError("report-too-large", `${file.name} has more than ${MOST_BYTES / 1e6} MB`, MEND);
  return readReport(await file.text(), file.name);
}

/** @throws FoveaError `not-json`, `not-a-report`. */
export async function readReport(text: string, name: string): Promise<EvalReport> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw usageError("not-json", `${name} is not JSON`, MEND, cause);
  }
  // zod is larger than the rest of the view, and few visits read a file.
  const { evalReportSchema, firstProblem } = await import("./report-schema.js");
  const { data, error } = evalReportSchema.safeParse(value);
  const problem = data ? contradictionOf(data) : firstProblem(error!);
  if (problem !== undefined)
    throw usageError("not-a-report", `${name} is not a report of fovea eval: ${problem}`, MEND);
  return data!;
}

/** What a schema cannot say: names, cases and budgets belong together. Undefined when they do. */
function contradictionOf({ retrievers, perCase, cases }: EvalReport): string | undefined {
  const [first, ...others] = retrievers;
  if (!first) return "it has no retriever";
  if (new Set(retrievers.map(({ name }) => name)).size < retrievers.length)
    return "two retrievers have the same name";
  const other = others.find(({ againstFirst }) => !againstFirst);
  if (other) return `retriever ${other.name} is not compared with ${first.name}`;
  const same = (budgets: readonly { readonly budget: number }[]): boolean =>
    budgets.length === 0 ||
    (budgets.length === first.budgets.length &&
      budgets.every(({ budget }, index) => budget === first.budgets[index]!.budget));
  const odd = retrievers.find(({ budgets }) => !same(budgets));
  if (odd) return `retriever ${odd.name} has other budgets than ${first.name}`;
  if (perCase.length !== cases) return `it has ${perCase.length} cases, and says ${cases}`;
  if (new Set(perCase.map(({ id }) => id)).size < cases) return "two cases have the same id";
  for (const { id, gold, reciprocalRank, recallAt10, retrievers: details } of perCase)
    for (const { name } of retrievers) {
      const detail = Object.hasOwn(details, name) ? details[name] : undefined;
      if (!detail || !Object.hasOwn(reciprocalRank, name) || !Object.hasOwn(recallAt10, name))
        return `case ${id} has no scores of ${name}`;
      if (detail.goldRanks.length !== gold.length || detail.goldBudgets.length !== gold.length)
        return `case ${id} has other numbers of files and of ranks for ${name}`;
      if (!same(detail.budgets)) return `case ${id} has other budgets for ${name}`;
    }
  return undefined;
}
