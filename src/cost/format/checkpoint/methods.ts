import { usageError } from "../../../shared/errors.js";
import type { Config } from "../../model/config.js";
import type { Dtype } from "../dtype.js";
import { type Matcher, matcher } from "./module-names.js";
import { blocked, fp8PerTensor, grouped, mx, nvfp4, type Scheme } from "./scheme.js";

/** What a config says of its linear modules. */
export interface Quantization {
  /** In a few words, for the assumptions line. */
  readonly label: string;
  /** The scheme of a linear module by its names; undefined: it stays as it was. */
  scheme(names: readonly string[]): Scheme | undefined;
  /** Only experts are quantised. */
  readonly expertsOnly?: boolean;
  /** The output projection is a linear module like others, unless the config leaves it out. */
  readonly head?: boolean;
  readonly embedding?: boolean;
  /** Routers are quantised too. */
  readonly routers?: boolean;
}

/** Reads the fields of one method. NEW METHOD: one function, and its name in `methods`. */
type Method = (config: Config, model: Config) => Quantization;

/** One scheme for all linear modules but those that the config's lists name. */
function allBut(label: string, scheme: Scheme | undefined, excluded: readonly unknown[]): Quantization {
  const skips = matcher(excluded);
  return { label, scheme: (names) => (skips(names) ? undefined : scheme) };
}

/** Lists of modules in 16 bits, by the names that methods give them. */
const excludedBy = (config: Config): readonly unknown[] =>
  [
    "modules_to_not_convert",
    "ignored_layers",
    "ignore",
    "exclude",
    "exclude_modules",
    "llm_int8_skip_modules",
    "modules_in_block_to_not_quantize",
  ].flatMap((name) => config.list(name) ?? []);

/** Source: huggingface/transformers finegrained_fp8.py; DeepSeek-V3's inference/fp8_cast_bf16.py. */
const fp8: Method = (config, model) => {
  const block = config.list("weight_block_size");
  const scheme = isPair(block)
    ? blocked(`fp8, scales of ${block[0]} × ${block[1]}`, "fp8", 8, block, 32)
    : fp8PerTensor;
  const quantization = allBut(scheme.name, scheme, excludedBy(config));
  if (model.text("expert_dtype") !== "fp4") return quantization;
  // DeepSeek-V4: https://huggingface.co/deepseek-ai/DeepSeek-V4-Flash config.json; experts are mxfp4.
  const experts = mx(4, "fp4");
  return {
    label: `mxfp4 experts, ${scheme.name}`,
    scheme: (names) =>
      names.some((name) => name.includes(".experts.")) ? experts : quantization.scheme(names),
  };
};

/** Scales per output channel. Source: huggingface/transformers fbgemm_fp8.py. */
const fbgemm: Method = (config) =>
  allBut(
    "fp8, a scale a row",
    grouped({ name: "fp8", unit: "fp8", bits: 8, groupBits: 32 }),
    excludedBy(config),
  );

/** gpt-oss: its experts alone. Source: huggingface/transformers mxfp4.py. */
const mxfp4: Method = (config) => ({
  ...allBut("mxfp4 experts", mx(4, "fp4"), excludedBy(config)),
  expertsOnly: true,
});

/** Packed zero points and 16-bit scales of each group. Source: AutoAWQ's WQLinear_GEMM. */
const awq: Method = (config) => {
  const bits = config.optional("bits", "w_bit") ?? 4;
  const group = config.optional("group_size", "q_group_size") ?? 128;
  return allBut(`awq int${bits} g${group}`, packed(bits, group, bits), excludedBy(config));
};

/**
 * As awq, with the group of each input channel. `dynamic` has rules for modules: `-:` leaves one out, `+:` changes
 * its fields. Source: ModelCloud/GPTQModel, quantize_config.json.
 */
const gptq: Method = (config) => {
  const own = { bits: config.optional("bits") ?? 4, group: signed(config, "group_size") ?? 128 };
  const rules = entriesOf(config, "dynamic").map(([pattern, change]) => ({
    matches: matcher([`re:${pattern.replace(/^[+-]:/, "")}`]),
    scheme: pattern.startsWith("-:") ? undefined : gptqScheme({ ...own, ...gptqChange(change) }),
  }));
  const base = gptqScheme(own);
  const skips = matcher(excludedBy(config));
  const scheme = (names: readonly string[]): Scheme | undefined => {
    const rule = rules.find(({ matches }) => matches(names));
    return rule ? rule.scheme : skips(names) ? undefined : base;
  };
  return { label: `gptq ${base.name}`, scheme, head: config.flag("lm_head", false) };
};

