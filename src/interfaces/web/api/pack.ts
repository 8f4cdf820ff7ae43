import * as z from "zod";
import { answerTask, packReport } from "../../answers/pack-report.js";
import type { PackReport } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";
import { budget, format, rendererOf, task } from "./fields.js";

export const pack = defineEndpoint<PackReport>()({
  method: "POST",
  path: "pack",
  input: z.strictObject({
    task,
    budget,
    format,
    since: z.string().optional(),
    anyway: z.boolean().optional(),
  }),
  answer: async ({ task, budget, format, since, anyway = false }, call) => {
    const repository = await call.repository();
    const ledger = call.sent.ledgerOf(since);
    const renderer = rendererOf(format);
    const answer = await answerTask(repository, { task, budget, renderer, ledger, anyway });
    call.sent.remember(answer.packed);
    return packReport(answer, budget);
  },
});
