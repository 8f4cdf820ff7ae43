import type { Deployment } from "./deployment.js";
import { type FormatKind, formatKindOf, isWideCache, notRun } from "./engine-support.js";

/** How far a modelled time may be off: between time / factor and time × factor. */
export interface TimeError {
  /** Of decode, and of rates under a load. */
  readonly factor: number;
  /** Of prefill and the time to first token. */
  readonly prefillFactor: number;
  readonly why: string;
}

/**
 * Architectures on which an engine was measured. Of the measured rows nine calibration rows in ten and three held-back
 * rows in four lie within the factor of their case (docs/cost-validation.md, tested there).
 */
const measuredOn: Readonly<Record<string, readonly string[]>> = {
  vllm: ["ampere", "ampere-desk", "ada", "ada-geforce", "hopper", "cdna3", "blackwell-geforce"],
  sglang: ["cdna3", "cdna4", "ampere", "hopper"],
  trtllm: ["ampere", "ada", "hopper", "blackwell", "blackwell-desk"],
  atom: ["cdna4"],
  "llama.cpp": [
    "ampere",
    "ampere-desk",
    "ampere-geforce",
    "ada",
    "ada-geforce",
    "blackwell-desk",
    "blackwell-geforce",
    "hopper",
    "cpu",
    "apple",
    "apple-ultra",
    "rdna3",
    "rdna35",
    "rdna4",
  ],
  transformers: ["hopper"],
};

const everMeasured = new Set(Object.values(measuredOn).flat());

/** The factor where an engine was measured on an architecture. */
export const measuredFactor = 1.5;

/** Checkpoints and formats of the cache with which an engine was measured, in enough rows to tell. */
const measuredWith: Readonly<
  Record<string, { readonly weights: readonly FormatKind[]; readonly cache: readonly string[] }>
> = {
  // Blocks of mxfp4 experts were timed by NVIDIA in both, beside a few served rows.
  vllm: { weights: ["16 bits", "fp8", "int8", "int4", "mxfp4"], cache: ["fp8"] },
  sglang: { weights: ["16 bits", "fp8"], cache: ["fp8"] },
  trtllm: { weights: ["16 bits", "fp8", "nvfp4", "mxfp4"], cache: ["fp8"] },
  atom: { weights: ["fp8"], cache: ["fp8"] },
  "llama.cpp": { weights: ["16 bits", "gguf", "mlx"], cache: ["q8_0"] },
  transformers: { weights: ["16 bits"], cache: [] },
};

/** A factor between those of what was measured and of what was not at all. */
const PARTLY = 2;

/**
 * Engines whose prefills were measured and missed by more than their decode steps: of llama.cpp's and TensorRT-LLM's,
 * 17 and 32 rows in a hundred are off by more than 1.5.
 */
const WIDE_PREFILLS = new Set(["llama.cpp", "trtllm"]);

/**
 * Where an engine was measured and missed by more: 34 to 38 rows in a hundred of SGLang on Hopper and of vLLM on CDNA 3
 * are off by more than 1.5, as are a quarter of eager decode steps on Hopper, whose host is another in each machine.
 */
const WIDE_ON: Readonly<Record<string, string>> = { sglang: "hopper", vllm: "cdna3", transformers: "hopper" };

/** What of a deployment an engine was not measured with. */
function unmeasured({ engine, formats, kv }: Deployment): string | undefined {
  const measured = measuredWith[engine.id];
  const kind = formatKindOf(formats);
  if (kind !== undefined && measured?.weights.includes(kind) === false) return formats.description;
  return isWideCache(kv) || measured?.cache.includes(kv.name) !== false ? undefined : `a cache in ${kv.name}`;
}

/** The error to expect of a deployment's times. */
export function timeError(deployment: Deployment): TimeError {
  const { engine, accelerator, offload } = deployment;
  const all = (factor: number, why: string): TimeError => ({ factor, prefillFactor: factor, why });
  const refused = notRun(deployment);
  if (refused !== undefined) return all(3, `${engine.name} ${refused}`);
  if (offload !== undefined) return all(3, "nothing was measured with weights out of the accelerators");
  const architecture = accelerator.architecture ?? "";
  if (!everMeasured.has(architecture)) return all(3, "nothing was measured on this architecture");
  if (!measuredOn[engine.id]?.includes(architecture))
    return all(PARTLY, `${engine.name} was not measured on this architecture, other engines were`);
  const without = unmeasured(deployment);
  if (without !== undefined) return all(PARTLY, `${engine.name} was not measured with ${without}`);
  const why = `${engine.name} was measured on this architecture`;
  if (WIDE_ON[engine.id] === architecture) return all(PARTLY, `${why}, and is off by more than elsewhere`);
  return WIDE_PREFILLS.has(engine.id)
    ? { factor: measuredFactor, prefillFactor: PARTLY, why: `${why}, and its prefills are off by more` }
    : all(measuredFactor, why);
}
