export { type Accelerator, densePeak, networkBytesPerSecond, nodeSize } from "./accelerator.js";
export { type AgentCost, type AgentTotals, type AgentTurnCost, agentCost } from "./agent/agent-cost.js";
export { type AgentLoop, type AgentRequest, type Compaction, requestsOf } from "./agent/loop.js";
export { type AgentPayer, apiPayer, hardwarePayer, type OwnHardware, type Payment } from "./agent/payer.js";
export { type ChosenCache, cachedTokens, cacheOf, offeredTtls } from "./agent/prompt-cache.js";
export { growthExponent, type WhatIf, whatIfs } from "./agent/what-if.js";
export {
  type ArticleRow,
  articleAttentionFlop,
  articleErrata,
  articleModel,
  articleTable,
} from "./article.js";
export { nearestNames } from "./catalogue/edit-distance.js";
export { type FoundModel, findHardware, findModel, findPrice, resolutionNote } from "./catalogue/find.js";
export { hardware } from "./catalogue/hardware.js";
export type { HardwareEntry } from "./catalogue/hardware-entry.js";
export type { ModelEntry } from "./catalogue/model-entry.js";
export type { NamedFormat } from "./catalogue/model-name.js";
export { multimodalConfig, specOf } from "./catalogue/model-spec.js";
export { models } from "./catalogue/models/index.js";
export type { PriceEntry, PriceRates } from "./catalogue/price-entry.js";
export { prices } from "./catalogue/prices.js";
export {
  boundShare,
  compareApi,
  compareOwn,
  type OwnCandidate,
  type OwnComparison,
  type Workload,
} from "./compare/compare.js";
export {
  costOfContext,
  defaultHardware,
  defaultModel,
  defaultPrice,
  modelByName,
  priceOfTokens,
} from "./defaults.js";
export {
  type Derivation,
  derive,
  deriveFormulas,
  type FormulaDerivation,
  tokensText,
} from "./derive/derive.js";
export { describeLayers } from "./derive/layers-text.js";
export { type DerivationStep, derivationParts, derivationUnits, type FormulaStep } from "./derive/step.js";
export { energyJoules } from "./energy.js";
export { largestContext } from "./fit.js";
export { crossoverContext, doublingFactor, type FlopBreakdown, flopOf, localExponent } from "./flops.js";
export { cacheFormatNames, parseCacheFormat } from "./format/cache-format.js";
export { bytesPerElement, type Dtype, dtypes, parseDtype } from "./format/dtype.js";
export { formatNames, type ModelFormats, parseFormats } from "./format/parse-formats.js";
export { plain, type StoredFormat } from "./format/stored-format.js";
export { type StoredModel, storedModel } from "./format/stored-weights.js";
export { uniformFormats, type WeightFormats } from "./format/weight-formats.js";
export { type Formula, formulaValue, type Quantity } from "./formula.js";
export { acceleratorsFor, planFor } from "./memory/accelerators-for.js";
export {
  allAttentionMatricesBytes,
  attends,
  attentionMatrixBytes,
  flashLayerBytes,
  flashTile,
  flashTileBytes,
  flashWorkingSetBytes,
  headsOf,
} from "./memory/attention-matrix.js";
export { leastOffload } from "./memory/least-offload.js";
export { type Offload, type OffloadUnit, offload } from "./memory/offload.js";
export {
  defaultReserve,
  fits,
  type MemoryDeployment,
  type MemoryLoad,
  type MemoryPerAccelerator,
  memoryPerAccelerator,
} from "./memory/per-accelerator.js";
export { activationBytes, kvCacheBytes, stateBytesOf, weightBytes } from "./memory/per-sequence.js";
export { parseConfig } from "./model/parse-config.js";
export { knownModelTypes, readModel } from "./model/read-config.js";
export {
  type FeedForward,
  type Layer,
  layerGroups,
  type Mixer,
  type ModelSpec,
  parameterCounts,
} from "./model/spec.js";
export {
  type ApiPrice,
  apiDollars,
  batchPriceOf,
  type CacheWriteRate,
  type ContextTier,
  cacheWriteRate,
  type PromptCache,
  ratesFor,
  rentedDollars,
  type TokenRates,
  type TokenUse,
} from "./money.js";
export { type Mask, pairs, type Span } from "./pairs.js";
export {
  acceleratorsOf,
  describePlan,
  type ParallelPlan,
  type PlanRequest,
  planOf,
  singleAccelerator,
} from "./parallel-plan.js";
export { checkPlan, unusualPlan } from "./plan-check.js";
export {
  type CostRow,
  type OffloadedBytes,
  type PriceOptions,
  priceContexts,
  withOffload,
} from "./price-context.js";
export { type FoundPoint, foundByFovea } from "./quality/found.js";
export { qualityCurves, qualityRanges } from "./quality/index.js";
export type { QualityCurve, QualityRange } from "./quality/quality-curve.js";
export { chartsOnly } from "./quality/ranges.js";
export {
  type LengthKnee,
  type Tradeoff,
  type TradeoffOptions,
  type TradeoffRow,
  tradeoff,
} from "./quality/tradeoff.js";
export { type FrontierPoint, frontier } from "./serving/frontier.js";
export { largestConcurrency, type RequestLengths } from "./serving/largest-concurrency.js";
export {
  type ConcurrencyLimits,
  concurrencyWithin,
  type LatencyLimits,
  meetsLimits,
} from "./serving/limits.js";
export { type Load, type ServingRates, servingRates } from "./serving/load.js";
export { type Draft, type SpeculativeDecode, speculativeDecode } from "./serving/speculative-decode.js";
export { type TokenDollars, tokenDollars } from "./serving/token-dollars.js";
export {
  bestDraftTokens,
  expectedTokens,
  predictionLayer,
  type Speculation,
  type SpeculationCost,
  type SpeculationTimes,
  speculationCost,
} from "./speculative.js";
export { decodeCost, decodeStep } from "./time/decode.js";
export { acceleratorsIn, type Deployment, type DeploymentRequest, deploymentOf } from "./time/deployment.js";
export { type Engine, hostStepSeconds } from "./time/engine.js";
export { notRun, remedyOf } from "./time/engine-support.js";
export { defaultEngineFor, engines, findEngine } from "./time/engines.js";
export { measuredFactor, type TimeError, timeError } from "./time/error-factor.js";
export { deskDisk, deskMemory, type Host } from "./time/host.js";
export { passTime } from "./time/pass.js";
export type { Bound, PhaseTime } from "./time/phase.js";
export { prefillTime } from "./time/prefill.js";
export {
  attentionPeak,
  measuredShares,
  type Shares,
  sharesOf,
  widthOf,
  withMbu,
  withMfu,
} from "./time/shares.js";
export { type Adapter, adapterOf } from "./training/adapter.js";
export { type Framework, type FrameworkName, findFramework, frameworks } from "./training/framework.js";
export { type TrainingMemory, trainingMemory } from "./training/memory.js";
export { findOptimizer, type Optimizer, optimizers } from "./training/optimizers.js";
export { findPrecision, type Precision, type PrecisionName, precisions } from "./training/precision.js";
export { defaultTrainingMfu, stepRange, type TrainingFlop, usualTrainingMfu } from "./training/step.js";
export { type TrainingCost, type TrainingPlace, trainingCost } from "./training/training-cost.js";
export type { TrainingRun, ZeroStage } from "./training/training-run.js";
export { imageTokens, visionModelTypes } from "./vision/image-tokens.js";
export type { ImageCost } from "./vision/vision-tower.js";
export { type AgentTurn, agentTurn, type StatedWorth, turnsOfAMiss, type Worth, worthOf } from "./worth.js";
