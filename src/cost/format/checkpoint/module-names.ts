import type { Weight } from "../../model/weights.js";

/** Other names of a module below a layer, or, with a dot at the end, of a part. */
const ALSO_CALLED: readonly (readonly [string, readonly string[]])[] = [
  ["mlp.experts.gate_proj", ["mlp.experts.gate_up_proj", "mlp.experts.0.w1", "mlp.experts.0.gate_proj"]],
  ["mlp.experts.up_proj", ["mlp.experts.gate_up_proj", "mlp.experts.0.w3", "mlp.experts.0.up_proj"]],
  ["mlp.experts.down_proj", ["mlp.experts.0.w2", "mlp.experts.0.down_proj"]],
  ["mlp.shared_experts.", ["mlp.shared_expert."]],
  ["mlp.gate", ["mlp.router", "mlp.router.gate"]],
  ["self_attn.q_proj", ["self_attn.qkv_proj"]],
  ["self_attn.k_proj", ["self_attn.qkv_proj"]],
  ["self_attn.v_proj", ["self_attn.qkv_proj"]],
  ["mlp.gate_proj", ["mlp.gate_up_proj"]],
  ["mlp.up_proj", ["mlp.gate_up_proj", "mlp.fc1"]],
  ["mlp.down_proj", ["mlp.fc2"]],
  ["linear_attn.in_proj_qkv", ["linear_attn.in_proj_qkvz", "self_attn.q_proj"]],
  ["linear_attn.in_proj_gates", ["linear_attn.in_proj_ba", "linear_attn.in_proj_b", "self_attn.b_proj"]],
  ["linear_attn.out_proj", ["self_attn.o_proj"]],
];

/** Other names of a layer's parts: Mixtral's and MiniMax's, Llama 4's, Nemotron-H's, Falcon's and GPT-NeoX's. */
const PARTS: readonly (readonly [string, readonly string[]])[] = [
  ["mlp.", ["block_sparse_moe.", "feed_forward.", "moe.", "mixer."]],
  ["self_attn.", ["self_attention.", "attention.", "attn.", "mixer."]],
];

/**
 * The full names under which checkpoints know an array's module: `model.layers.3.mlp.experts.0.down_proj`.
 * Experts stand for all of them as number 0.
 */
export const moduleNames = (weight: Weight, layer: number): readonly string[] =>
  localNames(weight.name).map((name) => `model.layers.${layer}.${name}`);

/** Layers of text models in multi-modal ones, and of Nemotron-H, under the usual name. */
const usualName = (entry: string): string =>
  entry
    .replace(/(?:\bmodel\\?\.)?language_model\\?\.(?:model\\?\.)?(?=layers)/g, "model.")
    .replace(/\bbackbone\\?\.(?=layers)/g, "model.");

/** Whether a config tells the modules of one layer from those of another. */
export const tellsLayersApart = (config: unknown): boolean =>
  /(?:layers|blk|\bh)\\*\.(?!\*)/.test(JSON.stringify(config));

const known = new Map<string, readonly string[]>();

function localNames(name: string): readonly string[] {
  const before = known.get(name);
  if (before) return before;
  const own = [name];
  for (const [start, others] of ALSO_CALLED)
    if (name === start || (start.endsWith(".") && name.startsWith(start)))
      own.push(...others.map((other) => other + name.slice(start.length)));
  const all = own.flatMap((one) => [
    one,
    ...PARTS.filter(([part]) => one.startsWith(part)).flatMap(([part, others]) =>
      others.map((other) => other + one.slice(part.length)),
    ),
  ]);
  known.set(name, all);
  return all;
}

/** Names of the output projection. */
export const headNames = ["lm_head", "language_model.lm_head", "output"];

/** Routers and the gates of shared experts are too small to quantise; engines keep them in 16 bits. */
export const isRouter = (weight: Weight): boolean =>
  /(^|\.)(gate|router|shared_expert_gate)$/.test(weight.name);

export type Matcher = (names: readonly string[]) => boolean;

/**
 * Whether any of a module's names is in a list of a config. An entry is a name, the end of one, a part between
 * dots, a pattern with `*`, or a regular expression after `re:` that fits from the start. Sources:
 * huggingface/transformers quantizers_utils.py `should_convert_module`, neuralmagic/compressed-tensors
 * utils/match.py, NVIDIA/TensorRT-LLM `exclude_modules`.
 */
export function matcher(entries: readonly unknown[]): Matcher {
  const plain = new Set<string>();
  const lengths = new Set<number>();
  const patterns: RegExp[] = [];
  for (const listed of entries) {
    if (typeof listed !== "string") continue;
    const entry = usualName(listed);
    if (entry.startsWith("re:")) patterns.push(expression(entry.slice(3)));
    else if (entry.includes("*")) patterns.push(glob(entry));
    else {
      const name = entry.replace(/\.$/, "");
      plain.add(name);
      lengths.add(name.split(".").length);
    }
  }
  return (names) =>
    names.some((name) => inSet(plain, lengths, name) || patterns.some((pattern) => pattern.test(name)));
}

/** Whether the set has a name, or any run of its parts between dots. `lengths`: parts of the names in the set. */
function inSet(entries: ReadonlySet<string>, lengths: ReadonlySet<number>, name: string): boolean {
  if (entries.size === 0) return false;
  const parts = name.split(".");
  for (const length of lengths)
    for (let from = 0; from + length <= parts.length; from++)
      if (entries.has(parts.slice(from, from + length).join("."))) return true;
  return false;
}

/** Python's `re.match`: from the start, not to the end. A pattern that JavaScript cannot read fits nothing. */
function expression(source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})`);
  } catch {
    return /(?!)/;
  }
}

/** `model.layers.*.self_attn` names a module and all below it. */
const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}(?:\\.|$)`,
  );
