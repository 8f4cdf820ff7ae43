import "../../app/zod-jitless.js";
import type * as z from "zod";
import { evalReportSchema } from "../../../../schema/eval-report.js";

export { evalReportSchema };

/** The first problem in words: where it is, and what was expected there. */
export function firstProblem({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (!issue) return "it cannot be read";
  const place = issue.path.map((key, index) =>
    typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`,
  );
  const where = place.join("").slice(0, 120);
  const message = issue.message.slice(0, 200);
  return where === "" ? message : `${where}: ${message}`;
}
