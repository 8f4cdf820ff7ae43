import { describe, expect, it } from "vitest";
import { FoveaError } from "../../shared/errors.js";
import { findModel, resolutionNote } from "./find.js";
import { parseModelName } from "./model-name.js";

describe("the name of a checkpoint", () => {
  it.each([
    ["meta-llama/Llama-3.1-8B-Instruct", "llama3.1-8b", undefined, undefined],
    ["unsloth/Meta-Llama-3.1-8B-Instruct-unsloth-bnb-4bit", "meta-llama-3.1-8b", "bnb-4bit", "int4"],
    ["TheBloke/Llama-2-70B-Chat-GPTQ", "llama2-70b", "gptq", "int4"],
    ["Qwen/Qwen2.5-72B-Instruct-GPTQ-Int8", "qwen2.5-72b", "gptq-int8", "int8"],
    ["hugging-quants/Meta-Llama-3.1-70B-Instruct-AWQ-INT4", "meta-llama-3.1-70b", "awq-int4", "int4"],
    ["Qwen/Qwen3-32B-FP8-Static-PerTensor", "qwen3-32b", "fp8", "fp8"],
    ["RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w8a8", "meta-llama-3.1-8b", "w8a8", "int8"],
    ["nvidia/DeepSeek-R1-NVFP4-v2", "deepseek-r1", "nvfp4", "fp4"],
    ["google/gemma-3-27b-it-qat-q4_0-gguf", "gemma3-27b", "q4_0", "int4"],
    ["mlx-community/gpt-oss-120b-MXFP4-Q8", "gpt-oss-120b", "mxfp4", "fp4"],
    ["mlx-community/Qwen3-30B-A3B-4bit-DWQ", "qwen3-30b-a3b", "mlx-4bit", "int4"],
    ["unsloth/Qwen3-30B-A3B-GGUF:UD-Q4_K_XL", "qwen3-30b-a3b", "q4_k_xl", "int4"],
    ["bartowski/Llama-3.3-70B-Instruct-GGUF", "llama3.3-70b", "gguf", undefined],
    ["Meta-Llama-3.1-70B-Instruct-Q8_0-00001-of-00002.gguf", "meta-llama-3.1-70b", "q8_0", "int8"],
    ["llama-2-7b-chat.Q5_K_M.gguf", "llama2-7b", "q5_k_m", undefined],
    ["llama3.1:8b-instruct-q4_K_M", "llama3.1-8b", "q4_k_m", "int4"],
    ["mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral8x7b-v0.1", undefined, undefined],
    // Sizes, versions, dates and what else tells models apart stay.
    ["Qwen/Qwen3-235B-A22B-Instruct-2507-FP8", "qwen3-235b-a22b-2507", "fp8", "fp8"],
    ["Qwen/Qwen2.5-14B-Instruct-1M", "qwen2.5-14b-1m", undefined, undefined],
    ["meta-llama/Llama-3.2-11B-Vision-Instruct", "llama3.2-11b-vision", undefined, undefined],
    ["BAAI/bge-base-en-v1.5", "bge-base-en-v1.5", undefined, undefined],
    ["intfloat/multilingual-e5-base", "multilingual-e5-base", undefined, undefined],
    ["answerdotai/ModernBERT-base", "modernbert-base", undefined, undefined],
    ["deepseek-ai/DeepSeek-V3.1-Base", "deepseek-v3.1", undefined, undefined],
    ["huihui-ai/Qwen3-8B-abliterated", "qwen3-8b-abliterated", undefined, undefined],
    ["Foo-8B-v2", "foo8b-v2", undefined, undefined],
  ] as const)("%s is %s in %s", (name, stem, format, dtype) => {
    expect(parseModelName(name)).toEqual({
      stem,
      ...(format === undefined
        ? {}
        : { format: { name: format, ...(dtype === undefined ? {} : { dtype }) } }),
    });
  });
});

