import { computed, signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { printable } from "../../../../../shared/printable.js";
import { formatInteger } from "../../../../../shared/units.js";
import { articleTable } from "../../../../bench/article-table.js";
import {
  articleExtrapolation,
  articleLines,
  benchMemoryPlot,
  benchPlot,
  pythonSeries,
} from "../../../../bench/plot.js";
import { crossoverTable, fitTable, machineLines, rowTable, skipLines } from "../../../../bench/table.js";
import type { Plot } from "../../../../plot/index.js";
import { Chart } from "../../parts/chart/chart.js";
import { DataTable } from "../../parts/data-table.js";
import { downloadText } from "../../parts/download.js";
import { Panel } from "../../parts/panel.js";
import { Interval } from "./interval.js";
import { HERE, keepRun, reports, run, type SavedReport, show, shown } from "./state.js";

/** Which report the tables show; the first when it is gone. */
const chosen = signal(HERE);
/** Reports that are left off the plot. */
const unplotted = signal<ReadonlySet<string>>(new Set());

const selectedReport = computed(
  () => reports.value.find(({ id }) => id === chosen.value) ?? reports.value[0],
);

export function Results() {
  const all = reports.value;
  const selected = selectedReport.value;
  if (!selected) return run.value.isRunning ? null : <BeforeTheFirst />;
  return (
    <>
      <PlotPanel all={all} selected={selected} />
      <Findings all={all} selected={selected} />
    </>
  );
}

/** The table of the command line, for the report that Findings is about. */
export function Rows() {
  const selected = selectedReport.value;
  if (!selected || selected.report.rows.length === 0) return null;
  return (
    <Panel title={reports.value.length > 1 ? `Every size: ${printable(selected.name)}` : "Every size"}>
      <DataTable table={rowTable(selected.report)} caption="Every size measured" />
    </Panel>
  );
}

function BeforeTheFirst() {
  return (
    <Panel title="How attention scales, on this machine">
      <div class="bench-intro">
        <p>
          Run measures the kernels of fovea bench in this browser: attention, which grows as n², beside linear
          alternatives. Each is checked against a float64 reference before it is timed. Points appear as they
          are measured; the default sizes take a minute or two.
        </p>
        <p>
          Nothing leaves this machine. Reports of fovea bench --save can be loaded below, and compared with
          the run here.
        </p>
      </div>
    </Panel>
  );
}

interface Shown {
  readonly all: readonly SavedReport[];
  readonly selected: SavedReport;
}

function PlotPanel({ all, selected }: Shown) {
  const { memory, article } = shown.value;
  const plotted = all.filter(({ id }) => !unplotted.value.has(id));
  const plot = useMemo(
    () => plotOf(plotted, selected, memory, article),
    [...plotted, plotted.length, selected, memory, article],
  );
  const lines = article && !memory ? articleLines(selected.report) : [];
  return (
    <Panel
      title={memory ? "Memory of one run" : "Time of one run"}
      actions={
        <>
          <button type="button" aria-pressed={!memory} onClick={() => show({ memory: false })}>
            Time
          </button>
          <button type="button" aria-pressed={memory} onClick={() => show({ memory: true })}>
            Memory
          </button>
        </>
      }
    >
      <Chart
        plot={plot}
        file={memory ? "bench-memory" : "bench"}
        height={420}
        title={false}
        writeX={(n) => formatInteger(n)}
      />
      <div class="bench-plotted">
        {all.length > 1 ? (
          <fieldset class="bench-choices in-line">
            <legend class="hidden">Reports on the plot</legend>
            {all.map(({ id, name }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={!unplotted.value.has(id)}
                  onChange={(event) => {
                    const next = new Set(unplotted.value);
                    if (event.currentTarget.checked) next.delete(id);
                    else next.add(id);
                    unplotted.value = next;
                  }}
                />
                <bdi>{printable(name)}</bdi>
              </label>
            ))}
          </fieldset>
        ) : null}
        {memory ? null : (
          <label>
            <input
              type="checkbox"
              checked={article}
              onChange={(event) => show({ article: event.currentTarget.checked })}
            />
            the article's extrapolation (dashed): it measures to n = 5,000 and extrapolates from there
          </label>
        )}
      </div>
      {lines.length > 0 ? (
        <ul class="bench-lines">
          {lines.map((line) => (
            <li key={line}>{printable(line)}</li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

/** Every report on one plot, named when there are several; the article's lines are those of the selected one. */
function plotOf(all: readonly SavedReport[], selected: SavedReport, memory: boolean, article: boolean): Plot {
  const draw = memory ? benchMemoryPlot : benchPlot;
  const base = draw(selected.report);
  const extrapolated =
    article && !memory && all.includes(selected) ? articleExtrapolation(selected.report) : [];
  const series: Plot["series"][number][] = [];
  for (const one of all) {
    const prefix = all.length > 1 ? `${one.name}: ` : "";
    const first = series.length;
    const own = draw(one.report).series;
    const lines = one === selected ? extrapolated : [];
    series.push(
      ...own.map((line, index) => ({ ...line, name: `${prefix}${line.name}`, colour: first + index })),
    );
    series.push(
      ...lines.map((line) => ({
        ...line,
        name: `${prefix}${line.name}`,
        colour: first + (line.colour ?? 0),
      })),
    );
    if (one.article && !memory) {
      const python = pythonSeries(one.article);
      const colour = series.length;
      for (const lines of article ? [python.measured, python.extrapolated] : [python.measured])
        series.push(
          ...lines.map((line, index) => ({ ...line, name: `${prefix}${line.name}`, colour: colour + index })),
        );
    }
  }
  return { ...base, series, title: all.length > 1 ? base.title.replace(/: .*/, "") : base.title };
}

function Findings({ all, selected }: Shown) {
  const { report } = selected;
  const skipped = skipLines(report);
  return (
    <Panel
      title="Findings"
      actions={
        <>
          {all.length > 1 ? (
            <label class="bench-pick">
              of{" "}
              <select
                aria-label="Findings of the report"
                value={selected.id}
                onChange={(event) => (chosen.value = event.currentTarget.value)}
              >
                {all.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {printable(name)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          {selected.id === HERE ? (
            <button
              type="button"
              title="Keep this run among the saved reports, to compare the next one with it"
              disabled={run.value.isRunning}
              onClick={keepRun}
            >
              Keep
            </button>
          ) : null}
          <button
            type="button"
            disabled={selected.id === HERE && run.value.isRunning}
            onClick={() =>
              downloadText("fovea-bench.json", `${JSON.stringify(report, null, 2)}\n`, "application/json")
            }
          >
            Save JSON
          </button>
        </>
      }
    >
      <p class="bench-words">
        <bdi>{printable(report.words)}</bdi>
      </p>
      {report.interrupted && !(selected.id === HERE && run.value.isRunning) ? (
        <p class="bench-note">Interrupted: these are the measurements up to then.</p>
      ) : null}
      {selected.article ? (
        <>
          <h3>The article's method and ours</h3>
          <p class="bench-words">
            <bdi>{printable(selected.article.words)}</bdi>
          </p>
          <DataTable table={articleTable(selected.article)} caption="The article's sizes" />
        </>
      ) : null}
      <div class="bench-tables">
        {report.fits.length > 0 ? (
          <div>
            <h3>Exponents</h3>
            <DataTable
              table={fitTable(report)}
              caption="Fitted exponents"
              more={{
                title: "marks: 1 and 2",
                cell: (row) => <Interval {...report.fits[row]!} />,
              }}
            />
          </div>
        ) : null}
        {report.crossover.length > 0 ? (
          <div>
            <h3>Crossovers</h3>
            <DataTable table={crossoverTable(report)} caption="Crossovers" />
          </div>
        ) : null}
      </div>
      {skipped.length > 0 ? (
        <>
          <h3>Not measured</h3>
          <ul class="bench-lines">
            {skipped.map((line, index) => (
              <li key={index}>
                <bdi>{printable(line)}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>Machine</h3>
      <ul class="bench-lines">
        {machineLines(report).map((line, index) => (
          <li key={index}>
            <bdi>{printable(line)}</bdi>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
