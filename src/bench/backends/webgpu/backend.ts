import { failure } from "../../../shared/errors.js";
import { formatBytes } from "../../../shared/units.js";
import type { Backend, Kernel, Prepared, Session, Shape } from "../../kernel.js";
import {
  type Dispatch,
  linearScan,
  MOST_CHANNELS,
  recurrenceScan,
  storedAttention,
  tiledAttention,
} from "./shaders.js";

/**
 * Values of GPUBufferUsage and GPUMapMode in the specification. They are globals in pages but not in
 * TypeScript's types.
 */
const MAP_READ = 0x01;
const COPY_SRC = 0x04;
const COPY_DST = 0x08;
const UNIFORM = 0x40;
const STORAGE = 0x80;

interface Plan {
  readonly dispatches: (shape: Shape) => readonly Dispatch[];
  /** Keys a query sees before and after itself. */
  readonly reach: (shape: Shape) => readonly [before: number, after: number];
  readonly scratchBytes: (shape: Shape) => number;
}

const none = () => 0;
const whole = ({ n, causal }: Shape) => [n, causal ? 0 : n] as const;
const PLANS: Readonly<Record<string, Plan>> = {
  naive: {
    dispatches: storedAttention,
    reach: whole,
    scratchBytes: ({ heads, n }) => 4 * heads * n * n,
  },
  flash: { dispatches: tiledAttention, reach: whole, scratchBytes: none },
  window: {
    dispatches: tiledAttention,
    reach: ({ causal, window }) => (causal ? [window - 1, 0] : [window >> 1, window >> 1]),
    scratchBytes: none,
  },
  linear: { dispatches: linearScan, reach: whole, scratchBytes: none },
  recurrence: { dispatches: recurrenceScan, reach: whole, scratchBytes: none },
};

const findAdapter = async (): Promise<GPUAdapter | null> =>
  typeof navigator === "object" && "gpu" in navigator && navigator.gpu
    ? navigator.gpu.requestAdapter({ powerPreference: "high-performance" })
    : null;

/** A browser's GPU, through WGSL shaders. */
export const webgpu: Backend = {
  name: "webgpu",
  summary: "the browser's WebGPU, where it has an adapter",
  threaded: false,
  missing: async () =>
    (await findAdapter())
      ? undefined
      : "there is no WebGPU adapter here; open the page in a browser on a machine with a GPU.",
  refuses: ({ name }, { headDim }) => {
    if (!(name in PLANS)) return `${name} has no shader`;
    return headDim > MOST_CHANNELS ? `a thread holds at most ${MOST_CHANNELS} channels` : undefined;
  },
  open: openSession,
};

/** Compiled shaders by their code. One serves every length; without a GPU compiling takes up to seconds. */
type Pipelines = Map<string, GPUComputePipeline>;

async function openSession(): Promise<Session> {
  const adapter = (await findAdapter())!;
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredLimits: { maxStorageBufferBindingSize, maxBufferSize },
  });
  const most = Math.min(maxStorageBufferBindingSize, maxBufferSize);
  const pipelines: Pipelines = new Map();
  return {
    footprint: (kernel, shape) => ({
      inputBytes: 4 * kernel.inputs(shape).reduce((sum, { length }) => sum + length, 0),
      inputCopies: 1,
      outputBytes: 4 * kernel.outputLength(shape),
      scratchBytes: PLANS[kernel.name]!.scratchBytes(shape),
    }),
    addressLimit: { bytes: most, why: `this adapter binds at most ${formatBytes(most)} in a buffer` },
    ceilingProbes: [],
    prepare: (kernel, shape) => prepare(device, pipelines, kernel, shape),
    close: async () => device.destroy(),
  };
}

async function prepare(
  device: GPUDevice,
  pipelines: Pipelines,
  kernel: Kernel,
  shape: Shape,
): Promise<Prepared> {
  const plan = PLANS[kernel.name]!;
  const inputs = kernel.inputs(shape).map(({ length }) => new Float32Array(length));
  const buffer = (bytes: number, usage: number) => device.createBuffer({ size: Math.max(16, bytes), usage });
  const onDevice = inputs.map(({ byteLength }) => buffer(byteLength, STORAGE | COPY_DST));
  const outputBytes = 4 * kernel.outputLength(shape);
  const output = buffer(outputBytes, STORAGE | COPY_SRC);
  const scratch = buffer(plan.scratchBytes(shape), STORAGE);
  const parameters = buffer(16, UNIFORM | COPY_DST);
  device.queue.writeBuffer(parameters, 0, Int32Array.of(shape.n, ...plan.reach(shape), 0));
  const of = { input0: onDevice[0]!, input1: onDevice[1]!, input2: onDevice[2]!, output, scratch };

  device.pushErrorScope("validation");
  const steps = plan.dispatches(shape).map(({ code, bindings, workgroups }) => {
    const pipeline =
      pipelines.get(code) ??
      device.createComputePipeline({
        layout: "auto",
        compute: { module: device.createShaderModule({ code }), entryPoint: "main" },
      });
    const buffers = [...bindings.map((name) => of[name]), parameters];
    const group = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: buffers.map((one, binding) => ({ binding, resource: { buffer: one } })),
    });
    return { code, pipeline, group, workgroups };
  });
  const refused = await device.popErrorScope();
  if (refused)
    throw failure(
      "webgpu-refused",
      `this adapter refused ${kernel.name}: ${refused.message}`,
      "Use fewer channels, or another backend.",
    );
  for (const { code, pipeline } of steps) pipelines.set(code, pipeline);

  const submit = () => {
    const commands = device.createCommandEncoder();
    for (const { pipeline, group, workgroups } of steps) {
      const pass = commands.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...workgroups);
      pass.end();
    }
    device.queue.submit([commands.finish()]);
  };
  return {
    inputs,
    ready: async () => {
      for (const [index, one] of inputs.entries()) device.queue.writeBuffer(onDevice[index]!, 0, one);
    },
    run: async (times, signal) => {
      for (let time = 0; time < times; time++) {
        signal?.throwIfAborted();
        submit();
      }
      await device.queue.onSubmittedWorkDone();
    },
    output: () => readBack(device, output, outputBytes),
    release: () => {
      for (const one of [...onDevice, output, scratch, parameters]) one.destroy();
    },
  };
}

async function readBack(device: GPUDevice, from: GPUBuffer, bytes: number): Promise<Float32Array> {
  const copy = device.createBuffer({ size: bytes, usage: MAP_READ | COPY_DST });
  const commands = device.createCommandEncoder();
  commands.copyBufferToBuffer(from, 0, copy, 0, bytes);
  device.queue.submit([commands.finish()]);
  await copy.mapAsync(MAP_READ);
  const values = new Float32Array(copy.getMappedRange().slice(0));
  copy.destroy();
  return values;
}
