import * as z from "zod";
import { searchReport } from "../../answers/search-report.js";
import type { SearchReport } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";
import { task } from "./fields.js";

export const search = defineEndpoint<SearchReport>()({
  method: "POST",
  path: "search",
  input: z.strictObject({ query: task, limit: z.int().min(1).max(200) }),
  answer: async (question, call) => {
    const { report } = await searchReport(await call.repository(), question);
    return report;
  },
});
