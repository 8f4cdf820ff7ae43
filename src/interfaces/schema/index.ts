import type * as z from "zod";
import { benchComparison } from "../../bench/analyse/comparison.js";
import { articleReport } from "../../bench/article/report.js";
import { benchReport } from "../../bench/report.js";
import { costAgentReportSchema } from "./cost-agent-report.js";
import { costCompareReportSchema } from "./cost-compare-report.js";
import {
  costArticleReportSchema,
  costFitReportSchema,
  costHardwareReportSchema,
  costModelsReportSchema,
  costPricesReportSchema,
  costReportSchema,
  costTradeoffReportSchema,
} from "./cost-report.js";
import { costTrainReportSchema } from "./cost-train-report.js";
import { doctorReportSchema, forgetGoneReportSchema, forgetReportSchema } from "./doctor-report.js";
import { evalReportSchema } from "./eval-report.js";
import { graphReportSchema } from "./graph-report.js";
import { indexReportSchema } from "./index-report.js";
import { languagesReportSchema } from "./languages-report.js";
import { packReportSchema } from "./pack-report.js";
import { searchFilesReportSchema, searchReportSchema } from "./search-report.js";
import { setupReportSchema } from "./setup-report.js";
import { statusReportSchema } from "./status-report.js";
import { watchReportSchema } from "./watch-report.js";
import { whyReportSchema } from "./why-report.js";

export { type CostAgentReport, costAgentReportSchema } from "./cost-agent-report.js";
export { type CostCompareReport, costCompareReportSchema } from "./cost-compare-report.js";
export {
  type CostArticleReport,
  costArticleReportSchema,
  costFitReportSchema,
  costHardwareReportSchema,
  costModelsReportSchema,
  costPricesReportSchema,
  costReportSchema,
  costRowSchema,
  costTradeoffReportSchema,
  phaseSchema,
  promptCacheSchema,
} from "./cost-report.js";
export { type CostTrainReport, costTrainReportSchema } from "./cost-train-report.js";
export {
  type DoctorReport,
  doctorReportSchema,
  type ForgetGoneReport,
  type ForgetReport,
  forgetGoneReportSchema,
  forgetReportSchema,
} from "./doctor-report.js";
export { type EvalReport, evalReportSchema } from "./eval-report.js";
export { type GraphReport, graphReportSchema } from "./graph-report.js";
export { type IndexReport, indexReportSchema } from "./index-report.js";
export { type LanguagesReport, languagesReportSchema } from "./languages-report.js";
export {
  contextPriceSchema,
  mapLineSchema,
  type PackReport,
  packItemSchema,
  packReportSchema,
} from "./pack-report.js";
export {
  fileResultSchema,
  type SearchFilesReport,
  type SearchReport,
  searchFilesReportSchema,
  searchReportSchema,
  searchResultSchema,
} from "./search-report.js";
export { type SetupReport, setupReportSchema } from "./setup-report.js";
export { type StatusReport, statusReportSchema } from "./status-report.js";
export { type WatchReport, watchReportSchema } from "./watch-report.js";
export { type WhyReport, whyReportSchema } from "./why-report.js";

/** The JSON output of each command. docs/json.md is generated from this list. */
export interface JsonOutput {
  readonly command: string;
  readonly schema: z.ZodType;
}

export const jsonOutputs: readonly JsonOutput[] = [
  { command: "fovea cost --json", schema: costReportSchema },
  { command: "fovea cost agent --json", schema: costAgentReportSchema },
  { command: "fovea cost article --json", schema: costArticleReportSchema },
  { command: "fovea cost compare --json", schema: costCompareReportSchema },
  { command: "fovea cost fit --json", schema: costFitReportSchema },
  { command: "fovea cost models --json", schema: costModelsReportSchema },
  { command: "fovea cost hardware --json", schema: costHardwareReportSchema },
  { command: "fovea cost prices --json", schema: costPricesReportSchema },
  { command: "fovea cost tradeoff --json", schema: costTradeoffReportSchema },
  { command: "fovea cost train --json", schema: costTrainReportSchema },
  { command: "fovea bench --json", schema: benchReport },
  { command: "fovea bench article --json", schema: articleReport },
  { command: "fovea bench compare --json", schema: benchComparison },
  { command: "fovea index --json", schema: indexReportSchema },
  { command: "fovea search --json", schema: searchReportSchema },
  { command: "fovea search --files --json", schema: searchFilesReportSchema },
  { command: "fovea pack --json", schema: packReportSchema },
  { command: "fovea why --json", schema: whyReportSchema },
  { command: "fovea watch --json", schema: watchReportSchema },
  { command: "fovea setup --json", schema: setupReportSchema },
  { command: "fovea graph --json", schema: graphReportSchema },
  { command: "fovea eval --json", schema: evalReportSchema },
  { command: "fovea status --json", schema: statusReportSchema },
  { command: "fovea languages --json", schema: languagesReportSchema },
  { command: "fovea doctor --json", schema: doctorReportSchema },
  { command: "fovea forget --yes --json", schema: forgetReportSchema },
  { command: "fovea forget --gone --yes --json", schema: forgetGoneReportSchema },
];