describe("a name that the catalogue lacks", () => {
  it.each([
    ["meta-llama/Llama-3.1-8B-Instruct-FP8", "meta-llama/Meta-Llama-3.1-8B"],
    ["unsloth/Ministral-3-3B-Instruct-2512-GGUF", "mistralai/Ministral-3-3B-Instruct-2512"],
    ["mistralai/Ministral-3-14B-Reasoning-2512", "mistralai/Ministral-3-14B-Base-2512"],
    ["unsloth/gemma-4-E2B-it-GGUF", "google/gemma-4-E2B-it"],
    ["google/gemma-3n-E4B", "google/gemma-3n-E4B-it"],
    ["unsloth/GLM-4.7-Flash-GGUF", "zai-org/GLM-4.7-Flash"],
    ["01-ai/Yi-34B-Chat", "01-ai/Yi-34B"],
    ["unsloth/Llama-3.3-70B-Instruct-bnb-4bit", "meta-llama/Llama-3.3-70B-Instruct"],
    ["bartowski/Qwen_Qwen3-30B-A3B-GGUF", "Qwen/Qwen3-30B-A3B"],
    ["RedHatAI/gemma-3-27b-it-quantized.w4a16", "google/gemma-3-27b-it"],
    ["lmstudio-community/gpt-oss-20b-GGUF", "openai/gpt-oss-20b"],
    ["gpt-oss:120b", "openai/gpt-oss-120b"],
    ["gemma3:27b", "google/gemma-3-27b-it"],
    ["nvidia/Llama-3.1-70B-Instruct-FP8", "meta-llama/Meta-Llama-3.1-70B"],
    ["mistralai/Mixtral-8x7B-Instruct-v0.1", "mistralai/Mixtral-8x7B-v0.1"],
    ["TheBloke/Llama-2-13B-chat-AWQ", "meta-llama/Llama-2-13b-hf"],
    ["zai-org/GLM-4.5-Air-FP8", "zai-org/GLM-4.5-Air"],
    ["https://huggingface.co/Qwen/Qwen3-8B-GGUF", "Qwen/Qwen3-8B"],
    ["amd/Llama-3.1-405B-Instruct-FP8-KV", "meta-llama/Meta-Llama-3.1-405B"],
    ["Qwen/Qwen3-30B-A3B-Thinking-2507-FP8", "Qwen/Qwen3-30B-A3B-Instruct-2507"],
    ["unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF", "Qwen/Qwen3-Coder-30B-A3B-Instruct"],
    ["nvidia/Qwen3-235B-A22B-NVFP4", "Qwen/Qwen3-235B-A22B"],
    ["Qwen/Qwen2.5-14B-Instruct-AWQ", "Qwen/Qwen2.5-14B"],
    ["Qwen/Qwen2.5-Coder-7B-Instruct", "Qwen/Qwen2.5-7B"],
    ["Qwen/Qwen2.5-VL-7B-Instruct-AWQ", "Qwen/Qwen2.5-VL-7B-Instruct"],
    ["nvidia/DeepSeek-R1-0528-NVFP4-v2", "deepseek-ai/DeepSeek-R1-0528"],
    ["deepseek-ai/DeepSeek-V3.1-Terminus", "deepseek-ai/DeepSeek-V3"],
    ["mlx-community/DeepSeek-R1-Distill-Qwen-32B-4bit", "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B"],
    ["RedHatAI/Mistral-Small-3.2-24B-Instruct-2506-FP8", "mistralai/Mistral-Small-3.2-24B-Instruct-2506"],
    ["unsloth/GLM-4.6-GGUF:UD-Q2_K_XL", "zai-org/GLM-4.6"],
    ["nvidia/Kimi-K2-Thinking-NVFP4", "moonshotai/Kimi-K2-Thinking"],
    ["moonshotai/Kimi-K2-Base", "moonshotai/Kimi-K2-Instruct"],
    ["MiniMaxAI/MiniMax-M2", "MiniMaxAI/MiniMax-M2.5"],
    ["QuantTrio/MiniMax-M2-AWQ", "MiniMaxAI/MiniMax-M2.5"],
    ["microsoft/Phi-3.5-mini-instruct-GGUF", "microsoft/Phi-3.5-mini-instruct"],
    ["mixedbread-ai/mxbai-embed-large-v1", "BAAI/bge-large-en-v1.5"],
    ["HuggingFaceTB/SmolLM2-1.7B-Instruct", "HuggingFaceTB/SmolLM2-1.7B"],
  ])("%s is found as %s, and the note says so", (name, id) => {
    const found = findModel(name);
    expect(found.id).toBe(id);
    expect(resolutionNote(found)).toContain(`"${name}" is priced as ${id}`);
  });

  it.each([
    "Llama-3.1-9B",
    "lmstudio-community/gpt-oss-GGUF", // 20b or 120b
    "foo/DeepSeek-V4-FP8", // Flash or Pro
    "someone/R1-GGUF",
    "deepseek-r1:8b", // a distilled Llama, not DeepSeek-R1
    "mistralai/Mistral-7B-GGUF", // v0.1 and v0.3 have other vocabularies
    "huihui-ai/Qwen3-8B-abliterated",
    "nvidia/Llama-3.1-Minitron-4B-Width-Base",
    "foo_Qwen3-8B-GGUF", // foo is not the owner of Qwen3-8B
    "Qwen/Qwen3-8B-2099",
    "Qwen/Qwen3-4B-Instruct-2508",
    "Qwen/Qwen3-30B", // of April or of July 2025
    "Qwen/Qwen2.5-VL-7B-Instruct-1M",
    "meta-llama/Llama-3.2-8B",
    "mistralai/Mistral-Small-3.1-22B-Instruct-2503",
    "google/gemma-3-9b-it",
    "moonshotai/Kimi-K2-Thinking-0905",
  ])("%s stays an error with the nearest names", (name) => {
    expect(() => findModel(name)).toThrow(FoveaError);
    expect(() => findModel(name)).toThrow(/the nearest are \S+, \S+, \S+/);
  });

  it("is told apart from a name of the catalogue, which needs no note", () => {
    expect(resolutionNote(findModel("openai/gpt-oss-120b"))).toBeUndefined();
    expect(resolutionNote(findModel("unsloth/gpt-oss-120b-GGUF:Q8_0"))).toBe(
      '"unsloth/gpt-oss-120b-GGUF:Q8_0" is priced as openai/gpt-oss-120b; the name says q8_0',
    );
  });
});
