import type { Shape } from "../../kernel.js";
import { encode, type Field } from "./protobuf.js";

/**
 * ONNX models of one graph each, float32. Field numbers: onnx.proto3 of ONNX 1.17 (IR version 10); the tiled
 * attention is com.microsoft.MultiHeadAttention, onnxruntime's ContribOperators.md.
 */
const FLOAT = 1;
const IR_VERSION = 10;
const OPSET = 21;
const CONTRIB = "com.microsoft";

interface Node {
  readonly op: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: readonly Field[];
}

type Dimensions = readonly number[];

/** softmax(q·kᵀ/√d)·v as four plain operators. q, k, v: [heads, n, headDim]; the matrix is materialised. */
export const plainAttention = ({ heads, n, headDim }: Shape): Uint8Array =>
  model(
    [
      { op: "Transpose", inputs: ["k"], output: "kt", attributes: [integers("perm", [0, 2, 1])] },
      { op: "MatMul", inputs: ["q", "kt"], output: "product" },
      { op: "Mul", inputs: ["product", "scale"], output: "scores" },
      { op: "Softmax", inputs: ["scores"], output: "weights", attributes: [integer("axis", 2)] },
      { op: "MatMul", inputs: ["weights", "v"], output: "out" },
    ],
    { q: [heads, n, headDim], k: [heads, n, headDim], v: [heads, n, headDim] },
    [heads, n, headDim],
    { scale: 1 / Math.sqrt(headDim) },
  );

/**
 * Tiled attention, O(n) memory. Our heads are passed as its batch, so [heads, n, headDim] is not transposed.
 */
export const tiledAttention = ({ heads, n, headDim }: Shape): Uint8Array =>
  model(
    [
      {
        op: "MultiHeadAttention",
        domain: CONTRIB,
        inputs: ["q", "k", "v"],
        output: "out",
        attributes: [integer("num_heads", 1)],
      },
    ],
    { q: [heads, n, headDim], k: [heads, n, headDim], v: [heads, n, headDim] },
    [heads, n, headDim],
  );

/** One matrix product, a: [rows, inner], b: [inner, columns]. */
export const product = (rows: number, inner: number, columns: number): Uint8Array =>
  model([{ op: "MatMul", inputs: ["a", "b"], output: "out" }], { a: [rows, inner], b: [inner, columns] }, [
    rows,
    columns,
  ]);

function model(
  nodes: readonly Node[],
  inputs: Readonly<Record<string, Dimensions>>,
  output: Dimensions,
  scalars: Readonly<Record<string, number>> = {},
): Uint8Array {
  const graph: Field[] = [
    ...nodes.map((node) => ({ number: 1, message: nodeFields(node) })),
    { number: 2, text: "fovea" },
    ...Object.entries(scalars).map(([name, value]) => ({ number: 5, message: scalar(name, value) })),
    ...Object.entries(inputs).map(([name, shape]) => ({ number: 11, message: tensorInfo(name, shape) })),
    { number: 12, message: tensorInfo("out", output) },
  ];
  const opset = (domain: string, version: number): Field => ({
    number: 8,
    message: [
      { number: 1, text: domain },
      { number: 2, varint: version },
    ],
  });
  return encode([
    { number: 1, varint: IR_VERSION },
    { number: 7, message: graph },
    opset("", OPSET),
    opset(CONTRIB, 1),
  ]);
}

const nodeFields = ({ op, domain = "", inputs, output, attributes = [] }: Node): Field[] => [
  ...inputs.map((name) => ({ number: 1, text: name })),
  { number: 2, text: output },
  { number: 4, text: op },
  ...attributes.map((attribute) => attribute),
  { number: 7, text: domain },
];

/** AttributeProto: type 2 is one integer, 7 a list of them. */
const integer = (name: string, value: number): Field => ({
  number: 5,
  message: [
    { number: 1, text: name },
    { number: 3, varint: value },
    { number: 20, varint: 2 },
  ],
});
const integers = (name: string, values: readonly number[]): Field => ({
  number: 5,
  message: [
    { number: 1, text: name },
    ...values.map((value) => ({ number: 8, varint: value })),
    { number: 20, varint: 7 },
  ],
});

/** TensorProto without dimensions: one number. */
const scalar = (name: string, value: number): Field[] => [
  { number: 2, varint: FLOAT },
  { number: 8, text: name },
  { number: 9, bytes: new Uint8Array(Float32Array.of(value).buffer) },
];

/** ValueInfoProto of a float tensor. */
const tensorInfo = (name: string, shape: Dimensions): Field[] => [
  { number: 1, text: name },
  {
    number: 2,
    message: [
      {
        number: 1,
        message: [
          { number: 1, varint: FLOAT },
          {
            number: 2,
            message: shape.map((size) => ({ number: 1, message: [{ number: 1, varint: size }] })),
          },
        ],
      },
    ],
  },
];
