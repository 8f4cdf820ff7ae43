import * as z from "zod";
import type { EvalState } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";

const path = "eval";
const define = defineEndpoint<EvalState>();

export const evaluation = define({
  method: "GET",
  path,
  input: z.strictObject({}),
  answer: async (_, call) => call.evaluation().state,
});

export const startEvaluation = define({
  method: "POST",
  path,
  input: z.strictObject({ limit: z.int().min(1).max(10_000) }),
  answer: async ({ limit }, call) => call.evaluation().start(limit),
});

export const cancelEvaluation = define({
  method: "DELETE",
  path,
  input: z.strictObject({}),
  answer: async (_, call) => call.evaluation().cancel(),
});
