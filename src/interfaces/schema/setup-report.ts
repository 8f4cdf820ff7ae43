import * as z from "zod";

/** `fovea setup --json` */
export const setupReportSchema = z.strictObject({
  client: z.string().describe("The name that was given"),
  file: z.string().describe("The client's configuration file, absolute"),
  before: z.string().optional().describe("Its text before; absent when the file did not exist"),
  after: z
    .string()
    .optional()
    .describe("Its text after the change; absent when it has become empty and was deleted"),
  changed: z.boolean().describe("False for --print, and when there was nothing to change"),
});
export type SetupReport = z.infer<typeof setupReportSchema>;
