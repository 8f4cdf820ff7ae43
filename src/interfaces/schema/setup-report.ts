import * as z from "zod";

/** `fovea setup --json` */
export const setupReportSchema = z.strictObject({
  client: z.string().describe("As it was named"),
  file: z.string().describe("The client's configuration file, absolute"),
  before: z.string().optional().describe("Its text; absent when there was no such file"),
  after: z.string().optional().describe("Its text after the change; absent when nothing was left in it"),
  changed: z.boolean().describe("False for --print, and when there was nothing to change"),
});
export type SetupReport = z.infer<typeof setupReportSchema>;
