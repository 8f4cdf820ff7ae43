import { describe, expect, it } from "vitest";
import { imageTokens, visionModelTypes } from "./image-tokens.js";

const text = { text_config: { model_type: "llama", hidden_size: 64 } };

/** Width × height of images. */
const SIZES = [
  [1024, 768],
  [640, 480],
  [3000, 2000],
  [224, 224],
  [5000, 700],
  [300, 1900],
  [56, 56],
  [1920, 1080],
  [999, 1001],
] as const;

/**
 * What the image processors of huggingface/transformers 5.18.0 make of these sizes: `smart_resize`,
 * `get_optimal_tiled_canvas`, `get_best_fit`, `select_best_resolution`, `get_resize_output_image_size`.
 */
const TOKENS: Readonly<Record<string, readonly number[]>> = {
  qwen2_vl: [999, 391, 7597, 64, 4475, 748, 4, 2691, 1296],
  qwen2_5_vl: [999, 391, 7597, 64, 4475, 748, 4, 2691, 1296],
  qwen3_vl: [768, 300, 5828, 64, 3432, 531, 64, 2040, 961],
  internvl: [3330, 3330, 1794, 258, 2050, 1794, 258, 2306, 2562],
  llava_next: [2340, 2340, 2144, 1176, 1306, 1512, 1176, 1948, 2928],
  pixtral: [3120, 1230, 2795, 210, 585, 768, 20, 2340, 4032],
  mistral3: [1064, 432, 2072, 72, 448, 550, 6, 1736, 1332],
  llama4: [1887, 727, 2322, 147, 2467, 1017, 147, 2322, 1452],
};

describe("tokens of an image are those that the model's processor writes", () => {
  it.each(Object.entries(TOKENS))("%s", (model_type, expected) => {
    const vision_config = model_type === "llama4" ? { image_size: 336 } : {};
    const counted = SIZES.map(
      ([width, height]) => imageTokens({ model_type, ...text, vision_config }, width, height).tokens,
    );
    expect(counted).toEqual(expected);
  });

  it("mllama: one token, and the keys of its tiles for cross-attention", () => {
    const config = { model_type: "mllama", ...text, vision_config: { image_size: 560 } };
    const costs = SIZES.map(([width, height]) => imageTokens(config, width, height));
    expect(costs.map(({ tokens }) => tokens)).toEqual(SIZES.map(() => 1));
    expect(costs.map(({ crossTokens }) => crossTokens)).toEqual([
      6404, 3202, 6404, 1601, 6404, 6404, 1601, 6404, 6404,
    ]);
  });

  it("squares of one size take the same tokens whatever the image: LLaVA 1.5 576, Gemma 3 256", () => {
    for (const [width, height] of SIZES) {
      expect(imageTokens({ model_type: "llava", ...text }, width, height).tokens).toBe(576);
      expect(imageTokens({ model_type: "gemma3", ...text }, width, height).tokens).toBe(256);
    }
  });
});

const TINY = { hidden_size: 32, intermediate_size: 48, num_hidden_layers: 3, image_size: 56, patch_size: 14 };

describe("FLOP of small towers equal PyTorch's own count of the modules of transformers 5.18", () => {
  const flop = (config: Readonly<Record<string, unknown>>, width: number, height: number): number => {
    const { towerFlop, projectorFlop } = imageTokens({ ...text, ...config }, width, height);
    return towerFlop + projectorFlop;
  };

  it("Qwen2-VL", () => {
    const vision_config = { depth: 3, embed_dim: 32, hidden_size: 48 };
    expect(flop({ model_type: "qwen2_vl", vision_config }, 280, 224)).toBe(90_603_520);
  });

  it("Qwen2.5-VL, with windows cut at the edge", () => {
    const shape = { hidden_size: 32, intermediate_size: 40, out_hidden_size: 48 };
    const vision_config = { ...shape, depth: 5, fullatt_block_indexes: [3] };
    expect(flop({ model_type: "qwen2_5_vl", vision_config }, 364, 280)).toBe(135_323_648);
  });

  it("Qwen3-VL, with two inner states merged as well", () => {
    const shape = { hidden_size: 32, intermediate_size: 40, out_hidden_size: 48 };
    const vision_config = { ...shape, depth: 4, deepstack_visual_indexes: [1, 2] };
    expect(flop({ model_type: "qwen3_vl", vision_config }, 320, 256)).toBe(111_738_880);
  });

  it("CLIP, SigLIP and InternViT", () => {
    const tower = (model_type: string) => imageTokens({ model_type, ...text, vision_config: TINY }, 56, 56);
    expect(tower("llava").towerFlop).toBe(1_444_224);
    expect(tower("gemma3").towerFlop).toBe(1_388_544);
    expect(tower("internvl").towerFlop).toBe(1_444_224);
  });

  it("Llama 4: four tiles and the whole image, with the adapter before the projection", () => {
    const projection = { projector_input_dim: 64, projector_output_dim: 64, vision_output_dim: 64 };
    const vision_config = { ...TINY, intermediate_size: 128, ...projection };
    expect(flop({ model_type: "llama4", vision_config }, 110, 110)).toBe(10_323_840 + 2 * 64 * 64 * 20);
  });

  // PyTorch counts two products here that are not the tower's: 1,536 of rotary angles, 18,432 of the mask.
  it("Pixtral and Llama 3.2 Vision, but for rotary angles and mask", () => {
    const pixtral = { ...TINY, image_size: 128, patch_size: 16 };
    expect(imageTokens({ model_type: "pixtral", ...text, vision_config: pixtral }, 128, 96).towerFlop).toBe(
      5_752_320 - 1_536,
    );
    const mllama = { ...TINY, num_global_layers: 2 };
    expect(imageTokens({ model_type: "mllama", ...text, vision_config: mllama }, 56, 56).towerFlop).toBe(
      15_206_400 - 18_432,
    );
  });
});

it("names what it cannot read", () => {
  expect(() => imageTokens({ model_type: "llama", ...text }, 10, 10, "x.json")).toThrow(
    'x.json: image tokens of model_type "llama" are not known',
  );
  expect(() => imageTokens({ model_type: "llava", ...text }, 0, 10)).toThrow("The width of the image is 0");
  const vision_config = { patch_size: 1.5 };
  expect(() => imageTokens({ model_type: "gemma3", ...text, vision_config }, 9, 9, "x.json")).toThrow(
    'x.json: vision_config: "patch_size" is 1.5',
  );
  expect(visionModelTypes()).toContain("qwen3_vl");
});
