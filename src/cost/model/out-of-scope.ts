import { type FoveaError, usageError } from "../../shared/errors.js";

type Json = Readonly<Record<string, unknown>>;

const ENCODER_DECODERS = new Set([
  ...["t5", "mt5", "umt5", "longt5", "t5gemma", "t5gemma2", "switch_transformers", "nllb-moe", "m2m_100"],
  ...["bart", "mbart", "pegasus", "pegasus_x", "marian", "blenderbot", "blenderbot-small", "led", "mvp"],
  ...["whisper", "speech_to_text", "seamless_m4t", "seamless_m4t_v2", "speecht5", "moonshine"],
  ...["encoder-decoder", "vision-encoder-decoder", "speech-encoder-decoder", "florence2", "prophetnet"],
]);

const VISION_TOWERS = new Set([
  ...["vit", "deit", "beit", "swin", "swinv2", "convnext", "dinov2", "dinov3_vit", "vit_mae", "ijepa"],
  ...["clip", "clip_text_model", "clip_vision_model", "siglip", "siglip_text_model", "siglip_vision_model"],
  ...["siglip2", "siglip2_vision_model", "metaclip_2", "align", "altclip", "chinese_clip", "owlvit", "owlv2"],
  ...["detr", "rt_detr", "sam", "sam2", "sam3", "segformer", "mask2former", "depth_anything", "timm_wrapper"],
]);

const AUDIO_TOWERS = new Set([
  "wav2vec2",
  "wav2vec2-bert",
  "hubert",
  "wavlm",
  "clap",
  "audio-spectrogram-transformer",
]);

/** The error of a model that is known, and not a text model of one stack; undefined for any other. */
export function outOfScope(fields: Json, origin: string): FoveaError | undefined {
  const type = String(fields.model_type);
  const kind =
    ENCODER_DECODERS.has(type) || fields.is_encoder_decoder === true
      ? "an encoder-decoder"
      : VISION_TOWERS.has(type)
        ? "a vision model"
        : AUDIO_TOWERS.has(type)
          ? "an audio model"
          : undefined;
  if (kind === undefined) return undefined;
  return usageError(
    "out-of-scope",
    `${origin}: model_type "${type}" is ${kind}, which is not priced`,
    "Give a decoder (llama, qwen3, mamba2, …), a text encoder (bert, modernbert, …) or a multi-modal model with a decoder.",
  );
}
