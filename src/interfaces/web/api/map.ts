import * as z from "zod";
import { isCode } from "../../../context/languages/index.js";
import { isDerived, type Role } from "../../../context/scan/source.js";
import type { FileKind, RepositoryMap } from "./contract.js";
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
      files: files.map(({ path, tokens, role }) => ({ path, tokens, kind: kindOf(path, role) })),
    };
  },
});

function kindOf(path: string, role: Role): FileKind {
  if (isDerived(role)) return "derived";
  if (role.test) return "test";
  if (role.documentation || role.example) return "docs";
  return isCode(path) ? "code" : "data";
}
