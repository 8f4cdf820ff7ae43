import type { HardwareEntry } from "../hardware-entry.js";
import { GB, MiB } from "./units.js";

const nvidia = "NVIDIA";

/**
 * NVIDIA for desks: GeForce and RTX. On GeForce the fp16 and bf16 peaks are those with fp32 accumulation, which
 * is what inference libraries use; the headline figure accumulates in fp16 (and assumes sparsity). Memory
 * is the total that `nvidia-smi` prints: 24,564 MiB of an RTX 4090 (https://github.com/RLinf/RLinf/issues/255), 24,576 MiB
 * of an RTX 3090 (https://github.com/noonghunna/club-3090/issues/1127).
 */
export const nvidiaDesk: readonly HardwareEntry[] = [
  {
    id: "rtx-a6000",
    name: "RTX A6000 48 GB",
    architecture: "ampere-desk",
    aliases: ["a6000"],
    vendor: nvidia,
    denseTflops: { fp32: 38.7, tf32: 77.4, bf16: 154.8, fp16: 154.8, int8: 309.7 },
    memoryBytes: 49_140 * MiB,
    memoryBytesPerSecond: 768 * GB,
    interconnectBytesPerSecond: 56.25 * GB,
    tdpWatts: 300,
    source: "https://www.nvidia.com/content/PDF/nvidia-ampere-ga-102-gpu-architecture-whitepaper-v2.1.pdf",
  },
  {
    id: "rtx-6000-ada",
    name: "RTX 6000 Ada 48 GB",
    architecture: "ada",
    aliases: ["6000-ada"],
    vendor: nvidia,
    denseTflops: { fp32: 91.1, tf32: 182.1, bf16: 364.2, fp16: 364.2, fp8: 728.5, int8: 728.5 },
    memoryBytes: 49_140 * MiB,
    memoryBytesPerSecond: 960 * GB,
    interconnectBytesPerSecond: 32 * GB,
    tdpWatts: 300,
    source:
      "https://images.nvidia.com/aem-dam/en-zz/Solutions/technologies/NVIDIA-ADA-GPU-PROVIZ-Architecture-Whitepaper_1.1.pdf",
  },
  {
    id: "rtx-pro-6000",
    name: "RTX PRO 6000 Blackwell Server 96 GB",
    architecture: "blackwell-desk",
    aliases: ["rtx-pro-6000-blackwell", "pro-6000"],
    vendor: nvidia,
    denseTflops: { fp32: 117, bf16: 467.8, fp16: 467.8, fp8: 935.6, fp4: 1871.2, int8: 935.6 },
    memoryBytes: 97_887 * MiB,
    memoryBytesPerSecond: 1792 * GB,
    interconnectBytesPerSecond: 64 * GB,
    networkBytesPerSecond: 50 * GB,
    tdpWatts: 600,
    source:
      "https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/systems/rtx_pro_6000_server.yaml",
  },
  {
    id: "rtx-3090",
    name: "GeForce RTX 3090 24 GB",
    architecture: "ampere-geforce",
    aliases: ["3090"],
    vendor: nvidia,
    denseTflops: { fp32: 35.6, tf32: 35.6, bf16: 71, fp16: 71, int8: 284 },
    memoryBytes: 24_576 * MiB,
    memoryBytesPerSecond: 936 * GB,
    interconnectBytesPerSecond: 56.25 * GB,
    tdpWatts: 350,
    source: "https://www.nvidia.com/content/PDF/nvidia-ampere-ga-102-gpu-architecture-whitepaper-v2.1.pdf",
  },
  {
    id: "rtx-4090",
    name: "GeForce RTX 4090 24 GB",
    architecture: "ada-geforce",
    aliases: ["4090"],
    vendor: nvidia,
    denseTflops: { fp32: 82.6, tf32: 82.6, bf16: 165.2, fp16: 165.2, fp8: 330.3, int8: 660.6 },
    memoryBytes: 24_564 * MiB,
    memoryBytesPerSecond: 1008 * GB,
    interconnectBytesPerSecond: 32 * GB,
    tdpWatts: 450,
    source: "https://images.nvidia.com/aem-dam/Solutions/geforce/ada/nvidia-ada-gpu-architecture.pdf",
  },
  {
    id: "rtx-5090",
    name: "GeForce RTX 5090 32 GB",
    architecture: "blackwell-geforce",
    aliases: ["5090"],
    vendor: nvidia,
    denseTflops: { fp32: 104.8, tf32: 104.8, bf16: 209.5, fp16: 209.5, fp8: 419, fp4: 1676, int8: 838 },
    memoryBytes: 32_607 * MiB,
    memoryBytesPerSecond: 1792 * GB,
    interconnectBytesPerSecond: 64 * GB,
    tdpWatts: 575,
    source:
      "https://images.nvidia.com/aem-dam/Solutions/geforce/blackwell/nvidia-rtx-blackwell-gpu-architecture.pdf",
  },
];
