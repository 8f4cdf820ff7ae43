import * as z from "zod";
import { qualifiedName } from "../../../context/indexing/outline.js";
import { usageError } from "../../../shared/errors.js";
import { pathInside } from "../../service/path-inside.js";
import type { FileOutline } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";
import { path } from "./fields.js";

export const outline = defineEndpoint<FileOutline>()({
  method: "GET",
  path: "outline",
  input: z.strictObject({ path }),
  answer: async ({ path: asked }, call) => {
    const repository = await call.repository();
    const path = pathInside(repository, asked);
    return repository.reader.answer(async ({ corpus }) => {
      const file = corpus.fileAt(path);
      const row = corpus.files[file];
      if (!row) throw usageError("not-indexed", `${path} is not indexed`, "Choose a file of the map.");
      const [chunks = []] = await corpus.chunks([file]);
      const tokens = chunks.map(({ ownTokens }) => ownTokens);
      // Inner definitions come after the one around them.
      for (let index = chunks.length - 1; index >= 0; index--) {
        const { parent } = chunks[index]!;
        if (parent >= 0) tokens[parent]! += tokens[index]!;
      }
      return {
        path: row.path,
        tokens: row.tokens,
        definitions: chunks.map(({ kind, startLine, endLine, ownTokens, parent }, index) => {
          const symbol = qualifiedName(chunks, index);
          return {
            ...(symbol === "" ? {} : { symbol }),
            kind,
            startLine,
            endLine,
            tokens: tokens[index]!,
            ownTokens,
            ...(parent >= 0 ? { parent } : {}),
          };
        }),
      };
    });
  },
});
