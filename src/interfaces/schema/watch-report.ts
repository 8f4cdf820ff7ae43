import * as z from "zod";

/** One line of `fovea watch --json`. */
export const watchReportSchema = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("watching"),
    root: z.string().describe("Absolute path of the watched folder"),
    files: z.int().nonnegative().describe("Files in the index"),
  }),
  z.strictObject({
    event: z.literal("updated"),
    changed: z.int().nonnegative().describe("Files whose content was new or changed and was parsed"),
    reused: z
      .int()
      .nonnegative()
      .describe("Files whose new content was already in the index, from another checkout or branch"),
    removed: z.int().nonnegative(),
    seconds: z
      .number()
      .nonnegative()
      .describe("Time from the first change event of the update until the index was written"),
  }),
]);
export type WatchReport = z.infer<typeof watchReportSchema>;
