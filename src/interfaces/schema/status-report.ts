import * as z from "zod";
import { skipReasons } from "../../context/scan/source.js";

/** Files of which only the words are known. */
export const textOnlySchema = z
  .strictObject({
    files: z.int().nonnegative(),
    extensions: z.record(z.string(), z.int().nonnegative()).describe("Number of files, most first"),
  })
  .describe(
    "Files that look like code, but that no parser reads: their words are found, they have no symbols",
  );

/** A rule of an ignore file. */
export const ignoringRuleSchema = z.strictObject({
  source: z.string().describe("The ignore file"),
  line: z.int().positive().describe("Line of the rule, from 1"),
  pattern: z.string(),
});

const count = z.int().nonnegative();

/** `fovea status --json` */
export const statusReportSchema = z.strictObject({
  root: z.string().describe("Absolute path of the folder that is indexed"),
  files: count.describe("Files in the index"),
  symbols: count.describe("Definitions and headed sections"),
  edges: count.describe("References and imports"),
  tokens: count.describe("Tokens of all files, by `encoding`"),
  encoding: z.string().describe("Tokenizer of every token count in the index"),
  languages: z.record(z.string(), count).describe("Files by language, most first"),
  textOnly: textOnlySchema,
  bytes: count.describe("Size of the index on disk, in bytes"),
  schemaVersion: count.describe("Version of the index format"),
  updatedAt: z.iso
    .datetime()
    .optional()
    .describe("When the last complete update of the index ended; absent when none was completed"),
  fresh: z.boolean().describe("True when the index matches the files as they are now"),
  changed: count.describe("Files that differ from the index"),
  added: count.describe("Files that are not in the index yet"),
  removed: count.describe("Files in the index that no longer exist or are now ignored"),
  embeddings: z
    .strictObject({
      url: z.string().optional().describe("Server to which text is sent; absent with a model in a folder"),
      folder: z.string().optional().describe("Folder of the local model; absent with a server"),
      model: z.string().describe("Name of the embedding model"),
      chunks: count.describe("Chunks that have a vector"),
      of: count.describe("Chunks in the index"),
    })
    .optional()
    .describe("Absent while no embedding model is configured"),
  skipped: z
    .array(
      z.strictObject({
        path: z.string().describe("Relative to `root`, `/` separated"),
        reason: z.enum(skipReasons).describe("Why the file is not in the index"),
        rule: ignoringRuleSchema
          .optional()
          .describe("The rule that ignores it, when the reason is `ignored`"),
      }),
    )
    .optional()
    .describe("Files that were skipped, in order of their paths; with --skipped"),
});
export type StatusReport = z.infer<typeof statusReportSchema>;