const gptqScheme = ({ bits, group }: { readonly bits: number; readonly group: number }): Scheme =>
  packed(bits, group, bits, 32);

function gptqChange(change: unknown): { readonly bits?: number; readonly group?: number } {
  if (typeof change !== "object" || change === null) return {};
  const { bits, group_size: group } = change as Readonly<Record<string, unknown>>;
  return {
    ...(typeof bits === "number" ? { bits } : {}),
    ...(typeof group === "number" ? { group } : {}),
  };
}

/** Integers in groups with a 16-bit scale, multiplied in 16 bits. */
const packed = (bits: number, group: number, zeroBits: number, inputBits = 0): Scheme =>
  grouped({
    name: `int${bits}${group > 0 ? ` g${group}` : ""}`,
    unit: "bf16",
    bits,
    group,
    groupBits: 16 + zeroBits,
    inputBits,
  });

/**
 * NormalFloat in blocks of 64 with a 32-bit scale; double quantisation stores the scales in 8 bits, in blocks of
 * 256. Or 8-bit rows. Sources: arXiv:2305.14314 §3, arXiv:2208.07339 §3.
 */
const bitsandbytes: Method = (config) => {
  const four = config.flag("load_in_4bit", false) || config.flag("_load_in_4bit", false);
  const eight = config.flag("load_in_8bit", false) || config.flag("_load_in_8bit", false);
  // transformers takes both for false: 16 bits, which no one means who names the method.
  const widths = ["load_in_4bit", "load_in_8bit", "_load_in_4bit", "_load_in_8bit"];
  if (!widths.some((name) => config.has(name)))
    throw config.missing(widths.slice(0, 2), "true for one of them");
  const type = config.text("bnb_4bit_quant_type") ?? "fp4";
  const double = config.flag("bnb_4bit_use_double_quant", false);
  if (!four && !eight) return allBut("16 bits", undefined, []);
  const name = four ? type : "int8";
  const scheme = four
    ? {
        name,
        unit: "bf16" as Dtype,
        bits: () => 4 + (double ? 8 / 64 + 32 / (64 * 256) : 32 / 64),
      }
    : grouped({ name, unit: "int8", bits: 8, groupBits: 32 });
  return allBut(`bitsandbytes ${name}${four && double ? ", double quantised" : ""}`, scheme, [
    ...excludedBy(config),
  ]);
};

/** Targets that name the class of all linear modules, or of all experts. */
const LINEAR_CLASSES = new Set(["Linear", "FusedMoE"]);

/**
 * Groups of modules, each with its numbers. Modules of class `Linear` are targets by that word.
 * Source: neuralmagic/compressed-tensors quant_config.py and quant_args.py.
 */
const compressedTensors: Method = (config) => {
  const all = config.nested("config_groups");
  const groups = (all?.names() ?? []).map((name) => {
    const group = all?.nested(name);
    if (group === undefined) throw config.missing([`config_groups.${name}`], "an object");
    const targets = group.list("targets") ?? ["Linear"];
    const byClass = targets.some((target) => LINEAR_CLASSES.has(String(target)));
    return {
      matches: byClass ? () => true : matcher(targets),
      named: !byClass,
      scheme: compressedScheme(group, group.text("format") ?? config.text("format")),
    };
  });
  if (groups.length === 0) throw config.missing(["config_groups"], "an object");
  // A group with module names goes before one for every linear module.
  groups.sort((a, b) => Number(b.named) - Number(a.named));
  const skips = matcher(excludedBy(config));
  return {
    label: `compressed-tensors ${[...new Set(groups.map(({ scheme }) => scheme?.name ?? "16 bits"))].join(" and ")}`,
    scheme: (names) => (skips(names) ? undefined : groups.find(({ matches }) => matches(names))?.scheme),
    head: true,
  };
};

