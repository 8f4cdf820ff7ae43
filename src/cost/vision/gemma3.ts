import type { VisionFamily } from "./vision-family.js";
import { chainFlop, towerFlop } from "./vision-tower.js";

/**
 * Gemma 3: every image is one square through SigLIP, averaged to 256 tokens. Cutting an image further
 * (pan and scan) is off by default. Source: arXiv:2503.19786 §2.1, modeling_gemma3.py of transformers 5.18.
 */
export const gemma3Vision: VisionFamily = {
  modelTypes: ["gemma3", "shieldgemma2"],
  // As in the config.json of google/gemma-3-4b-it.
  defaults: {
    hidden_size: 1152,
    intermediate_size: 4304,
    num_hidden_layers: 27,
    num_channels: 3,
    image_size: 896,
    patch_size: 14,
  },
  cost({ outer, vision, textSize }) {
    const patch = vision.number("patch_size");
    const side = vision.number("image_size");
    const patches = Math.floor(side / patch) ** 2;
    const tower = {
      width: vision.number("hidden_size"),
      layers: vision.number("num_hidden_layers"),
      innerSize: vision.number("intermediate_size"),
      gated: false,
      patchInputs: vision.number("num_channels") * patch ** 2,
    };
    const tokens = outer.size("mm_tokens_per_image") ?? 256;
    return {
      tokens,
      crossTokens: 0,
      patches,
      towerFlop: towerFlop(tower, patches, patches, tower.layers * patches ** 2),
      projectorFlop: chainFlop([tower.width, textSize], tokens),
      description: `resized to ${side} × ${side}, ${patches} patches, averaged to ${tokens} tokens`,
    };
  },
};
