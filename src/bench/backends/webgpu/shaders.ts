import type { Shape } from "../../kernel.js";

/**
 * The kernels in WGSL. q, k, v, out: [heads, n, headDim] float32. The uniform holds n, then how many keys a
 * query sees before and after itself. Source: https://www.w3.org/TR/WGSL/
 */
export interface Dispatch {
  readonly code: string;
  /** Storage buffers in the order of their bindings; the uniform comes last. */
  readonly bindings: readonly ("input0" | "input1" | "input2" | "output" | "scratch")[];
  readonly workgroups: readonly [x: number, y: number, z: number];
}

/** Queries of a workgroup, one per thread. */
const ROWS = 64;
/** Bytes of workgroup memory that every device has. */
const WORKGROUP_BYTES = 16_384;
/** The most channels that fit the registers of a thread. */
export const MOST_CHANNELS = 128;

const uniform = (binding: number) => `
struct Parameters { n: i32, before: i32, after: i32, unused: i32 }
@group(0) @binding(${binding}) var<uniform> p: Parameters;`;

const storage = (names: readonly string[]): string =>
  names
    .map(
      (name, binding) =>
        `@group(0) @binding(${binding}) var<storage, ${name === "out" || name === "scores" ? "read_write" : "read"}> ${name}: array<f32>;`,
    )
    .join("\n") + uniform(names.length);

/** Tiled attention over a band. Keys and values are loaded into workgroup memory; softmax is online. */
export function tiledAttention({ heads, n, headDim }: Shape): Dispatch[] {
  const tile = Math.min(32, Math.floor(WORKGROUP_BYTES / (8 * headDim)));
  const code = `${storage(["q", "k", "v", "out"])}
const D = ${headDim};
const TILE = ${tile};
const ROWS = ${ROWS};
var<workgroup> keys: array<f32, ${tile * headDim}>;
var<workgroup> values: array<f32, ${tile * headDim}>;

@compute @workgroup_size(ROWS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) index: u32) {
  let lane = i32(index);
  let base = i32(group.y) * p.n * D;
  let first = i32(group.x) * ROWS;
  let row = first + lane;
  var query: array<f32, D>;
  var sum: array<f32, D>;
  if (row < p.n) {
    for (var x = 0; x < D; x++) { query[x] = q[base + row * D + x] * ${(1 / Math.sqrt(headDim)).toPrecision(9)}; }
  }
  var top = -1e30;
  var weight = 0.0;
  let end = min(p.n, min(first + ROWS, p.n) + p.after);
  for (var key = max(0, first - p.before); key < end; key += TILE) {
    workgroupBarrier();
    for (var i = lane; i < TILE * D; i += ROWS) {
      if (key + i / D < end) {
        keys[i] = k[base + key * D + i];
        values[i] = v[base + key * D + i];
      }
    }
    workgroupBarrier();
    for (var j = 0; j < min(TILE, end - key); j++) {
      if (row < p.n && key + j >= row - p.before && key + j <= row + p.after) {
        var score = 0.0;
        for (var x = 0; x < D; x++) { score += query[x] * keys[j * D + x]; }
        if (score > top) {
          let shrink = exp(top - score);
          top = score;
          weight *= shrink;
          for (var x = 0; x < D; x++) { sum[x] *= shrink; }
        }
        let share = exp(score - top);
        weight += share;
        for (var x = 0; x < D; x++) { sum[x] += share * values[j * D + x]; }
      }
    }
  }
  if (row < p.n) {
    for (var x = 0; x < D; x++) { out[base + row * D + x] = sum[x] / weight; }
  }
}`;
  return [
    {
      code,
      bindings: ["input0", "input1", "input2", "output"],
      workgroups: [Math.ceil(n / ROWS), heads, 1],
    },
  ];
}

