import type { VisionFamily } from "./vision-family.js";
import { chainFlop, type Size, towerFlop } from "./vision-tower.js";

/**
 * The canvas of at most `most` tiles that an image is scaled to: the least that enlarges it, else the one that
 * shrinks it least; of equal ones the smallest. Source: `get_optimal_tiled_canvas` in
 * image_processing_mllama.py and `get_best_fit` in image_processing_llama4.py of transformers 5.18.
 */
function canvasOf(size: Size, tile: number, most: number): Size {
  let best: Size = { width: 1, height: 1 };
  let bestScale = 0;
  for (let width = 1; width <= most; width++)
    for (let height = 1; width * height <= most; height++) {
      const scale = Math.min((height * tile) / size.height, (width * tile) / size.width);
      const area = width * height;
      const nearer = scale >= 1 ? bestScale < 1 || scale < bestScale : bestScale < 1 && scale > bestScale;
      if (nearer || (scale === bestScale && area < best.width * best.height))
        [best, bestScale] = [{ width, height }, scale];
    }
  return best;
}

/** Positions of a tile are padded to a multiple of this. */
const PADDING = 8;

/**
 * Llama 3.2 Vision: up to four tiles that attend to each other, in a local and a global transformer. Unused
 * tiles are computed as well, as padding. Five inner states and the last one are projected for the text's
 * cross-attention, so the image takes one token of the prompt. Source: modeling_mllama.py of transformers
 * 5.18.
 */
export const mllamaVision: VisionFamily = {
  modelTypes: ["mllama"],
  // Published configs have images of 560 pixels; the class, 448.
  defaults: {
    hidden_size: 1280,
    intermediate_size: 5120,
    num_hidden_layers: 32,
    num_global_layers: 8,
    num_channels: 3,
    image_size: 448,
    patch_size: 14,
    max_num_tiles: 4,
    vision_output_dim: 7680,
  },
  cost({ vision, textSize }, size) {
    const patch = vision.number("patch_size");
    const tile = vision.number("image_size");
    const most = vision.number("max_num_tiles");
    const canvas = canvasOf(size, tile, most);
    const tilePatches = Math.floor(tile / patch) ** 2;
    const positions = most * PADDING * Math.ceil((tilePatches + 1) / PADDING);
    const tower = {
      width: vision.number("hidden_size"),
      layers: vision.number("num_hidden_layers") + vision.number("num_global_layers"),
      innerSize: vision.number("intermediate_size"),
      gated: false,
      patchInputs: vision.number("num_channels") * patch ** 2,
    };
    const seen = most * (tilePatches + 1);
    return {
      tokens: 1,
      crossTokens: canvas.width * canvas.height * (tilePatches + 1),
      patches: most * tilePatches,
      towerFlop: towerFlop(tower, most * tilePatches, positions, tower.layers * positions ** 2),
      projectorFlop: chainFlop([vision.number("vision_output_dim"), textSize], seen),
      description: `${canvas.width} × ${canvas.height} of ${most} tiles of ${tile}, ${tilePatches + 1} keys each for cross-attention`,
    };
  },
};

/** Most tiles of one image: `max_patches` of the published preprocessor_config.json of Llama 4. */
const LLAMA4_TILES = 16;

/**
 * Llama 4: tiles that are computed apart, and the whole image in one more; 2 × 2 patches to a token; tokens
 * before, between and after tiles. Source: processing_llama4.py of transformers 5.18.
 */
export const llama4Vision: VisionFamily = {
  modelTypes: ["llama4"],
  defaults: {
    hidden_size: 768,
    intermediate_size: 5632,
    num_hidden_layers: 34,
    num_channels: 3,
    image_size: 448,
    patch_size: 14,
    vision_output_dim: 7680,
    projector_input_dim: 4096,
    projector_output_dim: 4096,
  },
  cost({ vision, textSize }, size) {
    const patch = vision.number("patch_size");
    const tile = vision.number("image_size");
    const canvas = canvasOf(size, tile, LLAMA4_TILES);
    const inCanvas = canvas.width * canvas.height;
    const tiles = inCanvas > 1 ? inCanvas + 1 : 1;
    const tilePatches = Math.floor(tile / patch) ** 2;
    const positions = tilePatches + 1;
    const ratio = vision.factor("pixel_shuffle_ratio") ?? 0.5;
    const tileTokens = Math.floor(tilePatches * ratio ** 2);
    const tower = {
      width: vision.number("hidden_size"),
      layers: vision.number("num_hidden_layers"),
      innerSize: vision.number("intermediate_size"),
      gated: false,
      patchInputs: vision.number("num_channels") * patch ** 2,
    };
    const adapter = [
      tower.width / ratio ** 2,
      vision.number("projector_input_dim"),
      vision.number("projector_output_dim"),
    ];
    // A mark before the image, before its whole view and after it; one after each tile of several.
    const marks = 3 + (inCanvas > 1 ? inCanvas : 0);
    return {
      tokens: tiles * tileTokens + marks,
      crossTokens: 0,
      patches: tiles * tilePatches,
      towerFlop: towerFlop(
        tower,
        tiles * tilePatches,
        tiles * positions,
        tiles * tower.layers * positions ** 2,
      ),
      projectorFlop:
        chainFlop(adapter, tiles * tileTokens) +
        chainFlop([vision.number("vision_output_dim"), textSize], tiles * tileTokens),
      description: `${canvas.width} × ${canvas.height} tiles of ${tile}${tiles > 1 ? " and the whole image" : ""}, ${tileTokens} tokens each`,
    };
  },
};
