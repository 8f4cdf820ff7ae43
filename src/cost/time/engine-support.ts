import type { Accelerator } from "../accelerator.js";
import type { StoredFormat } from "../format/stored-format.js";
import type { WeightFormats } from "../format/weight-formats.js";
import type { Engine } from "./engine.js";

/** What decides whether an engine runs a deployment. */
export interface EngineUse {
  readonly engine: Pick<Engine, "id" | "name">;
  readonly accelerator: Pick<Accelerator, "architecture" | "id" | "name">;
  readonly formats: Pick<WeightFormats, "description">;
  readonly kv: Pick<StoredFormat, "name">;
}

/** Kinds of accelerator that engines support or not. */
export type Platform =
  | "NVIDIA GPUs"
  | "AMD Instinct"
  | "AMD Radeon and Ryzen"
  | "Intel GPUs"
  | "Apple silicon"
  | "CPUs"
  | "Google TPUs"
  | "Intel Gaudi"
  | "AWS Trainium"
  | "Huawei Ascend";

const BY_ARCHITECTURE: readonly (readonly [RegExp, Platform])[] = [
  [/^cdna/, "AMD Instinct"],
  [/^rdna/, "AMD Radeon and Ryzen"],
  [/^apple/, "Apple silicon"],
  [/^cpu/, "CPUs"],
  [/^gaudi/, "Intel Gaudi"],
  [/^(volta|turing|ampere|ada|hopper|blackwell)/, "NVIDIA GPUs"],
];

const BY_ID: readonly (readonly [RegExp, Platform])[] = [
  [/^tpu/, "Google TPUs"],
  [/^trainium|^inferentia/, "AWS Trainium"],
  [/^ascend/, "Huawei Ascend"],
  [/^arc/, "Intel GPUs"],
];

/** Undefined: unknown, and nothing is said of it. */
export function platformOf({
  architecture,
  id,
}: Pick<Accelerator, "architecture" | "id">): Platform | undefined {
  const [rows, text] = architecture === undefined ? [BY_ID, id] : [BY_ARCHITECTURE, architecture];
  return rows.find(([pattern]) => pattern.test(text))?.[1];
}

/** Kinds of checkpoint that engines read or not. */
export type FormatKind =
  | "16 bits"
  | "fp8"
  | "int8"
  | "gguf"
  | "mlx"
  | "awq"
  | "gptq"
  | "bitsandbytes"
  | "nvfp4"
  | "mxfp4"
  | "int4";

const BY_DESCRIPTION: readonly (readonly [RegExp, FormatKind])[] = [
  [/^gguf/i, "gguf"],
  [/^mlx/, "mlx"],
  [/^awq/, "awq"],
  [/^gptq/, "gptq"],
  [/^bitsandbytes/, "bitsandbytes"],
  [/nvfp4|^fp4$/, "nvfp4"],
  [/mxfp4/, "mxfp4"],
  [/fp8/, "fp8"],
  [/int8/, "int8"],
  [/int4/, "int4"],
  [/^(bf16|fp16|fp32|tf32)$/, "16 bits"],
];

/** The kind of a checkpoint. Undefined: of none of these, and nothing is said of it. */
export const formatKindOf = ({ description }: Pick<WeightFormats, "description">): FormatKind | undefined =>
  BY_DESCRIPTION.find(([pattern]) => pattern.test(description))?.[1];

interface Support {
  /** Where it runs at all. */
  readonly platforms: readonly Platform[];
  /** The only checkpoints it reads. Absent: all but `reads.not`. */
  readonly readsOnly?: readonly FormatKind[];
  /** And one more on one platform. */
  readonly readsThere?: readonly [FormatKind, Platform];
  /** Checkpoints it does not read: anywhere, or on some platforms. */
  readonly readsNot?: Readonly<Partial<Record<FormatKind, "anywhere" | readonly Platform[]>>>;
  /** Formats of the cache beyond 16 and 32 bits, by name. */
  readonly cache: readonly string[];
}

