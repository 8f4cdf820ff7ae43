import { usageError } from "../../shared/errors.js";

/** A text in quotes, or a number of Python's `json` that JSON does not have. No step back in a text of megabytes. */
const TEXT_OR_NON_FINITE = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:Infinity|NaN)\b/gs;

/** Stands for NaN, which no number of JSON means. No config has this text. */
const NOT_A_NUMBER = "\u0000NaN";

/**
 * Parses the text of a `config.json`. Python's `json` writes `Infinity`, `-Infinity` and `NaN`, which JSON does not
 * have (`time_step_limit` of Mamba-2 models); they are read as those numbers, so that a count that needs such a
 * field can say what it holds. Inside quotes they are text.
 * @throws FoveaError `not-json`.
 */
export function parseConfig(text: string, origin: string): unknown {
  const body = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(body);
  } catch {
    try {
      return JSON.parse(body.replace(TEXT_OR_NON_FINITE, asJson), (_, value) =>
        value === NOT_A_NUMBER ? Number.NaN : value,
      );
    } catch (error) {
      throw usageError("not-json", `${origin} is not valid JSON`, "Give a Hugging Face config.json.", error);
    }
  }
}

/** 1e999 is beyond the largest double: JSON.parse reads it as Infinity. */
const asJson = (token: string): string =>
  token[0] === '"'
    ? token
    : token.endsWith("NaN")
      ? JSON.stringify(NOT_A_NUMBER)
      : token.replace("Infinity", "1e999");
