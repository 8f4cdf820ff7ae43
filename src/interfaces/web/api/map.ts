import * as z from "zod";
import type { RepositoryMap } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";

export const map = defineEndpoint<RepositoryMap>()({
  method: "GET",
  path: "map",
  input: z.strictObject({}),
  answer: async (_, call) => {
    const repository = await call.repository();
    const { files } = await repository.reader.corpus();
    return {
      version: await call.versionOf(repository),
      files: files.map(({ path, tokens, role }) => ({ path, tokens, role })),
    };
  },
});
