import * as z from "zod";
import type { TaskExamples } from "./contract.js";
import { defineEndpoint } from "./endpoint.js";

const MOST = 3;

export const examples = defineEndpoint<TaskExamples>()({
  method: "GET",
  path: "examples",
  input: z.strictObject({}),
  answer: async (_, call) => {
    const { source } = await call.repository({ besideOthers: true });
    const { recentTasks } = await import("../../../evaluate/cases/from-git.js");
    return { tasks: await recentTasks(source.root, MOST, call.signal) };
  },
});
