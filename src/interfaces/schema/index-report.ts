import * as z from "zod";
import { textOnlySchema } from "./status-report.js";

/** `fovea index --json` */
export const indexReportSchema = z.strictObject({
  root: z.string().describe("Absolute path of the folder that is indexed"),
  files: z.int().nonnegative().describe("Files in the index"),
  skipped: z.int().nonnegative().describe("Files that were skipped: ignored, binary, secret, too large…"),
  symbols: z.int().nonnegative().describe("Definitions and headed sections"),
  edges: z.int().nonnegative().describe("References and imports, from which the graph's edges are resolved"),
  tokens: z.int().nonnegative().describe("Tokens of all files, by the index's encoding"),
  bytes: z.int().nonnegative().describe("Size of the index on disk, in bytes"),
  seconds: z.number().nonnegative().describe("Wall-clock time of the command"),
  changed: z.int().nonnegative().describe("Files whose content was new or changed and was parsed"),
  reused: z
    .int()
    .nonnegative()
    .describe("Files whose new content was already in the index, from another checkout or branch"),
  removed: z
    .int()
    .nonnegative()
    .describe("Files removed from the index because they no longer exist or are now ignored"),
  textOnly: textOnlySchema,
  embedded: z
    .int()
    .nonnegative()
    .optional()
    .describe("Chunks sent to the embedding server; absent without one, or when it failed"),
});
export type IndexReport = z.infer<typeof indexReportSchema>;
