import * as z from "zod";
import { candidatesReport } from "../../answers/search-report.js";
import type { CandidatesReport } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";
import { task } from "./fields.js";

export const candidates = defineEndpoint<CandidatesReport>()({
  method: "POST",
  path: "candidates",
  input: z.strictObject({ task }),
  answer: async ({ task }, call) => candidatesReport(await call.repository(), task),
});