function compressedScheme(group: Config, format: string | undefined): Scheme | undefined {
  const weights = group.nested("weights");
  if (weights === undefined) return undefined;
  const bits = weights.number("num_bits");
  const float = weights.text("type") === "float";
  const strategy = weights.text("strategy") ?? (weights.has("group_size") ? "group" : "tensor");
  const size = signed(weights, "group_size");
  // Without quantised inputs, products run in 16 bits.
  const inputs = group.nested("input_activations");
  const unit: Dtype =
    inputs === undefined || inputs.number("num_bits") === 16
      ? "bf16"
      : float
        ? bits === 4 && inputs.number("num_bits") === 4
          ? "fp4"
          : "fp8"
        : inputs.text("type") === "float"
          ? "fp8"
          : "int8";
  if (float && bits === 4) {
    const micro = format?.startsWith("mxfp4") || size === 32;
    return micro ? mx(4, inputs === undefined ? "bf16" : "fp4") : nvfp4(unit, size);
  }
  if (format?.startsWith("mxfp8")) return mx(8, unit);
  const name = `${float ? "fp" : "int"}${bits}${strategy === "group" && size ? ` g${size}` : ""}`;
  const block = weights.list("block_structure");
  if (strategy === "block" && isPair(block)) return blocked(name, unit, bits, block, 32);
  if (strategy === "tensor") return grouped({ name, unit, bits, groupBits: 0, matrixBits: 32 });
  const zeros = weights.flag("symmetric", true) ? 0 : bits;
  const order = weights.text("actorder") === "group" ? 32 : 0;
  return grouped({
    name,
    unit,
    bits,
    ...(strategy === "channel" ? {} : { group: size }),
    groupBits: 16 + zeros,
    inputBits: order,
    // weight_shape: two 64-bit integers of a packed matrix.
    matrixBits: format === "pack-quantized" ? 128 : 0,
  });
}

/** Schemes of NVIDIA Model Optimizer. Source: modelopt/torch/export/model_config.py. */
const modeloptSchemes: Readonly<Record<string, (group: number | undefined) => Scheme>> = {
  FP8: () => fp8PerTensor,
  FP8_PER_CHANNEL_PER_TOKEN: () => grouped({ name: "fp8", unit: "fp8", bits: 8, groupBits: 32 }),
  FP8_PB_WO: () => blocked("fp8", "fp8", 8, [128, 128], 32),
  NVFP4: (group) => nvfp4("fp4", group),
  NVFP4_AWQ: (group) => nvfp4("fp4", group),
  W4A16_NVFP4: (group) => nvfp4("bf16", group),
  W4A8_NVFP4_FP8: (group) => nvfp4("fp8", group),
  MXFP8: () => mx(8, "fp8"),
  W4A8_MXFP4_FP8: () => mx(4, "fp8"),
  MXFP4: () => mx(4, "fp4"),
  W4A16_AWQ: (group = 128) => packed(4, group, 0),
  W4A8_AWQ: (group = 128) => ({ ...packed(4, group, 0), unit: "fp8" }),
  W8A16: () => grouped({ name: "int8", unit: "bf16", bits: 8, groupBits: 16 }),
  W8A8_SQ_PER_CHANNEL: () => grouped({ name: "int8", unit: "int8", bits: 8, groupBits: 32 }),
};

/** One algorithm, or `quantized_layers` with one for each module. */
const modelopt: Method = (outer) => {
  const config = outer.nested("quantization") ?? outer;
  const group = config.optional("group_size");
  const algorithm = config.text("quant_algo");
  const byAlgorithm = (name: string | undefined, size: number | undefined): Scheme => {
    const make = name === undefined ? undefined : modeloptSchemes[name];
    if (make) return make(size);
    throw notRead(config, `quant_algo ${name ?? "without a name"}`);
  };
  const layers = entriesOf(config, "quantized_layers");
  if (layers.length === 0) {
    // Newer configs carry groups as compressed-tensors does.
    if (algorithm === undefined && config.has("config_groups")) return compressedTensors(config, config);
    const scheme = byAlgorithm(algorithm, group);
    return { ...allBut(scheme.name, scheme, excludedBy(config)), head: true };
  }
  const rules = new Map<Scheme, { names: string[]; matches?: Matcher }>();
  const made = new Map<string, Scheme>();
  for (const [name, value] of layers) {
    const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
    const kind = String(fields.quant_algo);
    const size = typeof fields.group_size === "number" ? fields.group_size : undefined;
    const key = `${kind} ${size}`;
    const scheme = made.get(key) ?? byAlgorithm(kind, size);
    made.set(key, scheme);
    const rule = rules.get(scheme) ?? { names: [] };
    rule.names.push(name);
    rules.set(scheme, rule);
  }
  for (const rule of rules.values()) rule.matches = matcher(rule.names);
  const skips = matcher(excludedBy(config));
  return {
    label: [...new Set([...rules.keys()].map(({ name }) => name))].join(" and "),
    scheme: (names) => (skips(names) ? undefined : [...rules].find(([, rule]) => rule.matches?.(names))?.[0]),
    head: true,
  };
};

