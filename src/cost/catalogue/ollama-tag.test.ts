import { describe, expect, it } from "vitest";
import { findModel, resolutionNote } from "./find.js";
import { ollamaTag } from "./ollama-tag.js";

describe("tags of Ollama's library", () => {
  it.each([
    ["qwen3:30b", "Qwen/Qwen3-30B-A3B"],
    ["qwen3:30b-a3b", "Qwen/Qwen3-30B-A3B"],
    ["qwen3:235b", "Qwen/Qwen3-235B-A22B"],
    ["qwen3-next:80b", "Qwen/Qwen3-Next-80B-A3B-Instruct"],
    ["llama3.1:8b", "meta-llama/Meta-Llama-3.1-8B"],
    ["llama3.3:70b", "meta-llama/Llama-3.3-70B-Instruct"],
    ["gemma3:27b", "google/gemma-3-27b-it"],
    ["mixtral:8x7b", "mistralai/Mixtral-8x7B-v0.1"],
    ["mistral-small3.2:24b", "mistralai/Mistral-Small-3.2-24B-Instruct-2506"],
    ["deepseek-v3:671b", "deepseek-ai/DeepSeek-V3"],
    ["deepseek-r1:671b", "deepseek-ai/DeepSeek-R1"],
    ["deepseek-r1:70b", "deepseek-ai/DeepSeek-R1-Distill-Llama-70B"],
    ["deepseek-r1:32b", "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B"],
  ])("%s is %s in q4_k_m, and the note says so", (tag, id) => {
    const found = findModel(tag);
    expect(found.id).toBe(id);
    expect(found.resolved?.format).toMatchObject({ name: "q4_k_m", assumed: true });
    expect(resolutionNote(found)).toBe(
      `"${tag}" is priced as ${id}; in q4_k_m, the usual file of Ollama's library: the tag names none`,
    );
  });

  it("gpt-oss is in mxfp4", () => {
    for (const size of ["20b", "120b"]) {
      const found = findModel(`gpt-oss:${size}`);
      expect(found.id).toBe(`openai/gpt-oss-${size}`);
      expect(found.resolved?.format?.name).toBe("mxfp4");
    }
  });

  it("a format in the tag is its own", () => {
    expect(findModel("llama3.1:8b-instruct-q8_0").resolved?.format).toEqual({ name: "q8_0", dtype: "int8" });
    expect(findModel("qwen3:30b-a3b-fp16").resolved?.format?.name).toBe("fp16");
  });

  it.each([
    // DeepSeek-R1-0528-Qwen3-8B or DeepSeek-R1-Distill-Llama-8B.
    "deepseek-r1:8b",
    "qwen3:80b",
    "deepseek-v3:70b",
    "llama3.1:9b",
    "qwen3:latest",
  ])("%s leaves a choice or names nothing", (tag) => {
    expect(() => findModel(tag)).toThrow("no model is called");
  });

  it("a file of a GGUF repository is no tag", () => {
    expect(ollamaTag("unsloth/Qwen3-30B-A3B-GGUF:Q4_K_M")).toBeUndefined();
    expect(ollamaTag("qwen3-30b")).toBeUndefined();
  });
});