const GGML_CACHE = ["q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl"] as const;

/**
 * What each engine runs, by its documentation as of 2026-11. NEW ENGINE: one row.
 * - vllm: docs.vllm.ai, Installation (GPU, CPU, hardware plugins: TPU, Gaudi, Trainium, Ascend), Quantization
 *   (Supported Hardware), and `CacheDType` of vllm/config/cache.py.
 * - sglang: docs.sglang.io, hardware platforms, Quantization (Platform Compatibility), Quantized KV Cache.
 * - trtllm: nvidia.github.io/TensorRT-LLM, Support Matrix (Ampere and later) and Quantization.
 * - atom: github.com/ROCm/ATOM, an engine for Instinct.
 * - llama.cpp: docs/build.md (backends) and `kv_cache_types` of common/arg.cpp. It reads GGUF files alone.
 * - transformers: PyTorch's devices; GGUF files are widened to 16 bits on load (docs, GGUF).
 */
const supports: Readonly<Record<string, Support>> = {
  vllm: {
    platforms: [
      "NVIDIA GPUs",
      "AMD Instinct",
      "AMD Radeon and Ryzen",
      "Intel GPUs",
      "Apple silicon",
      "CPUs",
      "Google TPUs",
      "Intel Gaudi",
      "AWS Trainium",
      "Huawei Ascend",
    ],
    readsNot: {
      mlx: [
        "NVIDIA GPUs",
        "AMD Instinct",
        "AMD Radeon and Ryzen",
        "Intel GPUs",
        "CPUs",
        "Google TPUs",
        "Intel Gaudi",
        "AWS Trainium",
        "Huawei Ascend",
      ],
      gguf: ["Intel GPUs", "Intel Gaudi", "CPUs", "Google TPUs", "AWS Trainium", "Huawei Ascend"],
      bitsandbytes: ["Intel GPUs", "Intel Gaudi", "CPUs", "Google TPUs", "AWS Trainium", "Huawei Ascend"],
      awq: ["Intel Gaudi", "Google TPUs"],
      gptq: ["Intel Gaudi", "Google TPUs"],
      fp8: ["CPUs"],
      nvfp4: [
        "AMD Radeon and Ryzen",
        "Intel GPUs",
        "Apple silicon",
        "CPUs",
        "Google TPUs",
        "Intel Gaudi",
        "AWS Trainium",
        "Huawei Ascend",
      ],
    },
    cache: ["fp8", "int8", "int4", "nvfp4"],
  },
  sglang: {
    platforms: [
      "NVIDIA GPUs",
      "AMD Instinct",
      "Intel GPUs",
      "Apple silicon",
      "CPUs",
      "Google TPUs",
      "Huawei Ascend",
    ],
    readsNot: {
      mlx: ["NVIDIA GPUs", "AMD Instinct", "Intel GPUs", "CPUs", "Google TPUs", "Huawei Ascend"],
      gguf: ["AMD Instinct", "Intel GPUs", "Apple silicon", "CPUs", "Google TPUs", "Huawei Ascend"],
      bitsandbytes: ["Huawei Ascend", "Google TPUs", "CPUs"],
      nvfp4: ["Huawei Ascend", "Intel GPUs", "Apple silicon", "CPUs", "Google TPUs"],
      int8: ["Huawei Ascend"],
    },
    cache: ["fp8", "nvfp4"],
  },
  trtllm: {
    platforms: ["NVIDIA GPUs"],
    readsNot: { gguf: "anywhere", mlx: "anywhere", bitsandbytes: "anywhere" },
    cache: ["fp8", "int8", "nvfp4"],
  },
  atom: {
    platforms: ["AMD Instinct"],
    readsNot: { gguf: "anywhere", mlx: "anywhere", bitsandbytes: "anywhere", nvfp4: "anywhere" },
    cache: ["fp8"],
  },
  "llama.cpp": {
    platforms: [
      "NVIDIA GPUs",
      "AMD Instinct",
      "AMD Radeon and Ryzen",
      "Intel GPUs",
      "Apple silicon",
      "CPUs",
      "Huawei Ascend",
    ],
    readsOnly: ["gguf", "16 bits"],
    // It stands for mlx-lm, which has no engine of its own here: its measured rows are beside llama.cpp's.
    readsThere: ["mlx", "Apple silicon"],
    cache: GGML_CACHE,
  },
  transformers: {
    platforms: [
      "NVIDIA GPUs",
      "AMD Instinct",
      "AMD Radeon and Ryzen",
      "Intel GPUs",
      "Apple silicon",
      "CPUs",
      "Google TPUs",
      "Intel Gaudi",
      "AWS Trainium",
      "Huawei Ascend",
    ],
    readsNot: { gguf: "anywhere", mlx: "anywhere" },
    cache: ["int8", "int4"],
  },
};

