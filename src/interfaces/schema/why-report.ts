import * as z from "zod";
import { levels } from "../../context/pack/plan.js";
import { skipReasons } from "../../context/scan/source.js";
import { judgementFields } from "./search-report.js";
import { ignoringRuleSchema } from "./status-report.js";

const count = z.int().nonnegative();
const lines = {
  startLine: z.int().positive().describe("First line, from 1"),
  endLine: z.int().positive().describe("Last line, inclusive"),
  symbol: z.string().optional().describe("Qualified name of the definition or section"),
};

export const whyVerdicts = [
  "in-pack",
  "not-in-pack",
  "not-a-candidate",
  "outside-scope",
  "skipped",
  "never-indexed",
  "not-indexed-yet",
  "not-in-repository",
] as const;

/** `fovea why --json` */
export const whyReportSchema = z.strictObject({
  path: z.string().describe("Relative to the repository root, `/` on every system"),
  line: z.int().positive().optional().describe("The line that was asked about"),
  task: z.string(),
  verdict: z.enum(whyVerdicts).describe("The outcome for the path"),
  answer: z.string().describe("The outcome as one sentence"),
  reason: z.enum(skipReasons).optional().describe("Why the file is not indexed; only when it is skipped"),
  rule: ignoringRuleSchema.optional().describe("The rule that ignores it; absent when none was found"),
  changed: z
    .boolean()
    .optional()
    .describe(
      "True when the file differs from its indexed content, which is what is ranked; absent when it is not indexed",
    ),
  deleted: z
    .boolean()
    .optional()
    .describe("True when the file was deleted since it was indexed; absent when it is not indexed"),
  confidence: judgementFields.confidence.optional(),
  answered: judgementFields.answered.optional(),
  doubt: judgementFields.doubt,
  words: z
    .strictObject({
      has: z
        .array(z.string())
        .describe("Words of the task that the file contains, the rarest in the index first"),
      lacks: z.array(z.string()).describe("Words of the task that it does not contain"),
    })
    .optional(),
  literals: z
    .array(
      z.strictObject({
        text: z.string().describe("A text in quotation marks, a word with signs, or a message"),
        share: z.number().describe("1 when it stands there; of a message, the share that its template has"),
      }),
    )
    .optional()
    .describe("Texts that the task quotes and the file has"),
  text: z
    .string()
    .optional()
    .describe("A text that the task quotes and the file has, although it is not indexed"),
  match: z
    .strictObject({
      score: z.number().describe("How well the words of the file match (BM25F); 0 when it contains none"),
      leastScore: z.number().describe("The score of the last file that became a candidate by its words"),
    })
    .optional()
    .describe("Only when the file is not among the candidates"),
  rank: z
    .strictObject({
      place: z
        .int()
        .positive()
        .describe("Rank among all files, from 1; `fovea search --files` lists one for all variants"),
      candidates: count.describe("Files that were ranked"),
      score: z.number(),
      first: z.strictObject({ path: z.string(), score: z.number() }).describe("The file that ranks first"),
      variantOf: z
        .string()
        .optional()
        .describe(
          "The file that searches and packs take in its place: the same in another language, version or folder; else absent",
        ),
      signals: z
        .array(
          z.strictObject({
            name: z.string(),
            why: z.string().describe("What the signal measures"),
            share: z.number().describe("What it added to the file's score"),
            firstShare: z.number().describe("What it added to the first file's score"),
          }),
        )
        .describe("The greatest difference first"),
    })
    .optional(),
  pack: z
    .strictObject({
      budget: z.int().positive(),
      tokens: count.describe("Tokens of the whole pack"),
      competing: count.describe(
        "Number of best-ranked files whose definitions compete for a place in the pack",
      ),
      competes: z.boolean().describe("Whether the file is one of those"),
      mapped: z
        .boolean()
        .describe("Whether the pack's closing map names the file: likely, but without a line in the pack"),
      pieces: z
        .array(z.strictObject({ ...lines, level: z.enum(levels) }))
        .describe("Lines of the file that are in the pack"),
      leftOut: z
        .array(
          z.strictObject({
            ...lines,
            tokens: count,
            reason: z
              .enum(["too-large", "budget-spent", "copy", "fragment", "changed", "deleted", "changing"])
              .describe(
                "too-large: it needs more tokens than were left; budget-spent: no tokens were left; copy: a near copy is in the pack; changed, deleted: the file has changed or was deleted since it was indexed; changing: it changed while the pack was made; fragment: lines between definitions, too few to say something alone or without a word of the task",
              ),
            needs: count
              .optional()
              .describe("Tokens that it needs, with its heads and imports; only with `too-large`"),
            room: z.int().optional().describe("Tokens that were left at its turn; only with `too-large`"),
            copyOf: z
              .string()
              .optional()
              .describe("The file whose near copy is in the pack; only with `copy`"),
          }),
        )
        .describe("Definitions of the file that are not whole in the pack, the most likely first"),
    })
    .optional()
    .describe("The pack that `fovea pack` makes with this budget"),
});
export type WhyReport = z.infer<typeof whyReportSchema>;
