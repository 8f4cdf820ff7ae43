import * as z from "zod";
import { levels } from "../../context/pack/plan.js";
import { correctionsSchema, judgementFields, unindexedSchema } from "./search-report.js";

/** What a context of so many input tokens costs. */
export const contextPriceSchema = z.strictObject({
  tokens: z.int().nonnegative(),
  dollars: z.number().nonnegative().describe("US dollars, as the input of one request at list price"),
  model: z.string().describe("The API model whose list price is used"),
  listedOn: z.string().describe("The day of that price"),
  prefillSeconds: z.number().nonnegative().describe("Modelled, not measured"),
  prefillModel: z.string().describe("The open model and hardware the prefill is modelled for"),
});

/** One piece of a pack: contiguous lines of a file. */
export const packItemSchema = z.strictObject({
  path: z.string().describe("Relative to the repository root, `/` on every system"),
  startLine: z.int().positive().describe("First line, from 1"),
  endLine: z.int().positive().describe("Last line, inclusive"),
  symbol: z.string().optional().describe("Qualified name of the definition or section"),
  kind: z.string().optional().describe("function, method, class, section, text, file…"),
  level: z
    .enum(levels)
    .describe(
      "full: a whole definition; excerpt: a part of one, its head and the lines that match; skeleton: its head, or an import; mention: the one line that declares it",
    ),
  tokens: z.int().nonnegative().describe("Tokens of `text`"),
  text: z.string().describe("The lines of the file, with secrets redacted"),
  why: z
    .string()
    .describe(
      "The strongest signals that ranked its file; and why the file takes more than half of the pack, if so",
    ),
});

/** One line of a pack's closing map: a likely file without a line among the items. */
export const mapLineSchema = z.strictObject({
  path: packItemSchema.shape.path,
  symbol: z
    .string()
    .optional()
    .describe("The definition or section that matches best; absent when no named one matches"),
  line: z.int().positive().optional().describe("First line of that definition"),
  why: z
    .string()
    .describe("The rarest words of the task in the file; without one, the strongest signals that ranked it"),
});

const placeSchema = packItemSchema.pick({ path: true, startLine: true, endLine: true, symbol: true });

/** Compares a pack with the earlier packs of its reader (`--since`, `--session`). */
export const heldSchema = z.strictObject({
  unchanged: z.array(placeSchema).describe("Pieces sent before: named in `text`, not repeated"),
  changed: z.array(placeSchema).describe("Pieces among `items` that were sent before with other content"),
  stale: z
    .array(placeSchema.extend({ state: z.enum(["changed", "gone"]) }))
    .describe("Pieces that were sent before and have since changed or gone; with their old lines"),
  left: z
    .array(placeSchema)
    .describe(
      "New pieces that are left out, because pieces that the reader already holds are worth more for this task",
    ),
  savedTokens: z
    .int()
    .nonnegative()
    .describe("How many more tokens this pack would have without the earlier packs"),
  sessionSentTokens: z.int().nonnegative().describe("Tokens of all packs so far, this one included"),
  sessionSavedTokens: z.int().nonnegative().describe("Tokens saved by all packs so far"),
  residentTokens: z
    .int()
    .nonnegative()
    .describe(
      "Tokens of packs in the reader's context window if it dropped none; paid for again on every turn",
    ),
});

/** `fovea pack --json` */
export const packReportSchema = z.strictObject({
  packId: z.string().describe("Id of this content: equal packs have equal ids"),
  budget: z.int().positive().describe("Most tokens `text` may have"),
  tokens: z.int().nonnegative().describe("Tokens of `text`, never more than `budget`"),
  ...judgementFields,
  corrections: correctionsSchema,
  items: z
    .array(packItemSchema)
    .describe(
      "In the order of `text`: the best file first, the second best last. Empty when the task is not answered, unless --anyway is given",
    ),
  map: z
    .array(mapLineSchema)
    .describe(
      "The next most likely files, of which the pack shows no line, best first; at most 6 % of the budget, empty when that is under three lines. When the task is not answered: at most 5 guesses",
    ),
  unindexed: unindexedSchema,
  price: z.strictObject({
    pack: contextPriceSchema.describe("Price of sending this pack"),
    everything: contextPriceSchema.describe("Price of sending every indexed file"),
  }),
  text: z.string().describe("The rendered pack, in the format given by --format"),
  held: heldSchema,
});
export type PackReport = z.infer<typeof packReportSchema>;
