/**
 * Environment variable: the absolute folder where the user installed onnxruntime-node, if not beside Fovea.
 */
export const ONNX_FOLDER = "FOVEA_ONNXRUNTIME";

/** The mend of errors that say that onnxruntime-node is missing. */
export const INSTALL_ONNX = `Write ONNXRUNTIME_NODE_INSTALL=skip npm install -g onnxruntime-node, or name the absolute folder in which you installed it: ${ONNX_FOLDER}=/path`;

/**
 * The part of onnxruntime-node's types that Fovea uses. Declared here so that compiling does not need its 290
 * MB.
 */
export interface OrtRuntime {
  readonly env: { readonly versions?: { readonly node?: string; readonly common?: string } };
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: {
        readonly executionProviders: readonly string[];
        readonly intraOpNumThreads: number;
        readonly interOpNumThreads: number;
        readonly logSeverityLevel: 0 | 1 | 2 | 3 | 4;
      },
    ): Promise<OrtSession>;
  };
  readonly Tensor: {
    new (type: "float32", data: Float32Array, dims: readonly number[]): OrtTensor;
    new (type: "int64", data: BigInt64Array, dims: readonly number[]): OrtTensor;
  };
}

export interface OrtTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

export interface OrtSession {
  readonly inputNames: readonly string[];
  run(
    feeds: Readonly<Record<string, OrtTensor>>,
    fetches?: Readonly<Record<string, OrtTensor>>,
  ): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}
