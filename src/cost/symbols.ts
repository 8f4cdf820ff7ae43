/** A letter of a formula, and what it stands for. */
export interface MathSymbol {
  /** One letter, or words where the literature has no letter. */
  readonly letter: string;
  readonly sub?: string;
  readonly name: string;
}

/** The letters of derivations. Where the literature has a letter, it is that one. */
export const symbols = {
  context: { letter: "n", name: "tokens of the context" },
  past: { letter: "c", name: "tokens before the new ones, already in the cache" },
  tokens: { letter: "t", name: "new tokens, after the cached ones" },
  pairs: { letter: "P", name: "pairs of a query and a key that one head scores" },
  keyDim: { letter: "d", sub: "k", name: "channels of a query and of a key, in one head" },
  valueDim: { letter: "d", sub: "v", name: "channels of a value, in one head" },
  heads: { letter: "h", name: "query heads of a layer" },
  layers: { letter: "L", name: "layers that are alike" },
  batch: { letter: "B", name: "sequences of the batch" },
  requests: { letter: "R", name: "requests in one decode step" },
  softmax: { letter: "s", name: "operations of scale and softmax on one score" },
  window: { letter: "w", name: "most keys that a token sees: its window, or those selected for it" },
  chunk: { letter: "g", name: "tokens of a chunk or block" },
  wholeChunks: { letter: "q", name: "whole chunks" },
  chunkRest: { letter: "r", name: "tokens of the last, incomplete chunk" },
  cachedRest: { letter: "r", sub: "c", name: "cached tokens of the chunk that the new ones continue" },
  reach: { letter: "r", name: "tokens that a token sees on each side" },
  cachedReach: { letter: "r", sub: "c", name: "tokens that a cached token sees on each side" },
  seenBlocks: { letter: "b", name: "whole blocks that a token sees beside its own" },
  tail: { letter: "m", name: "tokens that see fewer than all before them" },
  ratio: { letter: "ρ", name: "tokens of one compressed key" },
  compressedKeys: { letter: "q", name: "compressed keys" },
  cachedCompressedKeys: { letter: "q", sub: "c", name: "compressed keys of the cached tokens" },
  compressedRest: { letter: "r", name: "tokens beyond the last compressed key" },
  cachedCompressedRest: { letter: "r", sub: "c", name: "cached tokens beyond the last compressed key" },
  topKeys: { letter: "κ", name: "keys that the indexer selects for a token" },
  hidden: { letter: "d", name: "width of the model" },
  inputs: { letter: "d", sub: "in", name: "inputs of the matrix" },
  outputs: { letter: "d", sub: "out", name: "outputs of the matrix" },
  taps: { letter: "τ", name: "taps of the convolution" },
  matrices: { letter: "m", name: "matrices of this shape in a layer" },
  experts: { letter: "E", name: "experts of a layer" },
  expertsPerToken: { letter: "k", name: "experts that one token passes" },
  copies: { letter: "m", sub: "c", name: "copies of the matrix in a layer" },
  touched: { letter: "e", name: "experts that the step is expected to touch" },
  expertParameters: { letter: "p", sub: "e", name: "parameters of one expert" },
  parameters: { letter: "p", name: "parameters in this format" },
  lastToken: { letter: "1", name: "the last token: only its logits are needed" },
  oneToken: { letter: "1", name: "the new token of a decode step" },
  scoredKeys: { letter: "K", name: "keys that the new token scores" },
  vocabulary: { letter: "V", name: "tokens of the vocabulary" },
  stateProducts: { letter: "μ", name: "products with the state for each token" },
  valueHeads: { letter: "h", sub: "v", name: "value heads of a layer" },
  headDim: { letter: "d", sub: "h", name: "channels of a head" },
  channels: { letter: "C", name: "channels of the recurrence" },
  states: { letter: "N", name: "states of a channel" },
  scan: { letter: "σ", name: "operations on one state for each token" },
  keptChannels: { letter: "C", sub: "kv", name: "channels that the cache keeps of a token in a layer" },
  activations: { letter: "C", sub: "qkvo", name: "channels of Q, K, V and the output of a layer" },
  keptKeys: { letter: "n", sub: "kv", name: "tokens that the cache keeps in a layer" },
  readKeys: { letter: "n", sub: "kv", name: "keys that the step reads in a layer" },
  stateElements: { letter: "C", sub: "s", name: "elements of recurrent state in a layer" },
  scoreBytes: { letter: "β", name: "bytes of a score or activation, in 16 bits" },
  float32Bytes: { letter: "β", sub: "32", name: "bytes of a number in 32 bits" },
  stateBytes: { letter: "β", sub: "s", name: "bytes of an element of recurrent state" },
  accelerators: { letter: "G", name: "accelerators" },
  bandwidth: { letter: "W", name: "bytes that the memory of one accelerator reads a second" },
} as const satisfies Readonly<Record<string, MathSymbol>>;

/** Bytes, or bits, of a number in a format. */
export const formatSymbol = (format: string, unit: "bytes" | "bits"): MathSymbol => ({
  letter: unit === "bytes" ? "β" : "b",
  name: `${unit} of a number in ${format}`,
});

/** A value that a step above derived, called by words. */
export const derivedSymbol = (words: string): MathSymbol => ({ letter: words, name: words });
