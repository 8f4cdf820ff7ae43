import { deepseekFamily } from "./deepseek.js";
import { deepseekV4Family } from "./deepseek-v4.js";
import { denseFamily } from "./dense.js";
import { earlyDecoderFamily } from "./early-decoders.js";
import { bertFamily, modernBertFamily } from "./encoders.js";
import type { Family } from "./family.js";
import { gemma3nFamily } from "./gemma3n.js";
import { gemma4Family } from "./gemma4.js";
import { lfm2Family } from "./lfm2.js";
import { kimiLinearFamily, minimaxFamily, olmoHybridFamily, qwenHybridFamily } from "./linear-hybrids.js";
import { minimaxM3Family } from "./minimax-m3.js";
import { mixtureFamily } from "./mixtures.js";
import { mllamaFamily } from "./mllama.js";
import { nemotronNasFamily } from "./nemotron-nas.js";
import { falconH1Family, zamba2Family } from "./parallel-hybrids.js";
import { rwkvFamily } from "./rwkv.js";
import {
  graniteHybridFamily,
  jambaFamily,
  mamba2Family,
  mambaFamily,
  nemotronHybridFamily,
} from "./state-space.js";

/** Every model family. */
export const families: readonly Family[] = [
  denseFamily,
  mixtureFamily,
  deepseekFamily,
  deepseekV4Family,
  qwenHybridFamily,
  olmoHybridFamily,
  minimaxFamily,
  minimaxM3Family,
  kimiLinearFamily,
  mllamaFamily,
  gemma3nFamily,
  gemma4Family,
  mambaFamily,
  mamba2Family,
  jambaFamily,
  graniteHybridFamily,
  nemotronHybridFamily,
  nemotronNasFamily,
  falconH1Family,
  zamba2Family,
  lfm2Family,
  rwkvFamily,
  earlyDecoderFamily,
  bertFamily,
  modernBertFamily,
];
