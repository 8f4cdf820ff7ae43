import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { acceleratorsOf } from "../../../../../cost/index.js";
import { printable } from "../../../../../shared/printable.js";
import { formatInteger } from "../../../../../shared/units.js";
import { setParameters } from "../../app/address.js";
import { seriesColour } from "../../parts/chart/colours.js";
import { Combobox } from "../../parts/combobox.js";
import { CheckField, SelectField, TextField } from "../../parts/field.js";
import { Notice } from "../../parts/notice.js";
import type { Option } from "../../parts/options.js";
import {
  cacheFormatOptions,
  engineOptions,
  formatOptions,
  hardwareOptions,
  modelOptions,
  priceOptions,
} from "./choices.js";
import { flagInError, MOST_MODELS, modelParameter, type PageFlag, pageFlags } from "./flags.js";
import { addConfig, models, parameters, results } from "./state.js";

/** Flags that stand in the open, with their labels; all others are under More. */
const labels: Readonly<Record<string, string>> = {
  hardware: "Accelerator",
  gpus: "How many",
  dtype: "Weights",
  "kv-dtype": "KV cache",
  output: "Output tokens",
  concurrency: "Requests at once",
  cached: "Cached tokens",
  engine: "Inference engine",
  price: "API list price",
  "gpu-price": "Dollars an hour",
};

const more: readonly (readonly [title: string, flags: readonly string[]])[] = [
  ["Parallelism", ["tp", "pp", "ep", "dp-attention", "parallel", "batch", "chunk"]],
  ["Memory", ["reserve", "offload", "offload-unit", "host-bandwidth", "latent"]],
  ["Shares of peak", ["mfu", "mbu"]],
  ["Longest times", ["ttft", "tpot"]],
  ["API", ["batch-api", "cache-write"]],
  ["Speculative decoding", ["draft-model", "draft-tokens", "acceptance"]],
  ["Images", ["images", "image-size"]],
];

/** The field's terms for the flags under More; a flag without one shows its own name. */
const terms: Readonly<Record<string, string>> = {
  tp: "Tensor parallel",
  pp: "Pipeline parallel",
  ep: "Expert parallel",
  "dp-attention": "Data-parallel attention",
  parallel: "How work is shared",
  batch: "Batch size",
  chunk: "Prefill chunk, tokens",
  reserve: "Share kept free",
  offload: "Offload to",
  "offload-unit": "What is offloaded",
  "host-bandwidth": "Host bandwidth, GB/s",
  latent: "MLA over a cache",
  mfu: "FLOP utilisation (MFU)",
  mbu: "Bandwidth utilisation (MBU)",
  ttft: "Time to first token (TTFT)",
  tpot: "Time per output token (TPOT)",
  "batch-api": "Batch API price",
  "cache-write": "Tokens written to the cache",
  "draft-model": "Draft model",
  "draft-tokens": "Draft tokens a step",
  acceptance: "Acceptance rate",
  images: "Images a request",
  "image-size": "Pixels of each",
};

/** Flags that have a control of their own shape. */
const elsewhere: ReadonlySet<string> = new Set([
  "model",
  "context",
  "causal",
  "full",
  ...Object.keys(labels),
]);

/** Flags that no group above names: a new flag of the command line is here at once. */
const grouped = new Set(more.flatMap(([, flags]) => flags));
const others = [...pageFlags.keys()].filter((long) => !elsewhere.has(long) && !grouped.has(long));

const set = (long: string) => (value: string | undefined) => {
  const { defaultValue } = pageFlags.get(long)!;
  setParameters({ [long]: value === defaultValue ? undefined : value });
};

/** What is wrong with the value of a flag. */
function errorOf(long: string): string | undefined {
  for (const { error } of results.value)
    if (error instanceof Error && flagInError(error.message) === long) return error.message;
  return undefined;
}

const settingOf = (long: string): string | undefined =>
  parameters.value[long] ?? (pageFlags.get(long)!.defaultValue as string | undefined);

function FlagCombobox(props: {
  readonly long: string;
  readonly class?: string;
  readonly options: readonly Option[];
  readonly placeholder?: string | undefined;
}) {
  const { long } = props;
  return (
    <Combobox
      class={props.class}
      label={labels[long]!}
      about={pageFlags.get(long)!.description}
      error={errorOf(long)}
      value={settingOf(long)}
      options={props.options}
      placeholder={props.placeholder}
      onChange={set(long)}
    />
  );
}

function FlagText(props: { readonly long: string; readonly placeholder?: string | undefined }) {
  const { long } = props;
  return (
    <TextField
      label={labels[long]!}
      about={pageFlags.get(long)!.description}
      error={errorOf(long)}
      value={parameters.value[long]}
      placeholder={props.placeholder}
      onChange={set(long)}
    />
  );
}

