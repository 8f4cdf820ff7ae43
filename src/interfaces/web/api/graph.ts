import * as z from "zod";
import { relations } from "../../../context/graph/edge.js";
import { graphReport } from "../../answers/graph-report.js";
import type { GraphReport } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";

/** As `fovea graph` without flags. */
const LIMIT = 20;
const DEPTH = 3;

export const graph = defineEndpoint<GraphReport>()({
  method: "POST",
  path: "graph",
  input: z.strictObject({ target: z.string().min(1).max(4000), impact: z.boolean().optional() }),
  answer: async ({ target, impact = false }, call) => {
    const repository = await call.repository({ besideOthers: true });
    const answer = await repository.graph({
      of: target,
      relations,
      limit: LIMIT,
      signal: call.signal,
      ...(impact ? { impact: { depth: DEPTH } } : {}),
    });
    return graphReport(answer);
  },
});
