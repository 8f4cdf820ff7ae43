import * as z from "zod";

/** `fovea doctor --json` */
export const doctorReportSchema = z.strictObject({
  root: z.string().describe("Absolute path of the folder that is indexed"),
  sound: z.boolean().describe("True when no problem is left"),
  problems: z.array(z.string()).describe("What was wrong with the index, in words"),
  repaired: z.boolean().describe("True when --repair has repaired or rebuilt it"),
  files: z.int().nonnegative().describe("Files in the index; 0 when it cannot be read"),
  behind: z
    .int()
    .nonnegative()
    .describe("Files changed, new or removed since; not a fault, any search updates them"),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;

/** `fovea forget --json` */
export const forgetReportSchema = z.strictObject({
  root: z.string().describe("Absolute path of the folder whose index was asked for"),
  forgotten: z.boolean().describe("False when there was no index"),
  bytes: z.int().nonnegative().describe("Bytes of the index that were freed"),
});
export type ForgetReport = z.infer<typeof forgetReportSchema>;

/** `fovea forget --gone --json` */
export const forgetGoneReportSchema = z.strictObject({
  gone: z
    .array(
      z.strictObject({
        root: z.string().describe("Where the folder was"),
        bytes: z.int().nonnegative().describe("Bytes that were kept of it"),
      }),
    )
    .describe("Folders that are no longer there, of which nothing is kept any more"),
  bytes: z.int().nonnegative().describe("Bytes that were freed"),
});
export type ForgetGoneReport = z.infer<typeof forgetGoneReportSchema>;
