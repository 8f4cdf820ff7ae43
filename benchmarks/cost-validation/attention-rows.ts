/** Causal forward attention, H100 SXM, heads of 128, batch × length = 16,384: TFLOP/s by length, causal pairs counted. */
export const attentionSource = "https://arxiv.org/abs/2407.08608 (figure 5)";
export const attentionLengths = [512, 1024, 2048, 4096, 8192, 16384] as const;
export const attentionRows = [
  { kernel: "FlashAttention-2", tflops: [191, 260, 298, 319, 333, 335] },
  { kernel: "cuDNN", tflops: [315, 410, 484, 518, 529, 539] },
  { kernel: "FlashAttention-3", tflops: [292, 423, 521, 579, 602, 616] },
] as const;
