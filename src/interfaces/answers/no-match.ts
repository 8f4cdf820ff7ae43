import type { Judgement } from "../../context/repository/results.js";
import { printable } from "../../shared/printable.js";

/** What is said of a judgement, from the results or from a report. */
interface Doubted {
  readonly confidence: number;
  readonly doubt?:
    | (Omit<NonNullable<Judgement["doubt"]>, "best"> & {
        readonly best?: NonNullable<Judgement["doubt"]>["best"] | undefined;
      })
    | undefined;
}

/** A word of a task may be long data. */
const LONGEST_WORD = 40;

/**
 * Says why a task is not answered, as a sentence without its full stop and its capital:
 * `no confident match (confidence 0.07): no file has "flurble" or "zorp"; the best, src/x.py, has 2 of 7 words`.
 */
export function noMatch({ confidence, doubt }: Doubted): string {
  const { unknown = [], best } = doubt ?? {};
  const reasons = [
    ...(unknown.length > 0 ? [`no file has ${listed(unknown, "or")}`] : []),
    ...(best ? [`the best, ${printable(best.path)}, has ${best.has} of ${best.of} words`] : []),
  ];
  return `no confident match (confidence ${confidence.toFixed(2)})${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`;
}

/** What to try when a task is not answered, as sentences without the last full stop. */
export function whatToTry({ doubt }: Doubted): string {
  const elsewhere = doubt?.elsewhere ?? [];
  const dependency =
    elsewhere.length === 0
      ? ""
      : `${listed(elsewhere, "and")} ${elsewhere.length === 1 ? "is" : "are"} imported here, but the code is elsewhere. `;
  return `${dependency}Try other words, or a name, path or message of the code`;
}

/** The statement of a short answer. `anyway` says how to get the pack all the same. */
export const statementOf = (judgement: Judgement, anyway: string): string =>
  `N${noMatch(judgement).slice(1)}. ${whatToTry(judgement)}. ${anyway}.`;

/** The fields of a report. */
export const judgementField = ({ confidence, answered, doubt }: Judgement) => ({
  confidence: Math.round(confidence * 1e4) / 1e4,
  answered,
  ...(doubt ? { doubt: { ...doubt, unknown: [...doubt.unknown], elsewhere: [...doubt.elsewhere] } } : {}),
});

/** `"a", "b" or "c"`. */
function listed(words: readonly string[], joined: "and" | "or"): string {
  const quoted = words.map((word) => {
    const said = printable(word);
    return `"${said.length > LONGEST_WORD ? `${said.slice(0, LONGEST_WORD - 1)}…` : said}"`;
  });
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${joined} ${last}`;
}
