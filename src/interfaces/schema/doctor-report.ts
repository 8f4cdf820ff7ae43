import * as z from "zod";

/** `fovea doctor --json` */
export const doctorReportSchema = z.strictObject({
  root: z.string().describe("Absolute path of the folder that is indexed"),
  sound: z.boolean().describe("True when no problem is left"),
  problems: z.array(z.string()).describe("The problems that were found, as sentences"),
  repaired: z.boolean().describe("True when --repair has repaired or rebuilt it"),
  files: z.int().nonnegative().describe("Files in the index; 0 when it cannot be read"),
  behind: z
    .int()
    .nonnegative()
    .describe(
      "Files that are changed, new or removed since the last update; not a problem, any search updates them",
    ),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;

/** `fovea forget --json` */
export const forgetReportSchema = z.strictObject({
  root: z.string().describe("Absolute path of the folder whose index was to be deleted"),
  forgotten: z.boolean().describe("False when there was no index"),
  bytes: z.int().nonnegative().describe("Bytes of the index that were freed"),
});
export type ForgetReport = z.infer<typeof forgetReportSchema>;

/** `fovea forget --gone --json` */
export const forgetGoneReportSchema = z.strictObject({
  gone: z
    .array(
      z.strictObject({
        root: z.string().describe("The path that the folder had"),
        bytes: z.int().nonnegative().describe("Bytes of its data that were deleted"),
      }),
    )
    .describe("Folders that no longer exist and whose data was deleted"),
  bytes: z.int().nonnegative().describe("Bytes that were freed"),
});
export type ForgetGoneReport = z.infer<typeof forgetGoneReportSchema>;
