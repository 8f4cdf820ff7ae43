import * as z from "zod";

const score = z.number().describe("Higher is better; comparable within one answer only");
const signals = z
  .record(z.string(), z.number())
  .describe("What each ranking signal added to the file's score, by name");
const path = z.string().describe("Relative to the repository root, `/` on every system");

const place = {
  path,
  startLine: z.int().positive().describe("First line, from 1"),
  endLine: z.int().positive().describe("Last line, inclusive"),
};

const snippet = z
  .array(
    z.strictObject({
      line: z.int().positive(),
      text: z.string().describe("Secrets redacted; cut around the match when it is long, shown by `…`"),
    }),
  )
  .describe("At most three lines that match best, in the order of the file");
/** Words of the task that no file contains, and what was searched for in their place. */
export const correctionsSchema = z
  .array(z.strictObject({ from: z.string(), to: z.string() }))
  .optional()
  .describe(
    "Words with a typing error, and the words searched for in their place; absent when there are none",
  );

const pattern = z
  .string()
  .describe("The paths of the result and its variants in one: `locales/*.json`, `**` for folders");

/** Whether the repository holds the answer to a task. Fields of the reports of `search`, `pack` and `why`. */
export const judgementFields = {
  confidence: z
    .number()
    .min(0)
    .max(1)
    .describe(
      "Likelihood that the answer is in the repository, for someone who expects it of half of the tasks. Calibrated on tasks in English, without embeddings",
    ),
  answered: z
    .boolean()
    .describe(
      "False: no confident match. Results are guesses. In training 1.4 % of the tasks that have an answer are refused so",
    ),
  doubt: z
    .strictObject({
      unknown: z
        .array(z.string())
        .describe("Words and names of the task that no file holds, at most 5, those that count most first"),
      best: z
        .strictObject({
          path,
          has: z.int().nonnegative().describe("Distinct words of the task that it holds"),
          of: z.int().nonnegative().describe("Distinct words of the task"),
        })
        .optional()
        .describe("The first file; absent when it has none of the words as a whole"),
      elsewhere: z
        .array(z.string())
        .describe("Words of the task that are imported as modules, but are not part of the repository"),
    })
    .optional()
    .describe("Why the task is not answered; absent when it is"),
};

/** One row of `fovea search --json`: a symbol, a headed section, or lines between them. */
export const searchResultSchema = z.strictObject({
  ...place,
  symbol: z.string().optional().describe("Qualified name; absent for lines between definitions"),
  kind: z.string().optional().describe("function, method, class, section, text, file…"),
  score,
  tokens: z.int().nonnegative().describe("Tokens of the cited lines"),
  signals,
  snippet,
  copies: z
    .array(z.strictObject(place))
    .optional()
    .describe(
      "Other places with a near-identical definition of this name; absent when there are none among the best results",
    ),
  alike: z
    .strictObject({ pattern, places: z.array(z.strictObject(place)).describe("Best first") })
    .optional()
    .describe(
      "Variants of this result that are not listed: the same in other languages, versions or folders, but not identical; absent when there are none among the best results",
    ),
});

/** One row of `fovea search --files --json`. */
export const fileResultSchema = z.strictObject({
  path,
  score,
  tokens: z.int().nonnegative().describe("Tokens of the whole file"),
  signals,
  snippet,
  alike: z
    .strictObject({ pattern, places: z.array(z.strictObject({ path })).describe("Best first") })
    .optional()
    .describe(
      "Files like this one that are not listed: variants in other languages, versions or folders; absent when there are none among the best results",
    ),
});

export const unindexedSchema = z
  .strictObject({
    text: z.string().describe("The literal text that the query names and the results lack"),
    files: z
      .array(
        z.strictObject({
          path,
          what: z
            .string()
            .describe("Where it stands: lock file, written by a tool, minified, notebook output, too large…"),
        }),
      )
      .describe("At most 10, in order of their paths"),
    complete: z.boolean().describe("False when a limit ended the search, so that more files may contain it"),
  })
  .optional()
  .describe("Files that are not indexed and contain the text; absent when there are none");

/** `fovea search --json` */
export const searchReportSchema = z.strictObject({
  query: z.string(),
  ...judgementFields,
  unindexed: unindexedSchema,
  corrections: correctionsSchema,
  results: z.array(searchResultSchema).describe("Best first"),
  textMatches: z
    .strictObject({
      count: z.int().positive().describe("At most 100"),
      first: z.strictObject(place),
    })
    .optional()
    .describe("Matches in other text, when `--symbols` finds no definition or section; else absent"),
});
export type SearchReport = z.infer<typeof searchReportSchema>;

/** `fovea search --files --json` */
export const searchFilesReportSchema = z.strictObject({
  query: z.string(),
  ...judgementFields,
  unindexed: unindexedSchema,
  corrections: correctionsSchema,
  results: z.array(fileResultSchema).describe("Best first"),
});
export type SearchFilesReport = z.infer<typeof searchFilesReportSchema>;
