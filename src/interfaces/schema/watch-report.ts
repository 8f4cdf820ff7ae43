import * as z from "zod";

/** One line of `fovea watch --json`. */
export const watchReportSchema = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("watching"),
    root: z.string().describe("Absolute"),
    files: z.int().nonnegative().describe("Files in the index"),
  }),
  z.strictObject({
    event: z.literal("updated"),
    changed: z.int().nonnegative().describe("Files whose content was new or changed and was parsed"),
    reused: z
      .int()
      .nonnegative()
      .describe("Files whose new content was known, of another checkout or branch"),
    removed: z.int().nonnegative(),
    seconds: z
      .number()
      .nonnegative()
      .describe("From the first event of the burst to the index being written"),
  }),
]);
export type WatchReport = z.infer<typeof watchReportSchema>;
