import { failure } from "../../../shared/errors.js";
import { INSTALL_ONNX, type OrtRuntime } from "../../../shared/onnx/runtime.js";
import {
  type Backend,
  elements,
  type Kernel,
  type Prepared,
  type Session,
  type Shape,
} from "../../kernel.js";
import { runsInNode } from "../wasm/host.js";
import { yieldToEvents } from "../yield-to-events.js";
import { plainAttention, product, tiledAttention } from "./model.js";

/** The ONNX graph that is run in place of a kernel. */
interface Graph {
  readonly model: (shape: Shape) => Uint8Array;
  /** Names and shapes of the inputs, in the kernel's order. */
  readonly inputs: (shape: Shape) => readonly (readonly [name: string, dimensions: readonly number[]])[];
  readonly outputDimensions: (shape: Shape) => readonly number[];
  /**
   * Bytes it allocates beyond inputs and output. Measured at n = 4,096, because its allocator does not report
   * them.
   */
  readonly scratchBytes: (shape: Shape) => number;
}

const attention = ({ heads, n, headDim }: Shape) =>
  ["q", "k", "v"].map((name) => [name, [heads, n, headDim]] as const);
const attended = ({ heads, n, headDim }: Shape) => [heads, n, headDim];

const ROWS = 64;
/**
 * Sizes of the square matrix. A larger one needs fewer loads per product, until it no longer fits a cache.
 */
const PROBES = [128, 256, 512];

/**
 * A probe of the ceiling, not a kernel to compare: n · 64 rows times a square matrix that stays in a cache.
 */
const probe = (inner: number): Kernel => ({
  name: `product_${inner}`,
  summary: `a float32 product by a ${inner} × ${inner} matrix`,
  source: "backends/ort/model.ts",
  causality: "always",
  growth: 1,
  probe: true,
  inputs: ({ n }) => [
    { name: "a", length: n * ROWS * inner, fill: { kind: "uniform", low: 0, high: 1 } },
    { name: "b", length: inner * inner, fill: { kind: "uniform", low: 0, high: 1 } },
  ],
  outputLength: ({ n }) => n * ROWS * inner,
  flop: ({ n }) => 2 * n * ROWS * inner * inner,
  bytesMoved: () => 0,
  reference: () => new Float64Array(0),
  tolerance: 0,
});

const productGraph = (inner: number): Graph => ({
  model: ({ n }) => product(n * ROWS, inner, inner),
  inputs: ({ n }) => [
    ["a", [n * ROWS, inner]],
    ["b", [inner, inner]],
  ],
  outputDimensions: ({ n }) => [n * ROWS, inner],
  scratchBytes: () => 0,
});

const GRAPHS: Readonly<Record<string, Graph>> = {
  naive: {
    model: plainAttention,
    inputs: attention,
    outputDimensions: attended,
    scratchBytes: ({ heads, n }) => 8 * heads * n * n,
  },
  flash: {
    model: tiledAttention,
    inputs: attention,
    outputDimensions: attended,
    scratchBytes: (shape) => 12 * elements(shape),
  },
  ...Object.fromEntries(PROBES.map((inner) => [`product_${inner}`, productGraph(inner)])),
};

const load = async (): Promise<OrtRuntime | undefined> =>
  runsInNode() ? (await import("../../../shared/onnx/load-node.js")).loadOrt() : undefined;

/**
 * onnxruntime's CPU operators, if the user installed it: native code with the machine's full vector width.
 */
export const ort: Backend = {
  name: "ort",
  summary: "onnxruntime-node's CPU operators, when you installed it",
  ceiling: "float32 multiply and add in onnxruntime's own matrix product",
  threaded: true,
  missing: async () => {
    if (!runsInNode()) return "onnxruntime-node runs in Node only.";
    try {
      return (await load()) ? undefined : `onnxruntime-node is not installed. ${INSTALL_ONNX}`;
    } catch (error) {
      return `onnxruntime-node does not load (${(error as Error).message})`;
    }
  },
  refuses: ({ name }, { causal }) => {
    if (!(name in GRAPHS)) return `onnxruntime has no operator for ${name}`;
    return causal
      ? "onnxruntime's tiled attention has no causal mask on a CPU; measure it with --full"
      : undefined;
  },
  open: async (threads) => openSession((await load())!, threads),
};

const openSession = (runtime: OrtRuntime, threads: number): Session => ({
  footprint: (kernel, shape) => ({
    inputBytes: 4 * kernel.inputs(shape).reduce((sum, { length }) => sum + length, 0),
    inputCopies: 1,
    scratchEstimated: true,
    outputBytes: 4 * kernel.outputLength(shape),
    scratchBytes: GRAPHS[kernel.name]!.scratchBytes(shape),
  }),
  addressLimit: { bytes: Number.POSITIVE_INFINITY, why: "" },
  ceilingProbes: PROBES.map(probe),
  prepare: (kernel, shape) => prepare(runtime, threads, kernel, shape),
  close: async () => {},
});

async function prepare(
  runtime: OrtRuntime,
  threads: number,
  kernel: Kernel,
  shape: Shape,
): Promise<Prepared> {
  const graph = GRAPHS[kernel.name]!;
  const session = await runtime.InferenceSession.create(graph.model(shape), {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw failure(
      "ort-refused",
      `onnxruntime refused ${kernel.name}: ${(cause as Error).message}`,
      "Install onnxruntime-node 1.20 or later.",
      cause,
    );
  });
  const inputs = kernel.inputs(shape).map(({ length }) => new Float32Array(length));
  const output = new Float32Array(kernel.outputLength(shape));
  const feeds = Object.fromEntries(
    graph
      .inputs(shape)
      .map(([name, dimensions], index) => [name, new runtime.Tensor("float32", inputs[index]!, dimensions)]),
  );
  const fetches = { out: new runtime.Tensor("float32", output, graph.outputDimensions(shape)) };
  return {
    inputs,
    ready: async () => {},
    run: async (times, signal) => {
      for (let time = 0; time < times; time++) {
        await session.run(feeds, fetches);
        if (!signal) continue;
        await yieldToEvents();
        if (signal.aborted) throw signal.reason;
      }
    },
    output: async () => output,
    release: () => void session.release(),
  };
}
