import type { StoredFormat } from "../format/stored-format.js";
import type { WeightFormats } from "../format/weight-formats.js";
import { fits, type MemoryPerAccelerator, memoryPerAccelerator } from "../memory/per-accelerator.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import {
  bestDraftTokens,
  type Speculation,
  type SpeculationCost,
  type SpeculationTimes,
  speculationCost,
} from "../speculative.js";
import { decodeStep } from "../time/decode.js";
import type { Deployment } from "../time/deployment.js";
import { hostStepSeconds } from "../time/engine.js";
import { passTime } from "../time/pass.js";
import { largestConcurrency } from "./largest-concurrency.js";
import { type Load, servingRates } from "./load.js";

/** The model that proposes tokens, beside the one that checks them on the same accelerators. */
export interface Draft {
  readonly spec: ModelSpec;
  readonly formats: WeightFormats;
  readonly kv: StoredFormat;
  /** Most tokens that it drafts where no number is stated: prediction layers are trained for one each. */
  readonly mostDrafted?: number;
}

export interface SpeculativeDecode extends SpeculationCost {
  readonly draftTokens: number;
  readonly acceptance: number;
  /** One token of the draft for all running requests, and one step of the model that checks them. */
  readonly draftSeconds: number;
  readonly verifySeconds: number;
  /** With the prefills of other requests between its tokens, as without a draft. */
  readonly timePerOutputTokenSeconds: number;
  /** The same without a draft. */
  readonly plainTimePerOutputTokenSeconds: number;
  /** Bytes of the draft on the fullest accelerator. */
  readonly draftWeights: number;
  readonly draftKvCache: number;
  /** Whether both models fit, with the reserve. */
  readonly fits: boolean;
}

/** Longest draft that is tried where none is stated. */
const MOST_DRAFTED = 8;

/**
 * Decode of a load with drafted tokens. The draft's steps and the check take turns with the prefills of other
 * requests, which a token waits for as before. Without `draftTokens` the number with the least seconds a token.
 */
export function speculativeDecode(
  spec: ModelSpec,
  draft: Draft,
  { acceptance, draftTokens }: Pick<Speculation, "acceptance"> & { readonly draftTokens?: number },
  load: Load,
  deployment: Deployment & { readonly reserve?: number },
  context: MixerContext,
): SpeculativeDecode {
  const most = largestConcurrency(spec, load, deployment, context);
  const running = Math.max(1, Math.min(load.concurrency, most));
  const past = load.inputTokens + load.outputTokens / 2;
  const { offload: _out, host: _host, ...whole } = deployment;
  const beside = { ...whole, formats: draft.formats, kv: draft.kv };
  const hostSeconds = hostStepSeconds(deployment.engine, running);
  const times: SpeculationTimes = {
    draftSeconds: decodeStep(draft.spec, past, { ...beside, batch: running }, context).seconds,
    stepSeconds: (tokens) =>
      passTime(spec, { past, tokens }, running, { ...deployment, batch: running }, context).seconds +
      hostSeconds,
  };
  const drafted =
    draftTokens ??
    bestDraftTokens(acceptance, times, Math.min(MOST_DRAFTED, draft.mostDrafted ?? MOST_DRAFTED));
  const cost = speculationCost({ acceptance, draftTokens: drafted }, times);
  const plain = servingRates(
    spec,
    { ...load, largestConcurrency: most },
    deployment,
    context,
  ).timePerOutputTokenSeconds;
  const interruptions = Math.max(0, plain - times.stepSeconds(1));
  const timePerOutputTokenSeconds = cost.secondsPerToken + interruptions;
  const held = {
    sequences: running,
    tokens: load.inputTokens + Math.max(0, load.outputTokens - 1),
    newTokens: load.inputTokens - load.cachedTokens,
  };
  const own = memoryPerAccelerator(spec, held, deployment, context);
  const its = memoryPerAccelerator(draft.spec, held, beside, context);
  const both: MemoryPerAccelerator = { ...own, total: own.total + its.weights + its.kvCache };
  return {
    ...cost,
    acceptance,
    draftTokens: drafted,
    draftSeconds: times.draftSeconds,
    verifySeconds: times.stepSeconds(drafted + 1),
    timePerOutputTokenSeconds,
    plainTimePerOutputTokenSeconds: plain,
    speedup: plain / timePerOutputTokenSeconds,
    draftWeights: its.weights,
    draftKvCache: its.kvCache,
    fits: fits(both),
  };
}
