/** Names the folder in which the user installed onnxruntime-node, where that is not beside Fovea. */
export const ONNX_FOLDER = "FOVEA_ONNXRUNTIME";

/** What to do where it is missing. */
export const INSTALL_ONNX = `Write ONNXRUNTIME_NODE_INSTALL=skip npm install -g onnxruntime-node, or name the absolute folder in which you installed it: ${ONNX_FOLDER}=/path`;

/** The part of onnxruntime-node that is used here, so that its 290 MB need not be installed to compile this. */
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
