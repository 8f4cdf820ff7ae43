import * as z from "zod";

/** `fovea languages --json` */
export const languagesReportSchema = z.strictObject({
  languages: z.array(
    z.strictObject({
      id: z.string().describe("As in `fovea status --json`"),
      kind: z.enum(["language", "document"]),
      depth: z
        .enum(["graph", "symbols"])
        .describe(
          "`graph`: definitions, uses and imports; `symbols`: definitions or headed sections. Any other file is text: its words are found",
        ),
      extensions: z.array(z.string()).describe("Lower-case, without the dot"),
      fileNames: z
        .array(z.string())
        .describe("Whole file names, or a pattern of them between slashes, beside the extensions"),
    }),
  ),
});
export type LanguagesReport = z.infer<typeof languagesReportSchema>;
