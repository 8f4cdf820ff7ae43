import * as z from "zod";
import { unusedCommitReasons } from "../../evaluate/cases/unused-commit.js";
import { rankMeasures } from "../../evaluate/summary.js";
import { worthSchema } from "./worth.js";

const estimate = z.strictObject({
  mean: z.number(),
  low: z.number().describe("Lower end of the 95 % interval (percentile bootstrap over cases)"),
  high: z.number().describe("Upper end"),
  n: z.int().nonnegative().describe("Number of cases"),
});

const price = z.strictObject({
  dollars: z.number().nonnegative().describe("Input tokens at the API's list price"),
  prefillSeconds: z.number().nonnegative().describe("Modelled, not measured"),
});

const rival = z.strictObject({
  budget: z.int().nonnegative().describe("0: sending nothing"),
  difference: estimate.describe("Net worth of the knee minus that of this budget, paired by case"),
  distinct: z.boolean().describe("True when the interval leaves out 0, and there are 6 cases or more"),
});

const ranking = z.record(z.enum(rankMeasures), estimate);

const caseDetails = z.strictObject({
  ranked: z.array(z.string()).describe("The first 10 files, best first"),
  goldRanks: z
    .array(z.int().positive().nullable())
    .describe("The rank of each file of `gold`; null when it is not among the first 50 results"),
  goldBudgets: z
    .array(z.array(z.int().positive()))
    .describe("For each file of `gold`, the budgets whose context has lines of it"),
  packed: z
    .array(z.strictObject({ path: z.string(), from: z.int().positive() }))
    .describe("The first 20 files that come in as the budget grows, with the smallest budget that has lines"),
  budgets: z.array(
    z.strictObject({
      budget: z.int().positive(),
      tokens: z.number().nonnegative(),
      files: z.int().nonnegative().describe("Files with lines in the context"),
      recall: z.number(),
      editRecall: z.number().optional(),
    }),
  ),
});

/** `fovea eval --json` */
export const evalReportSchema = z.strictObject({
  source: z.strictObject({
    kind: z.enum(["git", "file"]),
    path: z.string().describe("The repository, or the file of cases"),
    commits: z.int().nonnegative().optional().describe("Commits read to find the cases"),
    leftOut: z
      .partialRecord(z.enum(unusedCommitReasons), z.int().nonnegative())
      .optional()
      .describe("Commits that are not usable as cases, by reason"),
  }),
  cases: z.int().nonnegative(),
  interrupted: z.boolean().describe("True when it was stopped before the last case"),
  seconds: z.number().nonnegative().describe("Wall-clock time of the run"),
  everything: z.strictObject({
    tokens: z.int().nonnegative().describe("Mean tokens of all files of a tree"),
    price,
    net: estimate.describe("Net worth of sending all of them, dollars per task"),
  }),
  worth: worthSchema,
  solvedBy: z
    .enum(["places", "files"])
    .describe(
      "What the worth is paid for: the share of the changed places shown whole (of the files, in cases without known places), or the share of the files",
    ),
  priceModel: z.string().describe("API model whose list price is used"),
  listedOn: z.string().describe("Day of that price"),
  prefillModel: z.string().describe("Model and hardware for which prefill seconds are modelled"),
  retrievers: z
    .array(
      z.strictObject({
        name: z.string(),
        about: z.string(),
        ranking: ranking.describe("Means over the cases with 95 % intervals"),
        againstFirst: ranking
          .optional()
          .describe("Mean difference to the first retriever, with its interval"),
        medianMilliseconds: z.number().nonnegative().describe("Of one ranking, on a prepared tree"),
        budgets: z.array(
          z.strictObject({
            budget: z.int().positive().describe("Tokens allowed"),
            tokens: z.number().nonnegative().describe("Mean tokens used"),
            recall: estimate.describe("Share of the answer's files that have lines in the context"),
            editRecall: estimate
              .optional()
              .describe("Share of the changed places whose lines are all in the context"),
            price: price.describe("Price of the mean tokens used"),
            net: estimate.describe(
              "Net worth: worth × share solved (see `solvedBy`) − price, dollars per task",
            ),
            step: z
              .strictObject({
                from: z.int().nonnegative().describe("The budget before; 0: nothing is sent"),
                solved: estimate.describe("What the step adds to the share solved"),
                dollars: z.number().describe("What it adds to the price"),
                net: estimate.describe("What it adds to the net worth, dollars per task"),
                verdict: z
                  .enum(["pays", "loses", "unclear"])
                  .describe("`unclear`: the interval of `net` contains 0, or there are under 6 cases"),
              })
              .describe("What this budget adds to the one before, paired by case"),
          }),
        ),
        knee: z
          .strictObject({
            budget: z.int().positive(),
            net: estimate.describe("Its net worth, dollars per task"),
            smaller: rival.describe("The budget before"),
            larger: rival.optional().describe("The budget after; absent when the knee is the largest"),
          })
          .optional()
          .describe("The budget with the highest net worth; absent when none is worth its price"),
      }),
    )
    .describe("Fovea first, then the baselines"),
  perCase: z.array(
    z.strictObject({
      id: z.string(),
      query: z.string(),
      gold: z.array(z.string()),
      reciprocalRank: z.record(z.string(), z.number()).describe("By retriever"),
      recallAt10: z.record(z.string(), z.number()).describe("By retriever"),
      places: z.int().nonnegative().describe("Changed places that are known"),
      tokens: z.int().nonnegative().describe("Of all files of the tree"),
      retrievers: z.record(z.string(), caseDetails).describe("What each ranked and packed"),
    }),
  ),
});
export type EvalReport = z.infer<typeof evalReportSchema>;
