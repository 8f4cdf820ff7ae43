import { readFile } from "node:fs/promises";
import { usageError } from "../../shared/errors.js";
import type { EvaluationCase, Target } from "./case.js";

/**
 * Reads cases from a file of one JSON object per line, in either of two shapes:
 * `{ id?, repo, commit?, root?, query, gold: ["path", …] }`, or
 * `{ id?, repo, name?, commit?, root?, query, category?, language?, relevant: [target], secondary?: [target] }` with
 * targets `{ path, start_line?, end_line? }` or plain paths. Empty lines are skipped.
 * @throws FoveaError `unreadable-cases`, `bad-case` (with the line number).
 */
export async function casesFromFile(file: string): Promise<EvaluationCase[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw usageError("unreadable-cases", `the cases file ${file} cannot be read`, "Check the path.", error);
  }
  const cases = text
    .split(/\r?\n/)
    .flatMap((line, index) =>
      line.trim() === "" ? [] : [parseCase(line, `${file} line ${index + 1}`, index + 1)],
    );
  if (cases.length === 0)
    throw usageError(
      "bad-case",
      `${file} has no cases`,
      "Write one JSON object per line: { repo, query, gold }.",
    );
  return cases;
}

export function parseCase(line: string, where: string, number: number): EvaluationCase {
  const bad = (what: string) =>
    usageError("bad-case", `${where}: ${what}`, 'Write { "repo", "query", "gold": ["path"] } on each line.');
  let row: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw bad("not an object");
    row = parsed as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) throw bad("not JSON");
    throw error;
  }
  const text = (name: string): string | undefined => {
    const value = row[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw bad(`"${name}" is not a string`);
    return value === "" ? undefined : value;
  };
  const list = (name: string, secondary: boolean): Target[] => {
    const value = row[name] ?? [];
    if (!Array.isArray(value)) throw bad(`"${name}" is not a list`);
    return value.map(
      (item: unknown) => readTarget(item, secondary) ?? fail(bad(`"${name}" has an entry without a path`)),
    );
  };
  const query = text("query");
  const repository = text("name") ?? text("repo") ?? text("repository");
  if (!query) throw bad('"query" is missing');
  if (!repository) throw bad('"repo" is missing');
  const targets = [...list("gold", false), ...list("relevant", false), ...list("secondary", true)];
  if (!targets.some(({ secondary }) => !secondary)) throw bad('"gold" has no path');
  const [commit, root] = [text("commit"), text("root")];
  const labels: Record<string, string> = {};
  for (const name of ["category", "language"]) {
    const value = text(name);
    if (value) labels[name] = value;
  }
  return {
    id: text("id") ?? String(number),
    repository,
    ...(commit ? { commit } : {}),
    ...(root ? { root: root.replace(/^\.?\/|\/$/g, "") } : {}),
    query,
    targets,
    labels,
  };
}

function readTarget(item: unknown, secondary: boolean): Target | undefined {
  const mark = secondary ? { secondary } : {};
  if (typeof item === "string") return item === "" ? undefined : { path: item, ...mark };
  if (typeof item !== "object" || item === null) return undefined;
  const { path, start_line, end_line } = item as { path?: unknown; start_line?: unknown; end_line?: unknown };
  if (typeof path !== "string" || path === "") return undefined;
  const span =
    typeof start_line === "number" && typeof end_line === "number"
      ? { startLine: start_line, endLine: end_line }
      : {};
  return { path, ...span, ...mark };
}

function fail(error: Error): never {
  throw error;
}
