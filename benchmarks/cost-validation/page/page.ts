import type { Case } from "../cases/index.js";
import { decodeKernelSource } from "../decode-kernels/index.js";
import { kernelSource } from "../kernel-rows.js";
import { h200Sources } from "../measured/index.js";
import { servedSource } from "../served/deepseek-r1.js";
import { engineTable, shareTable } from "./constants.js";
import { countTable, trainingTable } from "./counts.js";
import { byDeployment, sourcesOf, totals, worst } from "./errors.js";
import { kernelTable } from "./kernels.js";

/** docs/cost-validation.md. */
export function pageOf(cases: readonly Case[], skipped: ReadonlyMap<string, number>): string {
  const of = (section: string): readonly Case[] => cases.filter((one) => one.section === section);
  const calibration = cases.filter(({ use }) => use === "calibration");
  let left = 0;
  for (const rows of skipped.values()) left += rows;
  return `# The cost model against measurements

Written by \`node scripts/run-ts.mjs benchmarks/cost-validation.ts\`, which fails when errors exceed the bounds in \`benchmarks/cost-validation/bounds.ts\`. Every measured figure has its source below. No constant was chosen on held-back rows.

${totals(cases)}

The error of a row is |predicted − measured| / measured. "Slower" compares times, also where the figure is a rate: +10 % is a predicted time 10 % too long.

## What is assumed

One pass is the sum, over the layers, of every product, attention, element-wise work, launches and communication. A prefill is one pass a chunk, a decode step is a pass of one token a sequence.

- **A product** takes the larger of FLOP / (dense peak × share) and bytes / (bandwidth × share), on the accelerator that has the most of it. The peak is that of the format's matrix unit; formats without one are multiplied in 16 bits.
- **Attention** the same: FLOP of the scored pairs, bytes of the cache. Its share of the peak grows with the length, most·n / (n + half). It runs in the format of the cache, at least 8 bits.
- **A routed block** reads the experts that its tokens are expected to touch, then computes; the two do not overlap, as timings of grouped products show. Experts are not equally popular: an expert stays untouched by t tokens with probability 1 / (1 + (t − 1)·k/E). Uniform routing would touch up to a quarter more. The shape was fitted to served steps. With expert parallelism the busiest accelerator decides.
- **Element-wise work** moves the residual stream 10 times and the feed-forward's inner activations 1.5 times a layer, in 16 bits. Eager PyTorch moves them 6.5 times as often.
- **Launches** in a recorded graph: 4.2 µs a product in 16 bits, 6.5 µs in 8, 8 µs in 4; 10 µs for attention, 2.5 µs for a small kernel, times the engine's and the architecture's factor. A routed block has a fixed time of its own. Where nothing was recorded, a pass lasts at least the host's time for its launches.
- **Communication** is not overlapped. Within a node the lesser of a one-shot exchange (5 µs; 15 µs over PCIe, 60 µs between GeForce cards, whose messages go through the host's memory) and a ring (15 µs more) with 2(N − 1)/N of the bytes. Between nodes each accelerator exchanges its part of the sum over the network, 60 µs a hop. Without links of their own accelerators share the host's PCIe lanes.
- **A server** under a steady load takes turns between prefills and decode steps. Time per output token = step + (users − 1)·prefill / output tokens. Prompts that arrive within one step are prefilled together. In vLLM, TensorRT-LLM and llama.cpp prompts join the pass of a decode step, and the weights are read once for both. vLLM schedules and samples each sequence on the host, 15 µs a step. A new request waits for the prefills before it as in a queue with fixed service times.

Not modelled: overlap of communication with compute, two batches in flight, prefix caches that fill while serving, speculative decoding unless asked for, power limits.

### Engines

A kernel's factor, fixed times, and the tokens of a prefill's chunk. Fitted to the rows of each engine below; TensorRT-LLM's, SGLang's and ATOM's to ${servedSource}; transformers' to ${h200Sources.second}; llama.cpp's to published runs of llama-bench; vLLM's to the servers' rows, and its and SGLang's blocks of experts on Hopper and Blackwell to NVIDIA's timings (${decodeKernelSource}).

${engineTable()}

### Shares of peak

hopper, ampere, ada, blackwell: products and attention from NVIDIA's timings (next table), bandwidth, links and launches from the same database. cdna3 and cdna4: fitted to the servers' rows. The others: fitted to the calibration rows of one user. Architectures that are not listed have the middle of the timed ones.

${shareTable()}

Source of the timings: ${kernelSource}

${kernelTable()}

## DeepSeek-R1 on servers

${byDeployment(of("DeepSeek-R1 on servers"))}

## Servers

Calibration rows are steady loads and static batches. Many held-back rows are bursts (all requests sent at once, a few for each user) or limit the tokens of a step; the steady load of the model does not describe their first tokens and is too fast.

${byDeployment(of("Servers"))}

## One user

${byDeployment(of("One user"))}

## One H200, eager PyTorch and graphs

${byDeployment(of("One H200, PyTorch"))}

## Prefill of one request

${byDeployment(of("Prefill of one request"))}

## The largest errors of calibration rows

${worst(calibration, 15)}

## Training

Memory and time of one step. Source: ${h200Sources.second}; transformers, AdamW with states in the format of the weights. Memory is the most that PyTorch had allocated; time is predicted at an MFU of 0.4.

${trainingTable()}

## Counts

FLOP and bytes counted from the layers, without calibration.

${countTable()}

A published 6·N·D does not count attention but counts the embedding. Here attention is counted and the embedding look-up is not. DeepSeek's table counts the model's matrix products at a length of 4,096.

## Sources

${sourcesOf(cases)}

${left} published rows are not compared: ${[...skipped].map(([why, rows]) => `${why} (${rows})`).join(", ")}.
`;
}
