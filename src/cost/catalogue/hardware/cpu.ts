import type { HardwareEntry } from "../hardware-entry.js";
import { coreweave } from "./hourly.js";
import { GB, GiB } from "./units.js";

/**
 * Processors without an accelerator, one socket with every channel filled. Bandwidth is channels × 8 bytes × transfers
 * per second. The peak is cores × base clock × FLOP per cycle and core, which vendors state instead of a product: fp32
 * 32 on Zen 4 (two 256-bit multiply-adds) and 64 with two full 512-bit units (Zen 5, Xeon); bf16 twice that by AVX-512;
 * 2,048 in bf16 and 4,096 in int8 by AMX. Memory is a common equipment, not a limit.
 */
export const cpus: readonly HardwareEntry[] = [
  {
    id: "xeon-8480",
    name: "Xeon Platinum 8480+, 512 GB DDR5",
    architecture: "cpu-amx",
    aliases: ["xeon-8480+", "sapphire-rapids"],
    vendor: "Intel",
    denseTflops: { fp32: 7.17, bf16: 229.38, int8: 458.75 },
    memoryBytes: 512 * GiB,
    memoryBytesPerSecond: 307.2 * GB,
    nodeSize: 1,
    tdpWatts: 350,
    source:
      "https://www.intel.com/content/www/us/en/products/sku/231746/intel-xeon-platinum-8480-processor-105m-cache-2-00-ghz/specifications.html",
  },
  {
    id: "xeon-8592",
    name: "Xeon Platinum 8592+, 512 GB DDR5",
    architecture: "cpu-amx",
    aliases: ["xeon-8592+", "emerald-rapids"],
    vendor: "Intel",
    denseTflops: { fp32: 7.78, bf16: 249.04, int8: 498.07 },
    memoryBytes: 512 * GiB,
    memoryBytesPerSecond: 358.4 * GB,
    nodeSize: 1,
    tdpWatts: 350,
    source:
      "https://www.intel.com/content/www/us/en/products/sku/237261/intel-xeon-platinum-8592-processor-320m-cache-1-90-ghz/specifications.html",
  },
  {
    id: "xeon-6980p",
    name: "Xeon 6980P, 768 GB DDR5",
    architecture: "cpu-amx",
    aliases: ["granite-rapids"],
    vendor: "Intel",
    denseTflops: { fp32: 16.38, bf16: 524.29, int8: 1048.58 },
    memoryBytes: 768 * GiB,
    memoryBytesPerSecond: 614.4 * GB,
    nodeSize: 1,
    tdpWatts: 500,
    source:
      "https://www.intel.com/content/www/us/en/products/sku/240777/intel-xeon-6980p-processor-504m-cache-2-00-ghz/specifications.html",
  },
  {
    id: "epyc-9454",
    name: "EPYC 9454, 768 GB DDR5",
    architecture: "cpu",
    aliases: [],
    vendor: "AMD",
    denseTflops: { fp32: 4.22, bf16: 8.45, int8: 16.9 },
    memoryBytes: 768 * GiB,
    memoryBytesPerSecond: 460.8 * GB,
    nodeSize: 1,
    tdpWatts: 290,
    dollarsPerHour: coreweave(7.78 / 2),
    source:
      "https://www.amd.com/en/products/processors/server/epyc/4th-generation-9004-and-8004-series/amd-epyc-9454.html",
  },
  {
    id: "epyc-9654",
    name: "EPYC 9654, 768 GB DDR5",
    architecture: "cpu",
    aliases: ["genoa"],
    vendor: "AMD",
    denseTflops: { fp32: 7.37, bf16: 14.75, int8: 29.49 },
    memoryBytes: 768 * GiB,
    memoryBytesPerSecond: 460.8 * GB,
    nodeSize: 1,
    tdpWatts: 360,
    source:
      "https://www.amd.com/en/products/processors/server/epyc/4th-generation-9004-and-8004-series/amd-epyc-9654.html",
  },
  {
    id: "epyc-9755",
    name: "EPYC 9755, 768 GB DDR5",
    architecture: "cpu",
    aliases: ["turin"],
    vendor: "AMD",
    denseTflops: { fp32: 22.12, bf16: 44.24, int8: 88.47 },
    memoryBytes: 768 * GiB,
    memoryBytesPerSecond: 576.0 * GB,
    nodeSize: 1,
    tdpWatts: 500,
    source: "https://www.amd.com/en/products/processors/server/epyc/9005-series/amd-epyc-9755.html",
  },
  {
    id: "threadripper-7995wx",
    name: "Threadripper PRO 7995WX, 512 GB DDR5",
    architecture: "cpu",
    aliases: ["7995wx"],
    vendor: "AMD",
    denseTflops: { fp32: 7.68, bf16: 15.36, int8: 30.72 },
    memoryBytes: 512 * GiB,
    memoryBytesPerSecond: 332.8 * GB,
    nodeSize: 1,
    tdpWatts: 350,
    source:
      "https://www.amd.com/en/products/processors/workstations/ryzen-threadripper/7000-wx-series/amd-ryzen-threadripper-pro-7995wx.html",
  },
  {
    id: "ryzen-7950x",
    name: "Ryzen 9 7950X, 128 GB DDR5",
    architecture: "cpu",
    aliases: ["7950x"],
    vendor: "AMD",
    denseTflops: { fp32: 2.3, bf16: 4.61, int8: 9.22 },
    memoryBytes: 128 * GiB,
    memoryBytesPerSecond: 83.2 * GB,
    nodeSize: 1,
    tdpWatts: 170,
    source: "https://www.amd.com/en/products/processors/desktops/ryzen/7000-series/amd-ryzen-9-7950x.html",
  },
  {
    id: "ryzen-9950x",
    name: "Ryzen 9 9950X, 128 GB DDR5",
    architecture: "cpu",
    aliases: ["9950x"],
    vendor: "AMD",
    denseTflops: { fp32: 4.4, bf16: 8.81, int8: 17.61 },
    memoryBytes: 128 * GiB,
    memoryBytesPerSecond: 89.6 * GB,
    nodeSize: 1,
    tdpWatts: 170,
    source: "https://www.amd.com/en/products/processors/desktops/ryzen/9000-series/amd-ryzen-9-9950x.html",
  },
];