/** Attention that stores the matrix, [heads, n, n]: scores, softmax by row, times values. */
export function storedAttention({ heads, n, headDim }: Shape): Dispatch[] {
  const scores = `${storage(["q", "k", "scores"])}
const D = ${headDim};
@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) at: vec3u) {
  let key = i32(at.x);
  let row = i32(at.y);
  let head = i32(at.z);
  if (key >= p.n || row >= p.n) { return; }
  var score = 0.0;
  for (var x = 0; x < D; x++) { score += q[(head * p.n + row) * D + x] * k[(head * p.n + key) * D + x]; }
  let seen = key >= row - p.before && key <= row + p.after;
  scores[(head * p.n + row) * p.n + key] = select(-1e30, score * ${(1 / Math.sqrt(headDim)).toPrecision(9)}, seen);
}`;
  const softmax = `${storage(["scores"])}
var<workgroup> shared_max: array<f32, ${ROWS}>;
var<workgroup> shared_sum: array<f32, ${ROWS}>;
@compute @workgroup_size(${ROWS})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) index: u32) {
  let lane = i32(index);
  let row = (i32(group.y) * p.n + i32(group.x)) * p.n;
  var top = -1e30;
  for (var i = lane; i < p.n; i += ${ROWS}) { top = max(top, scores[row + i]); }
  shared_max[lane] = top;
  workgroupBarrier();
  for (var i = 0; i < ${ROWS}; i++) { top = max(top, shared_max[i]); }
  var sum = 0.0;
  for (var i = lane; i < p.n; i += ${ROWS}) {
    let weight = exp(scores[row + i] - top);
    scores[row + i] = weight;
    sum += weight;
  }
  shared_sum[lane] = sum;
  workgroupBarrier();
  sum = 0.0;
  for (var i = 0; i < ${ROWS}; i++) { sum += shared_sum[i]; }
  for (var i = lane; i < p.n; i += ${ROWS}) { scores[row + i] /= sum; }
}`;
  const values = `${storage(["v", "out"]).replace(uniform(2), "")}
@group(0) @binding(2) var<storage, read> scores: array<f32>;
${uniform(3)}
const D = ${headDim};
@compute @workgroup_size(16, 16)
fn main(@builtin(global_invocation_id) at: vec3u) {
  let x = i32(at.x);
  let row = i32(at.y);
  let head = i32(at.z);
  if (x >= D || row >= p.n) { return; }
  var sum = 0.0;
  for (var key = 0; key < p.n; key++) { sum += scores[(head * p.n + row) * p.n + key] * v[(head * p.n + key) * D + x]; }
  out[(head * p.n + row) * D + x] = sum;
}`;
  const blocks = Math.ceil(n / 16);
  return [
    { code: scores, bindings: ["input0", "input1", "scratch"], workgroups: [blocks, blocks, heads] },
    { code: softmax, bindings: ["scratch"], workgroups: [n, heads, 1] },
    {
      code: values,
      bindings: ["input2", "output", "scratch"],
      workgroups: [Math.ceil(headDim / 16), blocks, heads],
    },
  ];
}

/** Causal linear attention as a scan over tokens. Each thread keeps one column of the state. */
export function linearScan({ heads, headDim }: Shape): Dispatch[] {
  const code = `${storage(["q", "k", "v", "out"])}
const D = ${headDim};
var<workgroup> query: array<f32, D>;
var<workgroup> key: array<f32, D>;

fn feature(x: f32) -> f32 { return select(exp(x), x + 1.0, x > 0.0); }

@compute @workgroup_size(D)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) index: u32) {
  let lane = i32(index);
  var state: array<f32, D>;
  var total: array<f32, D>;
  for (var t = 0; t < p.n; t++) {
    let at = (i32(group.x) * p.n + t) * D;
    workgroupBarrier();
    query[lane] = feature(q[at + lane]);
    key[lane] = feature(k[at + lane]);
    workgroupBarrier();
    let value = v[at + lane];
    var sum = 0.0;
    var weight = 0.0;
    for (var i = 0; i < D; i++) {
      state[i] += key[i] * value;
      total[i] += key[i];
      sum += query[i] * state[i];
      weight += query[i] * total[i];
    }
    out[at + lane] = sum / weight;
  }
}`;
  return [{ code, bindings: ["input0", "input1", "input2", "output"], workgroups: [heads, 1, 1] }];
}

/** The article's recurrence, one thread per channel and head. */
export function recurrenceScan({ heads, headDim }: Shape): Dispatch[] {
  const code = `${storage(["q", "out"])}
const D = ${headDim};
@compute @workgroup_size(D)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) index: u32) {
  let lane = i32(index);
  let head = i32(group.x);
  var state = 0.0;
  for (var t = 0; t < p.n; t++) { state = 0.9 * state + q[(head * p.n + t) * D + lane]; }
  out[head * D + lane] = state;
}`;
  return [{ code, bindings: ["input0", "output"], workgroups: [heads, 1, 1] }];
}
