import { readFileSync } from "node:fs";
import * as z from "zod";
import { failure } from "../../shared/errors.js";

const file = z.looseObject({
  model: z.looseObject({ unk_token: z.string().nullish(), unk_id: z.number().nullish() }),
});

export interface TextTokenizer {
  /** @param special whether the tokens that open and close a text are added. */
  encode(text: string, special: boolean): readonly number[];
  /** What stands for text that the vocabulary does not hold. */
  readonly unknown: number | undefined;
}

/**
 * A tokenizer from a model's `tokenizer.json`, and what its `tokenizer_config.json` says.
 * @throws FoveaError `embedding-failed`.
 */
export async function loadTokenizer(path: string, config: object): Promise<TextTokenizer> {
  // Loaded only here: most repositories have no model.
  const { Tokenizer } = await import("@huggingface/tokenizers");
  try {
    const parsed = file.parse(JSON.parse(readFileSync(path, "utf8")));
    const tokenizer = new Tokenizer(parsed, config);
    const { unk_token, unk_id } = parsed.model;
    const unknown = unk_id ?? (unk_token ? tokenizer.token_to_id(unk_token) : undefined);
    return {
      encode: (text, special) => {
        // The library's own types do not resolve under NodeNext, and it leaves holes for what is unknown where the
        // token for that is not listed as an added one.
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
      `${path} is no tokenizer that can be used`,
      "Download the model again.",
      cause,
    );
  }
}
