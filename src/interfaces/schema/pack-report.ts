import * as z from "zod";

/** What a context of so many input tokens costs. */
export const contextPriceSchema = z.strictObject({
  tokens: z.int().nonnegative(),
  dollars: z.number().nonnegative().describe("As input tokens of one request at list price, US dollars"),
  model: z.string().describe("The API model whose list price that is"),
  listedOn: z.string().describe("The day that price was listed"),
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
    .enum(["full", "skeleton", "mention"])
    .describe("A whole definition, its head or an import, or the one line that declares it"),
  tokens: z.int().nonnegative().describe("Tokens of `text`"),
  text: z.string().describe("The lines as they stand in the file, secrets redacted"),
  why: z.string().describe("The strongest signals that ranked its file"),
});

const placeSchema = packItemSchema.pick({ path: true, startLine: true, endLine: true, symbol: true });

/** What of a pack its reader has from earlier ones (`--since`, `--session`). */
export const heldSchema = z.strictObject({
  unchanged: z.array(placeSchema).describe("Pieces sent before: named in `text`, not repeated"),
  changed: z.array(placeSchema).describe("Pieces among `items` that were sent before in another wording"),
  stale: z
    .array(placeSchema.extend({ state: z.enum(["changed", "gone"]) }))
    .describe("What was sent before and is no longer so; lines as they were"),
  left: z
    .array(placeSchema)
    .describe("New pieces left out: what the reader holds besides is worth more to this task"),
  savedTokens: z.int().nonnegative().describe("Tokens that this pack without memory would have had more"),
  sessionSentTokens: z.int().nonnegative().describe("Tokens of all packs so far, this one included"),
  sessionSavedTokens: z.int().nonnegative().describe("Tokens saved by all packs so far"),
  residentTokens: z
    .int()
    .nonnegative()
    .describe("Tokens of packs in the reader's window if it dropped none: paid for on every further turn"),
});

/** `fovea pack --json` */
export const packReportSchema = z.strictObject({
  packId: z.string().describe("Names this content: equal packs have equal ids"),
  budget: z.int().positive().describe("Most tokens `text` may have"),
  tokens: z.int().nonnegative().describe("Tokens of `text`, never more than `budget`"),
  items: z
    .array(packItemSchema)
    .describe("In the order of `text`: the best file first, the second best last"),
  price: z.strictObject({
    pack: contextPriceSchema.describe("Of sending this pack"),
    everything: contextPriceSchema.describe("Of sending every indexed file"),
  }),
  text: z.string().describe("The rendered pack, in the form that --format names"),
  held: heldSchema,
});
export type PackReport = z.infer<typeof packReportSchema>;
