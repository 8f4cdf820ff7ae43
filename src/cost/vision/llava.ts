import type { VisionConfig, VisionFamily } from "./vision-family.js";
import { chainFlop, type ImageCost, type Size, type Tower, towerFlop } from "./vision-tower.js";

/** Defaults of `CLIPVisionConfig` as LLaVA makes it. Source: configuration_llava.py, transformers 5.18. */
const CLIP = {
  hidden_size: 1024,
  intermediate_size: 4096,
  num_hidden_layers: 24,
  num_channels: 3,
  image_size: 336,
  patch_size: 14,
};

/** Cost of square tiles through CLIP, each with a class token and attention of its own. */
function clipTiles({ outer, vision, textSize }: VisionConfig, tiles: number) {
  const patch = vision.number("patch_size");
  const side = Math.floor(vision.number("image_size") / patch);
  const tower: Tower = {
    width: vision.number("hidden_size"),
    layers: vision.number("num_hidden_layers"),
    innerSize: vision.number("intermediate_size"),
    gated: false,
    patchInputs: vision.number("num_channels") * patch ** 2,
  };
  const positions = side ** 2 + 1;
  // The class token is dropped before the projection, unless the strategy is `full`.
  const kept = outer.text("vision_feature_select_strategy") === "full" ? positions : side ** 2;
  return {
    side,
    kept,
    patches: tiles * side ** 2,
    towerFlop: towerFlop(tower, tiles * side ** 2, tiles * positions, tiles * tower.layers * positions ** 2),
    projectorFlop: chainFlop([tower.width, textSize, textSize], tiles * kept),
  };
}

/** LLaVA 1.5: every image is one square. All layers of the tower run. Source: arXiv:2310.03744. */
export const llavaVision: VisionFamily = {
  modelTypes: ["llava+clip_vision_model", "vipllava+clip_vision_model"],
  defaults: CLIP,
  cost(config): ImageCost {
    const { kept, patches, towerFlop, projectorFlop } = clipTiles(config, 1);
    const side = config.vision.number("image_size");
    return {
      tokens: kept,
      crossTokens: 0,
      patches,
      towerFlop,
      projectorFlop,
      description: `resized to ${side} × ${side}, ${patches} patches`,
    };
  },
};

/** Grids of LLaVA-NeXT, [height, width]. Source: configuration_llava_next.py of transformers 5.18. */
const PINPOINTS = [
  [336, 672],
  [672, 336],
  [672, 672],
  [1008, 336],
  [336, 1008],
];

/**
 * The grid that keeps most of an image's pixels, and of those the one that wastes least. Source:
 * `select_best_resolution` in image_processing_utils.py of transformers 5.18.
 */
function bestGrid({ width, height }: Size, grids: readonly Size[]): Size {
  let best = grids[0]!;
  let kept = 0;
  let wasted = Number.POSITIVE_INFINITY;
  for (const grid of grids) {
    const scale = Math.min(grid.width / width, grid.height / height);
    const inside = Math.min(Math.trunc(width * scale) * Math.trunc(height * scale), width * height);
    const rest = grid.width * grid.height - inside;
    if (inside > kept || (inside === kept && rest < wasted)) [best, kept, wasted] = [grid, inside, rest];
  }
  return best;
}

/** Patches of a grid that the image covers once padding is cut off, as [columns, rows]. */
function unpadded(size: Size, columns: number, rows: number): readonly [number, number] {
  const rounded = (value: number): number => Math.trunc(Number(value.toFixed(7)));
  if (size.width / size.height > columns / rows) {
    const padding = Math.floor((rows - rounded(size.height * (columns / size.width))) / 2);
    return [columns, rows - 2 * padding];
  }
  const padding = Math.floor((columns - rounded(size.width * (rows / size.height))) / 2);
  return [columns - 2 * padding, rows];
}

/**
 * LLaVA-NeXT: the whole image in one tile and, larger, in the tiles of the best grid; padding is dropped, and
 * a token ends each row of patches. Source: processing_llava_next.py of transformers 5.18.
 */
export const llavaNextVision: VisionFamily = {
  modelTypes: ["llava_next"],
  defaults: CLIP,
  cost(config, size) {
    const side = config.vision.number("image_size");
    const pinpoints = config.outer.list("image_grid_pinpoints") ?? PINPOINTS;
    const grid = bestGrid(
      size,
      pinpoints.map((pair, index) => {
        const name = `image_grid_pinpoints[${index}]`;
        if (!Array.isArray(pair)) throw config.outer.bad(name, "not a height and a width", pair);
        return { height: config.outer.sizeIn(pair, 0, name), width: config.outer.sizeIn(pair, 1, name) };
      }),
    );
    const across = Math.floor(grid.width / side);
    const down = Math.floor(grid.height / side);
    const tiles = clipTiles(config, 1 + across * down);
    const [columns, rows] = unpadded(size, tiles.side * across, tiles.side * down);
    return {
      tokens: tiles.kept + columns * rows + rows,
      crossTokens: 0,
      patches: tiles.patches,
      towerFlop: tiles.towerFlop,
      projectorFlop: tiles.projectorFlop,
      description: `one tile of ${side} and ${across} × ${down} tiles, ${columns} × ${rows} patches of them kept`,
    };
  },
};
