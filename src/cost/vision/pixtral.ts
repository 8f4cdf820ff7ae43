import type { VisionConfig, VisionFamily } from "./vision-family.js";
import { chainFlop, type ImageCost, type Size, towerFlop } from "./vision-tower.js";

/** Defaults of `PixtralVisionConfig`. Source: configuration_pixtral.py of transformers 5.18. */
const PIXTRAL = {
  hidden_size: 1024,
  intermediate_size: 4096,
  num_hidden_layers: 24,
  num_channels: 3,
  image_size: 1024,
  patch_size: 16,
};

/**
 * Any resolution up to the longest side, cut to whole cells; a token ends each row and the image. Source:
 * `get_resize_output_image_size` in image_processing_pixtral.py of transformers 5.18, arXiv:2410.07073 §2.
 */
function pixtralCost({ vision, textSize }: VisionConfig, size: Size, merge: number): ImageCost {
  const patch = vision.number("patch_size");
  const longest = vision.number("image_size");
  const ratio = Math.max(size.width, size.height) / longest;
  const shrink = (length: number): number => (ratio > 1 ? Math.floor(length / ratio) : length);
  const cells = (length: number): number => Math.ceil(shrink(length) / (patch * merge));
  const columns = cells(size.width);
  const rows = cells(size.height);
  const patches = columns * rows * merge ** 2;
  const tower = {
    width: vision.number("hidden_size"),
    layers: vision.number("num_hidden_layers"),
    innerSize: vision.number("intermediate_size"),
    gated: true,
    patchInputs: vision.number("num_channels") * patch ** 2,
  };
  const { width } = tower;
  const merging = merge > 1 ? chainFlop([width * merge ** 2, width], columns * rows) : 0;
  return {
    tokens: (columns + 1) * rows,
    crossTokens: 0,
    patches,
    towerFlop: towerFlop(tower, patches, patches, tower.layers * patches ** 2),
    projectorFlop: merging + chainFlop([width, textSize, textSize], columns * rows),
    description: `${columns} × ${rows} cells of ${patch * merge} pixels, a token after each row`,
  };
}

/** Pixtral 12B, as transformers publishes it: a LLaVA with Pixtral's tower. */
export const pixtralVision: VisionFamily = {
  modelTypes: ["llava+pixtral", "pixtral"],
  defaults: PIXTRAL,
  cost: (config, size) => pixtralCost(config, size, 1),
};

/** Mistral Small 3.1 and later, Ministral 3: 2 × 2 patches to a token. */
export const mistral3Vision: VisionFamily = {
  modelTypes: ["mistral3"],
  defaults: { ...PIXTRAL, image_size: 1540, patch_size: 14 },
  cost: (config, size) => pixtralCost(config, size, config.outer.size("spatial_merge_size") ?? 2),
};
