import type { ComponentChildren } from "preact";
import { acceleratorsOf } from "../../../../../cost/index.js";
import { formatBytes, formatFlop, formatInteger } from "../../../../../shared/units.js";
import { dollarsBasis } from "../../../../cost/dollars-basis.js";
import { modelledCells } from "../../../../cost/modelled.js";
import { seriesColour } from "../../parts/chart/colours.js";
import { Name } from "../../parts/name.js";
import { fitOf, type ModelCost, placeOf, shown } from "./state.js";
import { dollarsOf } from "./summary.js";

/** A figure of each model. */
interface Figure {
  readonly title: string;
  /** Counted exactly, or modelled: and then how far off it may be. */
  readonly basis: (cost: ModelCost) => string;
  readonly value: (cost: ModelCost) => string;
  readonly note?: (cost: ModelCost) => ComponentChildren;
  readonly isBad?: (cost: ModelCost) => boolean;
}

const rowOf = ({ priced }: ModelCost) => priced.rows[0]!;
const within = (factor: number): string => `modelled, within ${factor} ×`;
const prefillCells = (cost: ModelCost) => modelledCells(rowOf(cost).prefillErrorFactor);
const cells = (cost: ModelCost) => modelledCells(rowOf(cost).timeErrorFactor);
const seconds = (value: number | null, of: ReturnType<typeof cells>): string =>
  value === null ? "–" : of.seconds(value);

const figures: readonly Figure[] = [
  {
    title: "Prefill",
    basis: () => "exact count",
    value: (cost) => formatFlop(rowOf(cost).totalFlop),
    note: (cost) => <Split cost={cost} />,
  },
  {
    title: "Memory of an accelerator",
    basis: () => "counted",
    value: (cost) => formatBytes(rowOf(cost).memoryPerAccelerator.total),
    note: (cost) => {
      const { memoryPerAccelerator, largestConcurrency, concurrency } = rowOf(cost);
      const capacity = formatBytes(memoryPerAccelerator.capacity);
      const fit = fitOf(cost);
      if (fit === "never") return `does not fit in ${capacity}`;
      const most = largestConcurrency === null ? "any number of" : formatInteger(largestConcurrency);
      return fit === "waiting"
        ? `of ${capacity}; holds ${most} of ${formatInteger(concurrency)} requests, the others wait`
        : `fits in ${capacity}; holds ${most} ${largestConcurrency === 1 ? "request" : "requests"} at once`;
    },
    isBad: (cost) => fitOf(cost) === "never",
  },
  {
    title: "Time to first token",
    basis: (cost) => within(rowOf(cost).prefillErrorFactor),
    value: (cost) => seconds(rowOf(cost).timeToFirstTokenSeconds, prefillCells(cost)),
    note: (cost) => `prefill ${seconds(rowOf(cost).prefillSeconds, prefillCells(cost))}`,
  },
  {
    title: "Time per output token",
    basis: (cost) => within(rowOf(cost).timeErrorFactor),
    value: (cost) => seconds(rowOf(cost).timePerOutputTokenSeconds, cells(cost)),
    note: (cost) => {
      const { tokensPerSecondPerUser, tokensPerSecond, concurrency } = rowOf(cost);
      if (tokensPerSecondPerUser === null || tokensPerSecond === null) return "generates no tokens";
      const { rate } = cells(cost);
      return concurrency === 1
        ? `${rate(tokensPerSecond)} tok/s`
        : `${rate(tokensPerSecondPerUser)} tok/s for a user, ${rate(tokensPerSecond)} tok/s for all ${formatInteger(concurrency)}`;
    },
  },
  {
    title: "Dollars a request",
    basis: ({ priced: { request, rows } }) =>
      request.options.apiPrice ? "list price" : within(rows[0]!.timeErrorFactor),
    value: (cost) => (rowOf(cost).dollars === null ? "–" : dollarsOf(cost)),
    note: (cost) => {
      const { dollarsPerMillionInputTokens: input, dollarsPerMillionOutputTokens: output } = rowOf(cost);
      const each =
        input === null || output === null
          ? ""
          : `; ${cells(cost).dollars(input)} a million tokens in, ${cells(cost).dollars(output)} out`;
      return `${dollarsBasis(cost.priced.request.options)}${each}`;
    },
    isBad: (cost) => rowOf(cost).dollars === null,
  },
];

