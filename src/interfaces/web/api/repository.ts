import { basename } from "node:path";
import * as z from "zod";
import type { RepositoryInfo } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";

export const repository = defineEndpoint<RepositoryInfo>()({
  method: "GET",
  path: "repository",
  input: z.strictObject({}),
  answer: async (_, call) => {
    const repository = await call.repository();
    const { files } = await repository.reader.corpus();
    return {
      name: repository.scope.folder ?? basename(repository.source.root),
      version: await call.versionOf(repository),
      files: files.length,
      tokens: files.reduce((sum, file) => sum + file.tokens, 0),
      encoding: await repository.index.encoding(),
    };
  },
});
