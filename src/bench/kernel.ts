/** The contracts of a kernel and of a backend. A new kernel or backend is one folder and one line in its list. */

/** The problem size: `heads` independent sequences of `n` tokens with `headDim` channels, float32. */
export interface Shape {
  readonly heads: number;
  readonly n: number;
  readonly headDim: number;
  /** True: token i sees only tokens 0..i. Always true for kernels whose `causality` is "always". */
  readonly causal: boolean;
  /** Keys that a query of the sliding window sees, itself included. Other kernels ignore it. */
  readonly window: number;
}

/** One input tensor: its length and the distribution of its values. */
export interface TensorSpec {
  readonly name: string;
  /** Elements of all heads together. */
  readonly length: number;
  /** `normal`: N(0, 1). `uniform`: between `low` and `high`. */
  readonly fill:
    | { readonly kind: "normal" }
    | { readonly kind: "uniform"; readonly low: number; readonly high: number };
}

export type Tensor = Float32Array<ArrayBufferLike>;

/**
 * Calls of the WebAssembly version: `export(phase, unit, arguments, thread)` for every unit of every phase.
 */
export interface WasmPlan {
  /** The name that kernel.as.ts exports. */
  readonly export: string;
  /** Units of each phase, in order. Units of one phase are independent; phases run one after another. */
  readonly phases: (shape: Shape, threads: number) => readonly number[];
  /** Scratch that all threads share, bytes. */
  readonly sharedBytes: (shape: Shape, threads: number) => number;
  /** Scratch of each thread, bytes. */
  readonly ownBytes: (shape: Shape) => number;
}

export interface Kernel {
  /** kebab-case, as in `--kernels`. */
  readonly name: string;
  readonly summary: string;
  /** The source of the algorithm. */
  readonly source: string;
  readonly causality: "either" | "always";
  /** The exponent of n with which its work grows. */
  readonly growth: 1 | 2;
  readonly inputs: (shape: Shape) => readonly TensorSpec[];
  /** Elements of the output; row-major [heads, n, headDim], or [heads, headDim] with `lastRowOnly`. */
  readonly outputLength: (shape: Shape) => number;
  /** FLOP that the algorithm needs. A causal mask halves it; padding and softmax are not counted. */
  readonly flop: (shape: Shape) => number;
  /** The least bytes that must cross memory: inputs read once, output written once, matrices materialised. */
  readonly bytesMoved: (shape: Shape) => number;
  /**
   * The slow, simple float64 version. Returns the output rows `rows` (ascending) of every head: [heads, rows,
   * headDim]. Kernels with a state process the tokens from the first to the last requested row.
   */
  readonly reference: (inputs: readonly Tensor[], shape: Shape, rows: readonly number[]) => Float64Array;
  /**
   * Multiply-adds of the reference per token, to keep checks short. Undefined: it can compute any row
   * directly.
   */
  readonly referenceCostPerToken?: (shape: Shape) => number;
  /** Largest accepted |fast − reference| / (1 + |reference|), for inputs as in `inputs`. */
  readonly tolerance: number;
  /** True: the output is only the last row, [heads, headDim]. */
  readonly lastRowOnly?: boolean;
  /**
   * True when the kernel is memory-bound. Runs then alternate between copies of the inputs that together
   * exceed every cache; otherwise small sizes would be faster only because they fit one.
   */
  readonly streams?: boolean;
  /** True for a probe of the machine's limits: not listed as a kernel, and without a reference. */
  readonly probe?: true;
  /** A kernel measured at the same size, whose bytes per second are this one's upper limit. */
  readonly roof?: Kernel;
  /** True when it uses `Shape.window`. */
  readonly windowed?: boolean;
  readonly wasm?: WasmPlan;
}

/** Bytes of one prepared run. */
export interface Footprint {
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** Bytes allocated beyond inputs and output. */
  readonly scratchBytes: number;
  /** True: `scratchBytes` is an estimate, since the engine does not report its allocations. */
  readonly scratchEstimated?: true;
  /** Copies of the inputs that runs alternate between. 1 unless the kernel is memory-bound. */
  readonly inputCopies: number;
}

export interface Prepared {
  readonly inputs: readonly Tensor[];
  /** Must be called once, after the inputs are filled and before the first run. */
  readonly ready: () => Promise<void>;
  /** Runs the kernel `times` times. Rejects with the signal's reason soon after an abort. */
  readonly run: (times: number, signal?: AbortSignal) => Promise<void>;
  /** The output of the last run, [heads, n, headDim], or [heads, headDim] with `lastRowOnly`. */
  readonly output: () => Promise<Tensor>;
  readonly release: () => void;
}

export interface Session {
  /** The bytes that a run would allocate. Called before allocating. */
  readonly footprint: (kernel: Kernel, shape: Shape) => Footprint;
  /** Bytes that this backend can address, independent of the machine's memory. */
  readonly addressLimit: { readonly bytes: number; readonly why: string };
  /** Probes of this backend's arithmetic limit, if any. They are measured but not listed as kernels. */
  readonly ceilingProbes: readonly Kernel[];
  readonly prepare: (kernel: Kernel, shape: Shape) => Promise<Prepared>;
  readonly close: () => Promise<void>;
}

export interface Backend {
  readonly name: string;
  readonly summary: string;
  /** A description of what its ceiling probes measure; absent when it has none. */
  readonly ceiling?: string;
  /** False: `--threads` does not apply to it. */
  readonly threaded: boolean;
  /** Undefined when it can be used here, else the reason and the mend, as a sentence. */
  readonly missing: () => Promise<string | undefined>;
  /** Undefined when it supports this kernel and shape, else the reason. */
  readonly refuses: (kernel: Kernel, shape: Shape) => string | undefined;
  readonly open: (threads: number) => Promise<Session>;
}

/** Query-key pairs of one head: n², or n(n+1)/2 under a causal mask. */
export const pairs = (shape: Shape): number =>
  shape.causal ? (shape.n * (shape.n + 1)) / 2 : shape.n * shape.n;

/** Elements of one [heads, n, headDim] tensor. */
export const elements = (shape: Shape): number => shape.heads * shape.n * shape.headDim;