/** Generations that TensorRT-LLM left: https://nvidia.github.io/TensorRT-LLM/reference/support-matrix.html. */
const TOO_OLD: Readonly<Record<string, RegExp>> = { trtllm: /^(volta|turing)/, sglang: /^volta/ };

const WIDE = new Set(["bf16", "fp16", "fp32", "tf32"]);

/** Formats of a cache that every engine keeps. */
export const isWideCache = ({ name }: EngineUse["kv"]): boolean => WIDE.has(name);

/** Whether an engine runs on an accelerator at all. True where nothing is known. */
export function runsOn(engine: string, accelerator: Pick<Accelerator, "architecture" | "id">): boolean {
  const platform = platformOf(accelerator);
  if (TOO_OLD[engine]?.test(accelerator.architecture ?? "")) return false;
  return platform === undefined || (supports[engine]?.platforms.includes(platform) ?? true);
}

function reads(engine: string, kind: FormatKind | undefined, platform: Platform | undefined): boolean {
  const { readsOnly, readsNot, readsThere } = supports[engine] ?? {};
  if (kind === undefined || (readsThere?.[0] === kind && readsThere[1] === platform)) return true;
  if (readsOnly !== undefined) return readsOnly.includes(kind);
  const where = readsNot?.[kind];
  return (
    where === undefined || (where !== "anywhere" && (platform === undefined || !where.includes(platform)))
  );
}

const keeps = (engine: string, kv: EngineUse["kv"]): boolean =>
  isWideCache(kv) || (supports[engine]?.cache.includes(kv.name) ?? true);

/**
 * What of a deployment its engine does not run, in words that follow the engine's name; undefined when nothing is known
 * against it. It can still be priced: bytes are exact, times are those of an engine that would.
 */
export function notRun({ engine, accelerator, formats, kv }: EngineUse): string | undefined {
  if (!runsOn(engine.id, accelerator)) return `does not run on ${accelerator.name}`;
  const platform = platformOf(accelerator);
  const kind = formatKindOf(formats);
  if (!reads(engine.id, kind, platform)) {
    const anywhere = supports[engine.id]?.readsNot?.[kind!] === "anywhere" || supports[engine.id]?.readsOnly;
    return `does not read ${formats.description}${anywhere ? "" : ` on ${platform}`}`;
  }
  if (!keeps(engine.id, kv)) return `keeps no cache in ${kv.name}`;
  return undefined;
}

/** A remedy for what `notRun` says. */
export function remedyOf({ engine, accelerator, formats, kv }: EngineUse): string {
  const platform = platformOf(accelerator);
  const kind = formatKindOf(formats);
  const others = Object.keys(supports).filter(
    (id) => id !== engine.id && runsOn(id, accelerator) && reads(id, kind, platform) && keeps(id, kv),
  );
  if (engine.id === "llama.cpp" && runsOn(engine.id, accelerator) && !reads(engine.id, kind, platform))
    return "give the type of a GGUF file, as --dtype q8_0";
  const last = others.pop();
  if (last !== undefined)
    return `--engine ${others.length === 0 ? last : `${others.join(", ")} or ${last}`} does`;
  return "no engine here does";
}