/** What is priced, and on what: everything that the address says but the context. */
export function Controls() {
  const first = results.value.find(({ cost }) => cost)?.cost?.priced;
  const options = first?.request.options;
  const rent = options?.accelerator.dollarsPerHour?.value;
  return (
    <form class="controls" aria-label="What is priced" onSubmit={(event) => event.preventDefault()}>
      <Models />
      <FlagCombobox class="wide" long="hardware" options={hardwareOptions} />
      <FlagText long="gpus" placeholder={options ? `auto: ${acceleratorsOf(options.plan)}` : "auto"} />
      <FlagText long="gpu-price" placeholder={rent === undefined ? "none known" : String(rent)} />
      <FlagCombobox long="dtype" options={formatOptions} />
      <FlagCombobox
        class="to-the-right"
        long="kv-dtype"
        options={cacheFormatOptions}
        placeholder={options?.kv.name}
      />
      <FlagText long="output" placeholder="0" />
      <FlagText long="concurrency" placeholder={options ? String(options.batch) : "1"} />
      <FlagText long="cached" placeholder="0" />
      <SelectField
        label="Attention mask"
        about="Causal: a token sees only earlier tokens. None: every token sees every token, as the article counts."
        value={parameters.value.full === undefined ? "causal" : "full"}
        choices={[
          { value: "causal", text: "causal" },
          { value: "full", text: "none" },
        ]}
        onChange={(value) => setParameters({ full: value === "full" ? "" : undefined, causal: undefined })}
      />
      <FlagCombobox class="wide" long="engine" options={engineOptions} placeholder={options?.engine.name} />
      <FlagCombobox
        class="wide"
        long="price"
        options={priceOptions}
        placeholder="none: rented accelerators"
      />
      <More />
    </form>
  );
}

function Models() {
  const wrong = useSignal<unknown>(undefined);
  const file = useRef<HTMLInputElement>(null);
  const chosen = models.value;
  const change = (next: readonly string[]) => setParameters({ model: modelParameter(next) });
  const canAdd = chosen.length < MOST_MODELS;
  const takeFile = async (input: HTMLInputElement) => {
    const [picked] = input.files ?? [];
    input.value = "";
    if (!picked) return;
    try {
      wrong.value = undefined;
      const name = await addConfig(picked);
      change(chosen.length === 1 ? [name] : [...chosen.slice(0, MOST_MODELS - 1), name]);
    } catch (error) {
      wrong.value = error;
    }
  };
  return (
    <fieldset class="models">
      <legend class="hidden">Models</legend>
      {chosen.map((model, index) => (
        <div class="model" key={index}>
          <span class="swatch" style={{ background: seriesColour(index) }} aria-hidden="true" />
          <Combobox
            label={chosen.length > 1 ? `Model ${index + 1}` : "Model"}
            about={pageFlags.get("model")!.description}
            value={model}
            options={modelOptions}
            placeholder="a name"
            onChange={(value) =>
              change(chosen.flatMap((one, at) => (at === index ? (value?.split(",") ?? []) : [one])))
            }
          />
          {chosen.length > 1 ? (
            <button
              type="button"
              class="quiet"
              aria-label={`Remove ${printable(model)}`}
              onClick={() => change(chosen.filter((_, at) => at !== index))}
            >
              ×
            </button>
          ) : null}
        </div>
      ))}
      {canAdd ? (
        <div class="model add">
          <Combobox
            key={chosen.length}
            label="Compare with"
            value={undefined}
            options={modelOptions}
            placeholder="another model"
            onChange={(value) => (value === undefined ? undefined : change([...chosen, value]))}
          />
        </div>
      ) : null}
      <button type="button" class="quiet file" onClick={() => file.current?.click()}>
        Open a config.json…
      </button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        class="hidden"
        tabIndex={-1}
        aria-label="config.json of a model"
        onChange={(event) => void takeFile(event.currentTarget)}
      />
      {wrong.value === undefined ? null : <Notice error={wrong.value} />}
    </fieldset>
  );
}

function More() {
  const used = [...grouped, ...others].filter((long) => parameters.value[long] !== undefined).length;
  const isOpen = useSignal(used > 0);
  return (
    <details
      class="more"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>More{used > 0 ? ` (${formatInteger(used)} set)` : ""}</summary>
      {isOpen.value
        ? [...more, ["Others", others] as const].map(([title, flags]) =>
            flags.length === 0 ? null : (
              <fieldset key={title}>
                <legend>{title}</legend>
                {flags.map((long) => (
                  <AnyFlag key={long} flag={pageFlags.get(long)!} />
                ))}
              </fieldset>
            ),
          )
        : null}
    </details>
  );
}

/** A control made from what the flag says of itself. */
function AnyFlag({ flag }: { readonly flag: PageFlag }) {
  const { name, description: about, choices, defaultValue } = flag;
  const { long } = name;
  const value = parameters.value[long];
  const shared = {
    label: terms[long] ?? `--${long}`,
    about: `--${long}: ${about}`,
    error: errorOf(long),
  };
  if (name.takes === undefined)
    return (
      <CheckField
        {...shared}
        value={value !== undefined}
        onChange={(isOn) => setParameters({ [long]: isOn ? "" : undefined })}
      />
    );
  if (choices)
    return (
      <SelectField
        {...shared}
        value={value ?? String(defaultValue ?? "")}
        choices={[
          ...(defaultValue === undefined ? [{ value: "", text: "–" }] : []),
          ...choices.map((one) => ({ value: one, text: one })),
        ]}
        onChange={(next) => set(long)(next || undefined)}
      />
    );
  if (long === "draft-model")
    return (
      <Combobox {...shared} value={value} options={modelOptions} placeholder="none" onChange={set(long)} />
    );
  return (
    <TextField
      {...shared}
      value={value}
      placeholder={defaultValue === undefined ? placeholderOf(name.takes) : String(defaultValue)}
      onChange={set(long)}
    />
  );
}

/** What a flag takes, where that says more than its label: `n` does not. */
const placeholderOf = (takes: string): string | undefined => (takes.length > 1 ? takes : undefined);
