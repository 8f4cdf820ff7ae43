/**
 * The exact number of (query, key) pairs that attention scores. For each mask F(m) is the number of pairs
 * among the first m tokens, so a span of `tokens` after `past` cached ones has F(past + tokens) − F(past).
 * Prefill, chunked prefill, a decode step and a prefix-cache hit are the same formula. Arguments may be real:
 * the local exponent needs that.
 */
export type Mask =
  | { readonly kind: "full" }
  | { readonly kind: "causal" }
  /** A token sees itself and the w − 1 tokens before it. Top-w sparse attention has the same count. */
  | { readonly kind: "window"; readonly window: number }
  /** A token sees its own chunk, up to itself (local layers of Llama 4). */
  | { readonly kind: "chunk"; readonly chunk: number }
  /** A token sees tokens at most half a window away, in both directions (encoders such as ModernBERT). */
  | { readonly kind: "band"; readonly window: number };

/** New tokens of one sequence after those already cached. */
export interface Span {
  /** Tokens already in the cache. */
  readonly past: number;
  /** Tokens computed now. */
  readonly tokens: number;
}

/** The number of pairs of a span under a mask, for one head of one layer. */
export function pairs(mask: Mask, { past, tokens }: Span): number {
  const end = past + tokens;
  switch (mask.kind) {
    case "full":
      return tokens * end;
    case "causal":
      return causal(end) - causal(past);
    case "window":
      return windowed(end, mask.window) - windowed(past, mask.window);
    case "chunk":
      return chunked(end, mask.chunk) - chunked(past, mask.chunk);
    case "band":
      return banded(end, Math.floor(mask.window / 2)) - banded(past, Math.floor(mask.window / 2));
  }
}

/** Keys that one layer must keep cached after `n` tokens. */
export function cachedKeys(mask: Mask, n: number): number {
  if (mask.kind === "window") return Math.min(n, mask.window);
  if (mask.kind === "chunk") return Math.min(n, mask.chunk);
  return n;
}

/** 1 + 2 + … + m = m(m + 1)/2. */
const causal = (m: number): number => (m * (m + 1)) / 2;

/** Σ min(i, w) for i = 1…m: causal to w, then w·m − w(w − 1)/2. */
const windowed = (m: number, w: number): number => (m <= w ? causal(m) : w * m - (w * (w - 1)) / 2);

/** Whole chunks have c(c + 1)/2 pairs each; the last, partial one is causal. */
const chunked = (m: number, c: number): number => {
  const whole = Math.floor(m / c);
  return whole * causal(c) + causal(m - whole * c);
};

/** Σ over i of the tokens j with |i − j| ≤ h, both inside m: m + 2·Σ_{k=1…min(h, m − 1)} (m − k). */
const banded = (m: number, h: number): number => {
  if (m <= 0) return 0;
  const reach = Math.min(h, m - 1);
  return m + 2 * (m * reach - causal(reach));
};
