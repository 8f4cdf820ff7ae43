// Not from the index: the page loads this file, and needs no kernels for it.
import { type ArticleReport, articleReport } from "../../bench/article/report.js";
import { type BenchReport, benchReport } from "../../bench/report.js";
import { usageError } from "../../shared/errors.js";

/**
 * Reads a report of `fovea bench --save`.
 * @param name of the file, for the error.
 * @throws FoveaError `not-a-report`.
 */
export function parseBenchReport(text: string, name: string): BenchReport {
  return reportIn(parseJson(text, name), name);
}

/**
 * Reads a report of `fovea bench --save` or `fovea bench article --save`; the second has measurements of ours too.
 * @throws FoveaError `not-a-report`.
 */
export function parseSavedReport(
  text: string,
  name: string,
): { readonly report: BenchReport; readonly article: ArticleReport | undefined } {
  const value = parseJson(text, name);
  const article = articleReport.safeParse(value);
  return article.success
    ? { report: reportIn(article.data.ours, name), article: article.data }
    : { report: reportIn(value, name), article: undefined };
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notReport(name, "it is not JSON", cause);
  }
}

function reportIn(value: unknown, name: string): BenchReport {
  const parsed = benchReport.safeParse(value);
  if (parsed.success) {
    const wrong = parsed.data.rows.findIndex(({ n, seconds }) => !(n > 0 && seconds > 0));
    if (wrong >= 0) throw notReport(name, `rows.${wrong}: n and seconds must be more than 0`, undefined);
    return parsed.data;
  }
  const issue = parsed.error.issues[0]!;
  throw notReport(name, `${issue.path.join(".") || "the document"}: ${issue.message}`, parsed.error);
}

const notReport = (name: string, why: string, cause: unknown) =>
  usageError(
    "not-a-report",
    `${name} is not a report of fovea bench (${why})`,
    "Write one with fovea bench --save report.json.",
    cause,
  );
