import { usageError } from "../../shared/errors.js";

/** A text in quotes, or a number of Python's `json` that JSON does not have. */
const TEXT_OR_NON_FINITE = /"(?:[^"\\]|\\.)*"|-?\b(?:Infinity|NaN)\b/gs;

/**
 * Parses the text of a `config.json`. Python's `json` writes `Infinity`, `-Infinity` and `NaN`, which JSON
 * does not have (`time_step_limit` of Mamba-2 models); they are read as null, because no count depends on
 * them. Inside quotes they are text.
 * @throws FoveaError `not-json`.
 */
export function parseConfig(text: string, origin: string): unknown {
  try {
    return JSON.parse(
      text.replace(/^\uFEFF/, "").replace(TEXT_OR_NON_FINITE, (token) => (token[0] === '"' ? token : "null")),
    );
  } catch (error) {
    throw usageError("not-json", `${origin} is not valid JSON`, "Give a Hugging Face config.json.", error);
  }
}