/** AMD Quark. Source: Quark's export of `global_quant_config` and `layer_quant_config`. */
const quark: Method = (config) => {
  const scheme = quarkScheme(config.nested("global_quant_config"), config);
  const layers = entriesOf(config, "layer_quant_config").map(([pattern]) => ({
    matches: matcher([pattern]),
    scheme: quarkScheme(config.nested("layer_quant_config")?.nested(pattern), config),
  }));
  const skips = matcher(excludedBy(config));
  return {
    label: `quark ${scheme?.name ?? "16 bits"}`,
    scheme: (names) =>
      skips(names) ? undefined : (layers.find(({ matches }) => matches(names)) ?? { scheme }).scheme,
    head: true,
  };
};

function quarkScheme(group: Config | undefined, config: Config): Scheme | undefined {
  const weight = group?.nested("weight") ?? group?.objects("weight")?.[0];
  if (weight === undefined) return undefined;
  const dtype = weight.text("dtype") ?? "";
  const size = signed(weight, "group_size");
  const inputs = group?.nested("input_tensors") ?? group?.objects("input_tensors")?.[0];
  const scheme = weight.text("qscheme");
  if (dtype === "fp4") return mx(4, inputs ? "fp4" : "bf16");
  if (dtype.startsWith("fp8")) {
    const rows = scheme === "per_channel";
    return rows ? grouped({ name: "fp8", unit: "fp8", bits: 8, groupBits: 32 }) : fp8PerTensor;
  }
  const bits = Number(/^u?int(\d+)$/.exec(dtype)?.[1]);
  if (!Number.isFinite(bits)) throw notRead(config, `weight dtype "${dtype}"`);
  const zero = dtype.startsWith("u") ? bits : 0;
  return { ...packed(bits, size ?? -1, zero), unit: inputs ? "int8" : "bf16" };
}

/** Groups with a 16-bit scale and bias; a module's own entry changes them or, false, leaves it in 16 bits. Source: ml-explore/mlx-lm utils.py. */
const mlx: Method = (config) => {
  const base = mlxScheme(config, config);
  const own = new Map<string, Scheme | undefined>();
  for (const name of config.names()) {
    const entry = config.nested(name);
    if (config.raw(name) === false) own.set(name, undefined);
    else if (entry) own.set(name, mlxScheme(entry, config));
  }
  const rules = [...own].map(([name, scheme]) => ({ matches: matcher([name, `model.${name}`]), scheme }));
  return {
    label: `mlx ${base.name}`,
    scheme: (names) => (rules.find(({ matches }) => matches(names)) ?? { scheme: base }).scheme,
    head: true,
    embedding: true,
    routers: true,
  };
};

function mlxScheme(config: Config, parent: Config): Scheme {
  const mode = config.text("mode") ?? parent.text("mode") ?? "affine";
  if (mode === "mxfp4") return mx(4, "bf16");
  if (mode === "mxfp8") return mx(8, "bf16");
  if (mode === "nvfp4") return nvfp4("bf16");
  const bits = config.optional("bits") ?? parent.number("bits");
  const group = config.optional("group_size") ?? parent.optional("group_size") ?? 64;
  return grouped({ name: `int${bits} g${group}`, unit: "bf16", bits, group, groupBits: 32 });
}

/** Half-quadratic groups with 16-bit scale and zero. Source: mobiusml/hqq core/quantize.py. */
const hqq: Method = (config) => {
  const weights = config.nested("quant_config")?.nested("weight_quant_params") ?? config;
  const bits = weights.optional("nbits", "bits") ?? 4;
  const group = weights.optional("group_size") ?? 64;
  const skipped = [...excludedBy(config), ...(config.list("skip_modules") ?? ["lm_head"])];
  const scheme = grouped({ name: `int${bits} g${group}`, unit: "bf16", bits, group, groupBits: 32 });
  return allBut(`hqq ${scheme.name}`, scheme, skipped);
};

/** One scale a row. Source: huggingface/optimum-quanto. */
const quanto: Method = (config) => {
  const kind = config.text("weights") ?? "int8";
  const bits = Number(/\d+$/.exec(kind)?.[0]);
  if (!Number.isFinite(bits)) throw notRead(config, `weights "${kind}"`);
  const scheme = grouped({
    name: kind,
    unit: "bf16",
    bits,
    ...(bits < 8 ? { group: 128 } : {}),
    groupBits: bits < 8 ? 32 : 16,
  });
  return allBut(`quanto ${kind}`, scheme, excludedBy(config));
};

