import type { VisionFamily } from "./vision-family.js";
import { chainFlop, type Size, towerFlop } from "./vision-tower.js";

/**
 * The grid of tiles nearest in shape to the image; of equally near ones, in order of their number of tiles,
 * a larger one that the image fills by half. Source: `get_optimal_tiled_canvas` in
 * image_processing_got_ocr2.py of transformers 5.18, which InternVL uses.
 */
function nearestGrid(size: Size, tile: number, least: number, most: number): Size {
  const grids: Size[] = [];
  for (let width = 1; width <= most; width++)
    for (let height = 1; height <= most; height++)
      if (width * height >= least && width * height <= most) grids.push({ width, height });
  grids.sort((a, b) => a.width * a.height - b.width * b.height);
  const shape = size.width / size.height;
  let best: Size = { width: 1, height: 1 };
  let nearest = Number.POSITIVE_INFINITY;
  for (const grid of grids) {
    const away = Math.abs(shape - grid.width / grid.height);
    const fills = size.width * size.height > 0.5 * tile ** 2 * grid.width * grid.height;
    if (away < nearest || (away === nearest && fills)) [best, nearest] = [grid, away];
  }
  return best;
}

/**
 * InternVL: up to twelve square tiles and, if there is more than one, a thumbnail; 2 × 2 patches to a token,
 * a token before and after the image. Source: arXiv:2404.16821 §3.3, processing_internvl.py of transformers
 * 5.18.
 */
export const internVlVision: VisionFamily = {
  modelTypes: ["internvl", "internvl_chat"],
  defaults: {
    hidden_size: 1024,
    intermediate_size: 4096,
    num_hidden_layers: 24,
    num_channels: 3,
    image_size: 448,
    patch_size: 14,
  },
  cost({ outer, vision, textSize }, size) {
    // Newer configs give both sides.
    const sideOf = (name: string): number => {
      const pair = vision.list(name);
      return pair ? vision.sizeIn(pair, 0, name) : vision.number(name);
    };
    const patch = sideOf("patch_size");
    const side = sideOf("image_size");
    const least = outer.size("min_dynamic_patch") ?? 1;
    const most = outer.size("max_dynamic_patch") ?? 12;
    const grid = nearestGrid(size, side, least, most);
    const inGrid = grid.width * grid.height;
    const tiles = inGrid > 1 ? inGrid + 1 : 1;
    const tilePatches = Math.floor(side / patch) ** 2;
    const positions = tilePatches + 1;
    const tower = {
      width: vision.number("hidden_size"),
      layers: vision.number("num_hidden_layers"),
      innerSize: vision.number("intermediate_size"),
      gated: false,
      patchInputs: vision.number("num_channels") * patch ** 2,
    };
    const ratio = outer.factor("downsample_ratio") ?? 0.5;
    const tileTokens = tilePatches * ratio ** 2;
    return {
      tokens: 2 + tiles * tileTokens,
      crossTokens: 0,
      patches: tiles * tilePatches,
      towerFlop: towerFlop(
        tower,
        tiles * tilePatches,
        tiles * positions,
        tiles * tower.layers * positions ** 2,
      ),
      projectorFlop: chainFlop([tower.width / ratio ** 2, textSize, textSize], tiles * tileTokens),
      description: `${grid.width} × ${grid.height} tiles of ${side}${tiles > 1 ? " and a thumbnail" : ""}, ${tileTokens} tokens each`,
    };
  },
};