/** The figures at the chosen context, each said as counted or modelled. */
export function Figures() {
  const costs = shown.value;
  return (
    <div class={`figures ${costs.length > 1 ? "several" : ""}`}>
      {figures.map((figure) => (
        <section key={figure.title} class="figure" aria-label={figure.title}>
          <h3>{figure.title}</h3>
          {costs.map((cost) => (
            <div class="of" key={cost.model}>
              {costs.length > 1 ? (
                <span class="whose">
                  <span
                    class="swatch"
                    style={{ background: seriesColour(placeOf(cost)) }}
                    aria-hidden="true"
                  />
                  <Name of={shortName(cost)} />
                </span>
              ) : null}
              <span class={`value ${figure.isBad?.(cost) ? "bad" : ""}`}>{figure.value(cost)}</span>
              {figure.note ? <span class="note">{figure.note(cost)}</span> : null}
              <span class="basis">{figure.basis(cost)}</span>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

export const shortName = ({ priced: { request } }: ModelCost): string => request.spec.name.split("/").at(-1)!;

function Split({ cost }: { readonly cost: ModelCost }) {
  const { attentionFlop, linearFlop, attentionShare } = rowOf(cost);
  return (
    <>
      <span class="split" aria-hidden="true">
        <span style={{ width: `${100 * attentionShare}%` }} />
      </span>
      <span class="part">
        <span class="swatch attention" aria-hidden="true" /> attention {formatFlop(attentionFlop)} (
        {(100 * attentionShare).toFixed(1)} %)
      </span>
      <span class="part">
        <span class="swatch linear" aria-hidden="true" /> linear part {formatFlop(linearFlop)}
      </span>
    </>
  );
}

/** What fills an accelerator, to one scale for all models. */
export function MemoryBars() {
  const costs = shown.value;
  const most = Math.max(
    ...costs.map((cost) => {
      const { total, capacity } = rowOf(cost).memoryPerAccelerator;
      return Math.max(total, capacity);
    }),
  );
  return (
    <div class="memory">
      {costs.map((cost) => (
        <MemoryBar key={cost.model} cost={cost} most={most} isNamed={costs.length > 1} />
      ))}
    </div>
  );
}

const parts = [
  ["weights", "Weights"],
  ["kvCache", "KV cache"],
  ["activations", "Activations"],
  ["reserve", "Kept free"],
] as const;

function MemoryBar(props: { readonly cost: ModelCost; readonly most: number; readonly isNamed: boolean }) {
  const { cost, most } = props;
  const memory = rowOf(cost).memoryPerAccelerator;
  const { options } = cost.priced.request;
  const share = (bytes: number): string => `${(100 * bytes) / most}%`;
  const description = `${parts.map(([part, name]) => `${name} ${formatBytes(memory[part])}`).join(", ")}; ${formatBytes(memory.total)} of ${formatBytes(memory.capacity)}`;
  return (
    <div class="memory-of">
      <p>
        {props.isNamed ? (
          <>
            <span class="swatch" style={{ background: seriesColour(placeOf(cost)) }} aria-hidden="true" />{" "}
            <Name of={shortName(cost)} />:{" "}
          </>
        ) : null}
        {formatBytes(memory.total)} of {formatBytes(memory.capacity)}
        {acceleratorsOf(options.plan) > 1 ? " on the fullest of " : " on "}
        {acceleratorsOf(options.plan)} × {options.accelerator.name}
        {fitOf(cost) === "never" ? <strong class="bad"> – does not fit</strong> : null}
      </p>
      <div class="bar" role="img" aria-label={description}>
        {parts.map(([part]) => (
          <span key={part} class={`part ${part}`} style={{ width: share(memory[part]) }} />
        ))}
        <span class="capacity" style={{ left: share(memory.capacity) }} />
      </div>
      <ul class="legend" aria-hidden="true">
        {parts.map(([part, name]) => (
          <li key={part}>
            <span class={`swatch ${part}`} /> {name} {formatBytes(memory[part])}
          </li>
        ))}
      </ul>
    </div>
  );
}
