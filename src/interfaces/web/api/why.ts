import * as z from "zod";
import { defaultRenderer } from "../../../context/render/index.js";
import type { WhyQuestion } from "../../../context/why/question.js";
import { explain } from "../../../context/why/why.js";
import { whyReport } from "../../answers/why-report.js";
import { pathInside } from "../../service/path-inside.js";
import type { WhyReport } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";
import { budget, format, path, rendererOf, task } from "./fields.js";

export const why = defineEndpoint<WhyReport>()({
  method: "POST",
  path: "why",
  input: z.strictObject({
    path,
    line: z.int().min(1).optional(),
    task,
    budget,
    format: format.default(defaultRenderer.name),
  }),
  answer: async ({ path, line, task, budget, format }, call) => {
    const repository = await call.repository();
    const question: WhyQuestion = {
      path: pathInside(repository, path),
      ...(line === undefined ? {} : { line }),
      task,
      budget,
      renderer: rendererOf(format),
    };
    return whyReport(await explain(repository, question), question);
  },
});
