import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { failure } from "../../shared/errors.js";

const file = z.looseObject({
  model: z.looseObject({ unk_token: z.nullish(z.string()), unk_id: z.nullish(z.number()) }),
});

export interface TextTokenizer {
  /** @param special whether start and end tokens are added. */
  encode(text: string, special: boolean): readonly number[];
  /** Id of the token for text that is not in the vocabulary. */
  readonly unknown: number | undefined;
}

/**
 * Loads a tokenizer from a model's `tokenizer.json`; `config` is the content of its `tokenizer_config.json`.
 * @throws FoveaError `embedding-failed`.
 */
export async function loadTokenizer(path: string, config: object): Promise<TextTokenizer> {
  // Imported here and not at the top: most repositories have no model.
  const { Tokenizer } = await import("@huggingface/tokenizers");
  try {
    const parsed = file.parse(JSON.parse(readFileSync(path, "utf8")));
    const tokenizer = new Tokenizer(parsed, config);
    const { unk_token, unk_id } = parsed.model;
    const unknown = unk_id ?? (unk_token ? tokenizer.token_to_id(unk_token) : undefined);
    return {
      encode: (text, special) => {
        // The library's types do not resolve under NodeNext. It returns undefined for unknown text when the
        // tokenizer does not list the unknown token as an added token.
        const { ids }: { ids: readonly (number | undefined)[] } = tokenizer.encode(text, {
          add_special_tokens: special,
        });
        return ids.map((id) => id ?? unknown).filter((id) => id !== undefined);
      },
      unknown,
    };
  } catch (cause) {
    throw failure(
      "embedding-failed",
      `${path} is not a usable tokenizer`,
      "Download the model again.",
      cause,
    );
  }
}