/** Intel AutoRound stores as gptq or awq; `extra_config` has modules with other bits. */
const autoRound: Method = (config) => {
  const bits = config.optional("bits") ?? 4;
  const group = signed(config, "group_size") ?? 128;
  const base = packed(bits, group, bits);
  const rules = entriesOf(config, "extra_config").map(([name, value]) => {
    const own = gptqChange(value);
    return {
      matches: matcher([/[*^$\\]/.test(name) && !name.startsWith("re:") ? `re:${name}` : name]),
      scheme:
        own.bits === undefined || own.bits >= 16 ? undefined : packed(own.bits, own.group ?? group, own.bits),
    };
  });
  const skips = matcher(excludedBy(config));
  return {
    label: `auto-round ${base.name}`,
    scheme: (names) => {
      const rule = rules.find(({ matches }) => matches(names));
      return rule ? rule.scheme : skips(names) ? undefined : base;
    },
  };
};

/**
 * PyTorch's own, by the class of its config or its older name: `Int4WeightOnlyConfig`, `int4_weight_only`.
 * Source: pytorch/ao torchao/quantization/quant_api.py.
 */
const torchao: Method = (config) => {
  const type = config.nested("quant_type")?.nested("default");
  const data = type?.nested("_data");
  const name = (type?.text("_type") ?? config.text("quant_type") ?? "").replace(/_/g, "").toLowerCase();
  const group = data === undefined ? undefined : signed(data, "group_size");
  const scheme = torchaoScheme(name, group);
  if (scheme === undefined) throw notRead(config, `quant_type "${name}"`);
  return allBut(`torchao ${scheme.name}`, scheme, excludedBy(config));
};

function torchaoScheme(name: string, group: number | undefined): Scheme | undefined {
  const rows = (bits: number, unit: Dtype): Scheme =>
    grouped({ name: unit === "fp8" ? "fp8" : `int${bits}`, unit, bits, groupBits: 32 });
  if (name.startsWith("float8weightonly")) return { ...rows(8, "fp8"), unit: "bf16" };
  if (name.startsWith("float8")) return rows(8, "fp8");
  if (name.startsWith("int8weightonly")) return rows(8, "bf16");
  if (name.startsWith("int8dynamicactivationint8")) return rows(8, "int8");
  const size = group ?? (name.startsWith("int8dynamicactivationint4") ? 32 : 128);
  if (/^(int4weightonly|int8dynamicactivationint4)/.test(name))
    return grouped({ name: `int4 g${size}`, unit: "bf16", bits: 4, group: size, groupBits: 32 });
  return undefined;
}

const methods: Readonly<Record<string, Method>> = {
  fp8,
  fbgemm_fp8: fbgemm,
  mxfp4,
  awq,
  gptq,
  bitsandbytes,
  "compressed-tensors": compressedTensors,
  modelopt,
  modelopt_fp4: modelopt,
  modelopt_mixed: modelopt,
  quark,
  mlx,
  hqq,
  quanto,
  torchao,
  "auto-round": autoRound,
  "intel/auto-round": autoRound,
};

/**
 * Reads a `quantization_config` (or `compression_config`).
 * @throws FoveaError `unknown-quantization` for a method that is not known.
 */
export function readQuantization(config: Config, model: Config): Quantization {
  const method = methodOf(config);
  const read = method === undefined ? undefined : methods[method];
  if (read === undefined)
    throw notRead(
      config,
      method === undefined ? "a quantisation without quant_method" : `quant_method "${method}"`,
    );
  return read(config, model);
}

/** `quant_method`, or what its fields show where writers leave it out. */
function methodOf(config: Config): string | undefined {
  const method = config.text("quant_method")?.toLowerCase();
  if (method !== undefined) return method;
  if (config.has("config_groups")) return "compressed-tensors";
  if (config.has("quant_algo") || config.nested("quantization")) return "modelopt";
  if (config.has("load_in_4bit") || config.has("load_in_8bit")) return "bitsandbytes";
  if (config.has("bits") && config.has("group_size")) return "mlx";
  return undefined;
}

const notRead = (config: Config, what: string): Error =>
  usageError(
    "unknown-quantization",
    `${config.origin}: ${what} is not known`,
    `Write --dtype with a format, such as bf16 or q4_k_m. Known methods are ${Object.keys(methods).join(", ")}.`,
  );

const isPair = (list: readonly unknown[] | undefined): list is readonly [number, number] =>
  list?.length === 2 && list.every((value) => typeof value === "number" && value > 0);

/** A number that may be -1, "for the whole row". */
function signed(config: Config, name: string): number | undefined {
  const value = config.raw(name);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The entries of an object whose names the config's writer chose; none when it is absent. */
function entriesOf(config: Config, name: string): readonly (readonly [string, unknown])[] {
  const nested = config.nested(name);
  return nested?.names().map((key) => [key, nested.raw(key)] as const) ?? [];
}
