import {
  acceleratorsOf,
  defaultReserve,
  densePeak,
  describePlan,
  type Engine,
  type ModelSpec,
  type PriceOptions,
  storedModel,
  timeError,
  widthOf,
} from "../../cost/index.js";
import { formatInteger } from "../../shared/units.js";
import { describeOffload } from "./offload-flags.js";

/** What figures rest on. */
export interface Assumptions {
  /** In one line, for JSON. */
  readonly assumptions: string;
  /** For readers: what is priced, what memory holds, how times are modelled. */
  readonly assumptionLines: readonly string[];
}

const perCent = (share: number): number => Number((100 * share).toPrecision(3));

/** `, recurrent state 16 bits`, of a model that has one. */
function describeState(spec: ModelSpec, { stateBytes }: Engine): string {
  const kept = spec.layers.find(({ mixer }) => mixer.stateElements.recurrent > 0)?.mixer.stateElements;
  return kept === undefined ? "" : `, recurrent state ${kept.float32 ? 32 : 8 * stateBytes.recurrent} bits`;
}

export function assumptionsOf(spec: ModelSpec, options: PriceOptions): Assumptions {
  const { accelerator, plan, formats, kv, batch, shares, causal, engine, offloadTo } = options;
  const peak = densePeak(accelerator, storedModel(spec, formats).mainUnit);
  const tflops = `${formatInteger(peak.flopPerSecond / 1e12, 1)} TFLOP/s dense ${peak.unit}`;
  const division = describePlan(plan);
  const width = widthOf(peak.unit);
  const [mfu, mbu] = [shares.linear[width], shares.weightMbu[width]];
  const error = timeError(
    offloadTo === undefined ? options : { ...options, offload: { unit: offloadTo.unit, layers: 1 } },
  );
  const state = describeState(spec, engine);
  const factor = `${error.factor}${error.prefillFactor === error.factor ? "" : ` (prefill ${error.prefillFactor})`}`;
  const where = `${spec.name} on ${acceleratorsOf(plan)} × ${accelerator.name}`;
  const how = `batch ${batch}, ${causal && spec.causal ? "causal" : "every pair counted"}${division === "" ? "" : `, ${division}`}`;
  const kept = `${perCent(options.reserve ?? defaultReserve)} % of memory kept free${offloadTo === undefined ? "" : `, ${describeOffload(offloadTo, engine)}`}`;
  return {
    assumptions:
      `${where}, ${formats.description} (${tflops} each), KV cache ${kv.name}${state}, ${how}, ${kept}; ` +
      `modelled for ${engine.name} at MFU ${mfu} (attention up to ${shares.attention[16].most}), MBU ${mbu}, times within a factor of ${factor}: ${error.why}`,
    assumptionLines: [
      `${where}, ${how}.`,
      `Memory: weights ${formats.description}; KV cache ${kv.name}${state}; ${kept}.`,
      `Times: modelled for ${engine.name}, within a factor of ${factor}: ${error.why}. Products run at ${perCent(mfu)} % of ${tflops} (MFU), weights are read at ${perCent(mbu)} % of the bandwidth (MBU).`,
    ],
  };
}
