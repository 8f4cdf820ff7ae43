import * as z from "zod";
import { type Evidence, evidences, relations, unknownReasons } from "../../context/graph/edge.js";

const confidence = z.number().min(0).max(1).describe("How certain the edge is, judged by its evidence");

const nodeSchema = z.strictObject({
  path: z.string().describe("Relative to the repository root, `/` on every system"),
  startLine: z.int().positive().describe("First line, from 1"),
  endLine: z.int().positive().describe("Last line, inclusive"),
  symbol: z.string().optional().describe("Qualified name; absent for a file"),
  kind: z.string().describe("function, method, class, section, file…"),
});

const edgeSchema = nodeSchema.extend({
  confidence,
  evidence: z.enum(Object.keys(evidences) as [Evidence, ...Evidence[]]).describe("How the edge was found"),
  lines: z.array(z.int().positive()).describe("All lines where it is written"),
});

const unknownSchema = z
  .array(
    z.strictObject({
      why: z
        .enum(unknownReasons)
        .describe(
          "`unresolved`: uses of the name that mean one of several definitions, or whose receiver has an unknown type; `not-parsed`: lines with the name in files that are indexed as text; `language`: the target's language is not parsed",
        ),
      places: z.int().nonnegative().describe("Places that may belong to the relation"),
      files: z.int().nonnegative().optional().describe("In how many files"),
      paths: z.array(z.string()).describe("Files with most of them"),
    }),
  )
  .describe("What is not known, and why");

const relationSchema = z.strictObject({
  edges: z.array(edgeSchema).describe("Most certain first"),
  total: z.int().nonnegative().describe("Edges found; more than listed when --limit cut the list"),
  complete: z
    .boolean()
    .describe(
      "Whether `total` is all there is: nothing unresolved, unread or unparsed. Only then is 0 a true zero",
    ),
  unknown: unknownSchema,
  unresolved: z.strictObject({
    references: z
      .int()
      .nonnegative()
      .describe("Uses of the name that could not be resolved to one definition"),
    paths: z.array(z.string()).describe("Files with most of these uses"),
  }),
  external: z.array(z.string()).describe("Modules and base classes outside the repository"),
  notes: z.array(z.string()).describe("Why there may be more edges: a limit that was reached"),
});

/** `fovea graph --json` */
export const graphReportSchema = z.strictObject({
  target: z.strictObject({
    label: z.string().describe("The argument that names it: path or path#Class.method"),
    places: z.array(nodeSchema).describe("The file, or the definitions and declarations of the symbol"),
  }),
  relations: z
    .partialRecord(z.enum(relations), relationSchema)
    .describe("The relations given with --kind, or all"),
  impact: z
    .strictObject({
      reached: z.array(
        nodeSchema.extend({
          depth: z.int().positive().describe("Steps from the target"),
          confidence,
          through: z.string().describe("The node it depends on"),
        }),
      ),
      total: z.int().nonnegative(),
      files: z.int().nonnegative().describe("Different files reached"),
      tests: z.int().nonnegative().describe("Test files among them"),
      unresolved: z
        .int()
        .nonnegative()
        .describe("Unresolved uses by name on the paths, which may lead to more places"),
      complete: z.boolean().describe("Whether nothing was unresolved, unparsed or cut on the way"),
      unknown: unknownSchema,
      truncated: z
        .boolean()
        .describe("True when the search stopped at --depth or at its limit with nodes left to follow"),
    })
    .optional(),
});
export type GraphReport = z.infer<typeof graphReportSchema>;
