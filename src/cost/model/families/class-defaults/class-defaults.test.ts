import { describe, expect, it } from "vitest";
import { readModel } from "../../read-config.js";
import { parameterCounts } from "../../spec.js";

/**
 * Parameters and persistent buffers of a causal language model made from each class's defaults, counted on
 * the meta device of PyTorch 2.13 with huggingface/transformers 5.18.0: `AutoModelForCausalLM.from_config(
 * CONFIG_MAPPING[type]())`. Encoders: `AutoModel`.
 */
const WHOLE: Readonly<Record<string, number>> = {
  llama: 6_738_415_616,
  mistral: 7_241_732_096,
  ministral3: 8_489_553_920,
  olmo: 6_888_095_744,
  olmo2: 6_888_624_128,
  olmo3: 6_888_624_128,
  granite: 6_738_415_616,
  phi3: 3_821_079_552,
  smollm3: 3_075_098_624,
  qwen2: 12_049_846_272,
  qwen3: 12_049_461_248,
  gemma: 8_537_680_896,
  gemma2: 2_614_341_888,
  gemma3_text: 2_628_658_432,
  gemma4_text: 5_077_177_886,
  cohere: 34_980_831_232,
  cohere2: 34_980_831_232,
  glm: 9_399_951_360,
  glm4: 9_400_279_040,
  stablelm: 2_795_443_200,
  starcoder2: 3_030_371_328,
  seed_oss: 28_921_040_896,
  exaone4: 9_429_069_824,
  ernie4_5: 360_748_032,
  arcee: 4_022_766_080,
  apertus: 6_979_596_416,
  bitnet: 2_741_155_840,
  cwm: 32_581_097_472,
  granite_swa: 2_144_463_840,
  helium: 2_172_643_840,
  hyperclovax: 6_738_677_760,
  jais2: 8_090_401_280,
  vaultgemma: 2_614_222_080,
  gemma3n_text: 6_835_235_568,
  mixtral: 46_702_792_704,
  phimoe: 41_872_793_600,
  olmoe: 13_361_612_800,
  granitemoe: 37_039_116_288,
  qwen2_moe: 14_315_784_192,
  qwen3_moe: 15_350_731_776,
  minimax_m2: 228_689_764_864,
  gpt_oss: 116_829_156_672,
  ernie4_5_moe: 21_825_437_888,
  mimo_v2_flash: 308_778_780_864,
  llama4_text: 107_769_861_120,
  minimax_m3_vl_text: 447_186_448_896,
  solar_open: 102_651_799_552,
  exaone_moe: 28_550_641_600,
  hy_v3: 295_033_543_488,
  afmoe: 19_232_600_000,
  aria_text: 18_517_069_824,
  flex_olmo: 33_270_665_216,
  granitemoeshared: 37_039_116_288,
  mellum: 12_149_923_072,
  deepseek_v3: 671_026_419_200,
  deepseek_v32: 671_877_944_064,
  glm_moe_dsa: 743_911_218_432,
  glm4_moe_lite: 29_943_393_920,
  kimi_linear: 49_133_081_120,
  youtu: 1_961_560_064,
  minicpm3: 4_073_875_968,
  qwen3_next: 79_674_391_296,
  qwen3_5_text: 8_953_803_264,
  qwen3_5_moe_text: 34_660_610_688,
  minimax: 47_373_946_880, // without its buffers, which are constants
  mamba: 159_308_544,
  falcon_mamba: 159_308_544,
  mamba2: 7_285_403_648,
  jamba: 51_570_323_328,
  granitemoehybrid: 38_601_064_448,
  bamba: 9_992_765_440,
  rwkv: 7_392_649_216,
  lfm2: 2_705_497_600,
  falcon_h1: 8_514_961_408,
  zamba2: 2_481_848_336,
  gpt2: 124_439_808,
  gpt_bigcode: 111_446_784,
  gpt_neox: 20_554_567_680,
  gptj: 6_050_882_784,
  opt: 125_239_296,
  bloom: 16_156_544,
  mpt: 1_311_213_568,
  phi: 1_418_270_720,
  falcon: 6_921_720_704,
  codegen: 6_050_882_784,
  bert: 109_482_240,
  roberta: 124_644_864,
  "xlm-roberta": 109_482_240,
  camembert: 109_482_240,
  electra: 13_483_008,
  distilbert: 66_362_880,
  mpnet: 109_484_928,
  modernbert: 149_014_272,
  mllama_text_model: 9_775_192_080,
  albert: 222_595_584,
  olmo_hybrid: 7_430_870_688,
  gpt_neo: 1_315_575_808,
  gemma4_unified_text: 3_010_758_430,
  cohere2_moe: 190_004_928_512,
  laguna: 33_189_975_808,
  granitemoe_swa: 37_039_117_312,
};

/** The same for text models that have no class of their own with an output projection: `AutoModel`. */
const WITHOUT_HEAD: Readonly<Record<string, number>> = {
  glm_ocr_text: 312_542_208,
  qwen2_vl_text: 71_460_495_360,
  qwen2_5_vl_text: 71_460_495_360,
  qwen3_vl_text: 11_427_131_392,
  glm4v_text: 8_779_522_048,
  qwen3_vl_moe_text: 13_173_956_608,
};

describe("a model of its class's defaults has as many parameters as the class makes", () => {
  it.each(Object.entries(WHOLE))("%s: %i", (model_type, expected) => {
    expect(parameterCounts(readModel({ text_config: { model_type } }, model_type)).total).toBe(expected);
  });

  it.each(Object.entries(WITHOUT_HEAD))("%s: %i without its head", (model_type, expected) => {
    const spec = readModel({ text_config: { model_type } }, model_type);
    const head = spec.head.tied ? 0 : spec.head.parameters;
    expect(parameterCounts(spec).total - head).toBe(expected);
  });
});
