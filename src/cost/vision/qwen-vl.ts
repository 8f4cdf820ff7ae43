import type { Config } from "../model/config.js";
import type { VisionConfig, VisionFamily } from "./vision-family.js";
import { chainFlop, type ImageCost, type Size, type Tower, towerFlop } from "./vision-tower.js";

/** Fewest and most pixels of a resized image. */
interface PixelLimits {
  readonly least: number;
  readonly most: number;
}

/**
 * The size an image is resized to: both sides multiples of `factor`, its area within the limits, its shape
 * kept as well as that allows. Source: `smart_resize` in image_processing_qwen2_vl.py of
 * huggingface/transformers 5.18. Python rounds halves to even.
 */
function smartResize({ width, height }: Size, factor: number, limits: PixelLimits): Size {
  const rounded = { width: roundEven(width / factor) * factor, height: roundEven(height / factor) * factor };
  if (rounded.width * rounded.height > limits.most) {
    const shrink = Math.sqrt((width * height) / limits.most);
    const side = (length: number): number => Math.max(factor, Math.floor(length / shrink / factor) * factor);
    return { width: side(width), height: side(height) };
  }
  if (rounded.width * rounded.height < limits.least) {
    const grow = Math.sqrt(limits.least / (width * height));
    const side = (length: number): number => Math.ceil((length * grow) / factor) * factor;
    return { width: side(width), height: side(height) };
  }
  return rounded;
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

interface QwenTraits {
  readonly limits: PixelLimits;
  /** Fields of the tower's width, feed-forward and output. */
  readonly shape: (vision: Config) => { width: number; innerSize: number; outputSize: number };
  readonly gated: boolean;
}

function qwenCost({ vision }: VisionConfig, size: Size, traits: QwenTraits): ImageCost {
  const patch = vision.number("patch_size");
  const merge = vision.number("spatial_merge_size");
  const resized = smartResize(size, patch * merge, traits.limits);
  const columns = resized.width / patch;
  const rows = resized.height / patch;
  const patches = columns * rows;
  const { width, innerSize, outputSize } = traits.shape(vision);
  const layers = vision.number("depth");
  const tower: Tower = {
    width,
    layers,
    innerSize,
    gated: traits.gated,
    // A still image fills both frames.
    patchInputs: vision.number("in_channels", "in_chans") * vision.number("temporal_patch_size") * patch ** 2,
  };
  const tokens = patches / merge ** 2;
  const merged = width * merge ** 2;
  // Qwen3-VL merges the output of some layers too, and adds it to the text model's first layers.
  const mergers = 1 + (vision.list("deepstack_visual_indexes")?.length ?? 0);
  const windowed = windowedLayers(vision, layers);
  const pairs =
    (layers - windowed) * patches ** 2 +
    (windowed > 0 ? windowed * windowPairs(vision, columns / merge, rows / merge, merge ** 2) : 0);
  return {
    tokens,
    crossTokens: 0,
    patches,
    towerFlop: towerFlop(tower, patches, patches, pairs),
    projectorFlop: mergers * chainFlop([merged, merged, outputSize], tokens),
    description: `resized to ${resized.width} × ${resized.height}, ${patches} patches of ${patch}, ${merge} × ${merge} to a token`,
  };
}

/** Layers that attend within windows: all but `fullatt_block_indexes`, where the tower has a window. */
function windowedLayers(vision: Config, layers: number): number {
  if (!vision.has("window_size")) return 0;
  const full = new Set(vision.list("fullatt_block_indexes") ?? []);
  return Array.from({ length: layers }, (_, layer) => layer).filter((layer) => !full.has(layer)).length;
}

/** Pairs of one windowed layer: each window's patches see each other; windows at the edge are smaller. */
function windowPairs(vision: Config, columns: number, rows: number, patchesOfCell: number): number {
  const cell = vision.number("patch_size") * vision.number("spatial_merge_size");
  const side = Math.floor(vision.number("window_size") / cell);
  const squares = (length: number): number => Math.floor(length / side) * side ** 2 + (length % side) ** 2;
  return squares(columns) * squares(rows) * patchesOfCell ** 2;
}

const PATCHES = { in_channels: 3, spatial_merge_size: 2, temporal_patch_size: 2 };

/** Limits of the published preprocessor_config.json of Qwen2-VL-7B-Instruct and Qwen2.5-VL-7B-Instruct. */
const QWEN2_LIMITS: PixelLimits = { least: 3136, most: 12_845_056 };

/** Limits of the published preprocessor_config.json of Qwen3-VL-8B-Instruct. */
const QWEN3_LIMITS: PixelLimits = { least: 65_536, most: 16_777_216 };

/** Qwen2-VL: any resolution, attention over the whole image. Source: arXiv:2409.12191 §2.1. */
export const qwen2Vision: VisionFamily = {
  modelTypes: ["qwen2_vl"],
  defaults: { ...PATCHES, depth: 32, embed_dim: 1280, hidden_size: 3584, mlp_ratio: 4, patch_size: 14 },
  cost: (config, size) =>
    qwenCost(config, size, {
      limits: QWEN2_LIMITS,
      gated: false,
      shape: (vision) => {
        const width = vision.number("embed_dim");
        return {
          width,
          innerSize: vision.number("mlp_ratio") * width,
          outputSize: vision.number("hidden_size"),
        };
      },
    }),
};

const outputShape = (vision: Config) => ({
  width: vision.number("hidden_size"),
  innerSize: vision.number("intermediate_size"),
  outputSize: vision.number("out_hidden_size"),
});

/** Qwen2.5-VL: windows of 112 pixels but for four layers, a gated feed-forward. Source: arXiv:2502.13923 §2.1. */
export const qwen25Vision: VisionFamily = {
  modelTypes: ["qwen2_5_vl"],
  defaults: {
    ...PATCHES,
    depth: 32,
    hidden_size: 3584,
    intermediate_size: 3420,
    out_hidden_size: 3584,
    patch_size: 14,
    window_size: 112,
    fullatt_block_indexes: [7, 15, 23, 31],
  },
  cost: (config, size) => qwenCost(config, size, { limits: QWEN2_LIMITS, gated: true, shape: outputShape }),
};

/** Qwen3-VL and Qwen3.5: patches of 16, attention over the whole image. Source: arXiv:2511.21631. */
export const qwen3Vision: VisionFamily = {
  modelTypes: ["qwen3_vl", "qwen3_vl_moe", "qwen3_5", "qwen3_5_moe"],
  defaults: {
    ...PATCHES,
    depth: 27,
    hidden_size: 1152,
    intermediate_size: 4304,
    out_hidden_size: 3584,
    patch_size: 16,
  },
  cost: (config, size) => qwenCost(config, size, { limits: QWEN3_LIMITS, gated: false, shape: outputShape }),
};
