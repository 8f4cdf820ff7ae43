import { accelMark } from "./accel-mark.js";
import { ds4, m3UltraCluster, m5Max, mlxLm } from "./apple-silicon.js";
import { mi300xAndH100, mi300xOracle } from "./llama-405b.js";
import { cpus, manyQuantisations } from "./llama-cpp-cpus.js";
import { dgxSpark } from "./llama-cpp-dgx-spark.js";
import { llamaOnGpus } from "./llama-cpp-gpus.js";
import { r9700 } from "./llama-cpp-r9700.js";
import { reports } from "./llama-cpp-reports.js";
import { strixHaloTests, strixHaloToolboxes } from "./llama-cpp-strix-halo.js";
import { mi100 } from "./mi100.js";
import { gaudi, tpu, trainium } from "./other-accelerators.js";
import { community, ollama } from "./own-machines.js";
import { qwen3Speed, qwen25Speed } from "./qwen-speed.js";
import type { PublishedRow } from "./row.js";
import { staticBatches } from "./static-batches.js";
import { nim, tensorRtLlm05, tensorRtLlm10, tensorRtLlm11 } from "./tensorrt-llm.js";
import { millstone, oneASecond, serverReports, tenstorrentReferences, vultr } from "./vllm-servers.js";

export type { Measure, PublishedRow } from "./row.js";

/** Every published measurement, from sources that are not InferenceX. */
export const publishedRows: readonly PublishedRow[] = [
  ...dgxSpark,
  ...strixHaloToolboxes,
  ...strixHaloTests,
  ...r9700,
  ...llamaOnGpus,
  ...reports,
  ...manyQuantisations,
  ...cpus,
  ...mlxLm,
  ...m5Max,
  ...ds4,
  ...m3UltraCluster,
  ...ollama,
  ...community,
  ...tensorRtLlm11,
  ...tensorRtLlm10,
  ...tensorRtLlm05,
  ...nim,
  ...vultr,
  ...millstone,
  ...tenstorrentReferences,
  ...oneASecond,
  ...serverReports,
  ...qwen25Speed,
  ...qwen3Speed,
  ...gaudi,
  ...tpu,
  ...trainium,
  ...mi100,
  ...mi300xOracle,
  ...mi300xAndH100,
  ...staticBatches,
  ...accelMark,
];
