import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { hardware } from "../catalogue/hardware.js";
import { specOf } from "../catalogue/model-spec.js";
import { parseCacheFormat } from "../format/cache-format.js";
import { parseFormats } from "../format/parse-formats.js";
import { deploymentOf } from "./deployment.js";
import { formatKindOf, notRun, platformOf, remedyOf } from "./engine-support.js";
import { defaultEngineFor, engines, findEngine } from "./engines.js";
import { timeError } from "./error-factor.js";

const llama = specOf(findModel("llama-3.1-8b"));

const on = (engine: string, accelerator: string, dtype = "bf16", kv = "bf16") =>
  deploymentOf({
    accelerator: findHardware(accelerator),
    engine: findEngine(engine),
    formats: parseFormats(dtype, llama).weights,
    kv: parseCacheFormat(kv),
  });

describe("what an engine runs", () => {
  it("is told for every accelerator and engine of the catalogue", () => {
    expect(hardware.filter((one) => platformOf(one) === undefined)).toEqual([]);
    for (const { id } of engines) expect(notRun(on(id, id === "atom" ? "mi300x" : "h100"))).toBeUndefined();
  });

  it("depends on the accelerator", () => {
    expect(notRun(on("trtllm", "mi300x"))).toBe("does not run on Instinct MI300X 192 GB");
    expect(notRun(on("llama.cpp", "tpu-v5e"))).toContain("does not run on");
    expect(notRun(on("atom", "h100"))).toContain("does not run on");
    expect(notRun(on("vllm", "mi300x"))).toBeUndefined();
    expect(notRun(on("vllm", "gaudi3"))).toBeUndefined();
  });

  it("depends on the checkpoint", () => {
    expect(notRun(on("llama.cpp", "h100", "awq"))).toContain("does not read awq");
    expect(notRun(on("trtllm", "h100", "q4_k_m"))).toBe("does not read GGUF Q4_K_M");
    expect(notRun(on("sglang", "mi300x", "q4_k_m"))).toBe("does not read GGUF Q4_K_M on AMD Instinct");
    expect(notRun(on("vllm", "h100", "q4_k_m"))).toBeUndefined();
    expect(notRun(on("trtllm", "h100", "awq"))).toBeUndefined();
    expect(notRun(on("vllm", "h100", "mlx-4bit"))).toContain("on NVIDIA GPUs");
    expect(notRun(on("llama.cpp", "m4-max", "mlx-4bit"))).toBeUndefined();
  });

  it("depends on the cache", () => {
    expect(notRun(on("vllm", "h100", "bf16", "q4_0"))).toBe("keeps no cache in q4_0");
    expect(notRun(on("llama.cpp", "h100", "q8_0", "fp8"))).toBe("keeps no cache in fp8");
    expect(notRun(on("llama.cpp", "h100", "q8_0", "q8_0"))).toBeUndefined();
    expect(notRun(on("trtllm", "b200", "nvfp4", "nvfp4"))).toBeUndefined();
  });

  it("names the engines that would", () => {
    expect(remedyOf(on("trtllm", "h100", "q4_k_m", "q8_0"))).toBe("--engine llama.cpp does");
    expect(remedyOf(on("vllm", "h100", "bf16", "q4_0"))).toBe("--engine llama.cpp does");
    expect(remedyOf(on("llama.cpp", "m4-max", "awq", "q8_0"))).toContain("--dtype q8_0");
  });

  it("is never the reason of a time's small error", () => {
    expect(timeError(on("vllm", "h100", "bf16", "q4_0"))).toEqual({
      factor: 3,
      prefillFactor: 3,
      why: "vLLM keeps no cache in q4_0",
    });
    expect(timeError(on("vllm", "h100")).factor).toBeLessThan(2);
  });

  it("leaves a wider error to formats without measured rows, and to prefills that miss by more", () => {
    expect(timeError(on("vllm", "h100", "nvfp4")).why).toContain("was not measured with nvfp4");
    expect(timeError(on("vllm", "h100", "bf16", "int8"))).toMatchObject({
      factor: 2,
      why: "vLLM was not measured with a cache in int8",
    });
    expect(timeError(on("llama.cpp", "strix-halo", "q4_k_m"))).toMatchObject({
      factor: 1.5,
      prefillFactor: 2,
    });
    expect(timeError(on("vllm", "h100"))).toMatchObject({ factor: 1.5, prefillFactor: 1.5 });
    expect(timeError(on("vllm", "mi300x"))).toMatchObject({ factor: 2, prefillFactor: 2 });
  });

  it("knows the kind of every format by name", () => {
    const kinds = Object.fromEntries(
      [
        "awq",
        "gptq",
        "gptq-int8",
        "w4a16",
        "w8a8",
        "nf4",
        "bnb-8bit",
        "fp8",
        "fp8-block",
        "fp8-dynamic",
        "nvfp4",
        "mxfp4",
        "mlx-4bit",
        "q4_k_m",
        "iq4_xs",
        "bf16",
      ].map((name) => [name, formatKindOf(parseFormats(name, llama).weights)]),
    );
    expect(kinds).toEqual({
      awq: "awq",
      gptq: "gptq",
      "gptq-int8": "gptq",
      w4a16: "int4",
      w8a8: "int8",
      nf4: "bitsandbytes",
      "bnb-8bit": "bitsandbytes",
      fp8: "fp8",
      "fp8-block": "fp8",
      "fp8-dynamic": "fp8",
      nvfp4: "nvfp4",
      mxfp4: "mxfp4",
      "mlx-4bit": "mlx",
      q4_k_m: "gguf",
      iq4_xs: "gguf",
      bf16: "16 bits",
    });
  });
});

describe("the default engine", () => {
  it("runs everywhere", () => {
    const ofType = (dtype: string) => parseFormats(dtype, llama).weights;
    for (const accelerator of hardware) {
      const engine = defaultEngineFor(accelerator, ofType("bf16"));
      expect([
        accelerator.id,
        notRun({ engine, accelerator, formats: ofType("bf16"), kv: parseCacheFormat("bf16") }),
      ]).toEqual([accelerator.id, undefined]);
    }
    expect(defaultEngineFor(findHardware("tpu-v5e"), ofType("q4_k_m")).id).toBe("vllm");
    expect(defaultEngineFor(findHardware("mi300x"), ofType("bf16")).id).toBe("vllm");
    expect(defaultEngineFor(findHardware("strix-halo"), ofType("bf16")).id).toBe("llama.cpp");
  });
});
