import type { ModelEntry } from "../model-entry.js";
import { ai2Models } from "./ai2.js";
import { ai21Models } from "./ai21.js";
import { bigcodeModels } from "./bigcode.js";
import { bigscienceModels } from "./bigscience.js";
import { cohereModels } from "./cohere.js";
import { deepseekModels } from "./deepseek.js";
import { deepseekV4Models } from "./deepseek-v4.js";
import { eleutheraiModels } from "./eleutherai.js";
import { embeddingsModels } from "./embeddings.js";
import { encodersModels } from "./encoders.js";
import { gemma4Models } from "./gemma-4.js";
import { gemmaSmallModels } from "./gemma-small.js";
import { googleModels } from "./google.js";
import { ibmModels } from "./ibm.js";
import { ibmDerivedModels } from "./ibm-derived.js";
import { llamaLayersModels } from "./llama-layers.js";
import { metaModels } from "./meta.js";
import { metaLlama3Models } from "./meta-llama-3.js";
import { metaOptModels } from "./meta-opt.js";
import { microsoftModels } from "./microsoft.js";
import { microsoftDerivedModels } from "./microsoft-derived.js";
import { minimaxModels } from "./minimax.js";
import { minimaxM3Models } from "./minimax-m3.js";
import { mistralModels } from "./mistral.js";
import { mistral3Models } from "./mistral-3.js";
import { mistralDerivedModels } from "./mistral-derived.js";
import { mixturesDerivedModels } from "./mixtures-derived.js";
import { moonshotModels } from "./moonshot.js";
import { moonshotK3Models } from "./moonshot-k3.js";
import { nvidiaModels } from "./nvidia.js";
import { nvidiaDerivedModels } from "./nvidia-derived.js";
import { nvidiaNemotron3Models } from "./nvidia-nemotron-3.js";
import { openaiModels } from "./openai.js";
import { openaiGpt2Models } from "./openai-gpt2.js";
import { othersModels } from "./others.js";
import { qwenHybridsModels } from "./qwen-hybrids.js";
import { qwenMixturesModels } from "./qwen-mixtures.js";
import { qwen2Models } from "./qwen2.js";
import { qwen2DerivedModels } from "./qwen2-derived.js";
import { qwen3Models } from "./qwen3.js";
import { qwen3DerivedModels } from "./qwen3-derived.js";
import { rwkvModels } from "./rwkv.js";
import { smallVendorsModels } from "./small-vendors.js";
import { stateSpacesModels } from "./state-spaces.js";
import { tiiModels } from "./tii.js";
import { xaiModels } from "./xai.js";
import { zhipuModels } from "./zhipu.js";
import { zhipu5Models } from "./zhipu-5.js";

/** Every model known by name. NEW MODEL: one row in its vendor's file. */
export const models: readonly ModelEntry[] = [
  ...metaModels,
  ...metaLlama3Models,
  ...metaOptModels,
  ...mistralModels,
  ...googleModels,
  ...gemma4Models,
  ...qwen2Models,
  ...qwen3Models,
  ...qwenMixturesModels,
  ...qwenHybridsModels,
  ...deepseekModels,
  ...deepseekV4Models,
  ...openaiGpt2Models,
  ...openaiModels,
  ...eleutheraiModels,
  ...bigscienceModels,
  ...tiiModels,
  ...microsoftModels,
  ...zhipuModels,
  ...zhipu5Models,
  ...moonshotModels,
  ...minimaxModels,
  ...minimaxM3Models,
  ...ai21Models,
  ...ibmModels,
  ...nvidiaModels,
  ...nvidiaNemotron3Models,
  ...othersModels,
  ...stateSpacesModels,
  ...rwkvModels,
  ...ai2Models,
  ...bigcodeModels,
  ...cohereModels,
  ...xaiModels,
  ...encodersModels,
  ...qwen3DerivedModels,
  ...qwen2DerivedModels,
  ...mixturesDerivedModels,
  ...mistralDerivedModels,
  ...microsoftDerivedModels,
  ...llamaLayersModels,
  ...embeddingsModels,
  ...mistral3Models,
  ...gemmaSmallModels,
  ...nvidiaDerivedModels,
  ...smallVendorsModels,
  ...ibmDerivedModels,
  ...moonshotK3Models,
];
