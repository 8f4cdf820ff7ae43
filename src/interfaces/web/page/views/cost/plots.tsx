import { computed } from "@preact/signals";
import { formatBytes, formatDollars, formatFlop, formatSeconds } from "../../../../../shared/units.js";
import { costPlot, type PlotKind, plotKinds } from "../../../../cost/plots.js";
import type { Plot } from "../../../../plot/index.js";
import { Chart } from "../../parts/chart/chart.js";
import { writeTokens } from "./flags.js";
import { contextTokens, plotted, shown } from "./state.js";

const headings: Readonly<Record<PlotKind, string>> = {
  flop: "FLOP by context",
  time: "Seconds by context",
  memory: "Memory of an accelerator by context",
  dollars: "Dollars by context",
};

const writers: Readonly<Record<PlotKind, (value: number) => string>> = {
  flop: formatFlop,
  time: formatSeconds,
  memory: formatBytes,
  dollars: formatDollars,
};

const plots = computed<readonly { readonly kind: PlotKind; readonly plot: Plot }[]>(() =>
  plotted.value.length === 0
    ? []
    : plotKinds
        .map((kind) => ({ kind, plot: costPlot(kind, plotted.value) }))
        .filter(({ plot }) => plot.series.some(({ points }) => points.length > 0)),
);

/** Every quantity against the context, with a line where the user is. */
export function Plots() {
  const tokens = shown.value[0]?.priced.contexts[0] ?? contextTokens.value;
  const here = tokens === undefined ? undefined : { x: tokens, label: writeTokens(tokens) };
  return (
    <div class="plots">
      {plots.value.map(({ kind, plot }) => (
        <section key={kind} class="panel" aria-label={headings[kind]}>
          <Chart
            plot={plot}
            title={headings[kind]}
            file={`fovea-${kind}`}
            writeX={writeTokens}
            writeY={writers[kind]}
            {...(here ? { here } : {})}
          />
        </section>
      ))}
    </div>
  );
}
