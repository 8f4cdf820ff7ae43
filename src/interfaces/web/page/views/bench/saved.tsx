import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { compareReports } from "../../../../../bench/analyse/compare.js";
import { printable } from "../../../../../shared/printable.js";
import { comparisonLines, comparisonTable } from "../../../../bench/comparison.js";
import { DataTable } from "../../parts/data-table.js";
import { Notice } from "../../parts/notice.js";
import { Panel } from "../../parts/panel.js";
import { fileErrors, forgetReport, HERE, loadReports, reports, run, savedReports } from "./state.js";

/** Loads reports of the command line. Files may also be dropped on the view. */
export function Saved() {
  return (
    <Panel title="Saved reports">
      <label class="bench-drop">
        <span>Load reports of fovea bench --save, or drop them on this page</span>
        <input
          type="file"
          accept=".json,application/json"
          multiple
          onChange={(event) => {
            const input = event.currentTarget;
            const files = [...(input.files ?? [])];
            // The same file can then be chosen again, after it has changed.
            input.value = "";
            void loadReports(files);
          }}
        />
      </label>
      {fileErrors.value.map((error, index) => (
        <Notice key={index} error={error} />
      ))}
      {savedReports.value.length > 0 ? (
        <ul class="bench-saved">
          {savedReports.value.map(({ id, name, report }) => (
            <li key={id}>
              <bdi class="name">{printable(name)}</bdi>
              <span>
                <bdi>{printable(report.machine.cpu)}</bdi>, <bdi>{printable(report.date)}</bdi>,{" "}
                {report.rows.length} rows
              </span>
              <button
                type="button"
                class="quiet"
                aria-label={`Remove ${printable(name)}`}
                onClick={() => forgetReport(id)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

const before = signal<string | undefined>(undefined);
const after = signal<string | undefined>(undefined);

/** Two reports row by row, as `fovea bench compare` does it. */
export function Comparison() {
  const all = reports.value.filter(({ id }) => !(id === HERE && run.value.isRunning));
  // A saved report against this browser, or the first two.
  const second = all.find(({ id }) => id === after.value) ?? all.find(({ id }) => id === HERE) ?? all[1];
  const first = all.find(({ id }) => id === before.value) ?? all.find((one) => one !== second);
  const comparison = useMemo(
    () => (first && second ? compareReports(first.report, second.report) : undefined),
    [first, second],
  );
  if (!first || !second || !comparison || all.length < 2) return null;
  const pick = (label: string, chosen: typeof before, id: string) => (
    <label class="bench-pick">
      {label}{" "}
      <select
        aria-label={`Report ${label}`}
        value={id}
        onChange={(event) => (chosen.value = event.currentTarget.value)}
      >
        {all.map((one) => (
          <option key={one.id} value={one.id}>
            {printable(one.name)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Panel
      title="Comparison"
      about="Rows with the same kernel, backend, threads, mask and shape. A ratio below 1: the second is faster."
      actions={
        <>
          {pick("before", before, first.id)}
          {pick("after", after, second.id)}
        </>
      }
    >
      {comparisonLines(comparison).map((line) => (
        <p key={line} class="bench-words">
          {line}
        </p>
      ))}
      {comparison.rows.length > 0 ? (
        <DataTable table={comparisonTable(comparison)} caption="Both reports, row by row" />
      ) : null}
      {comparison.machineDifferences.length > 0 ? (
        <>
          <h3>The machines differ</h3>
          <DataTable
            caption="Differences of the machines"
            table={{
              titles: ["what", "before", "after"],
              left: [0, 1, 2],
              rows: comparison.machineDifferences.map((one) => [one.what, one.before, one.after]),
            }}
          />
        </>
      ) : null}
    </Panel>
  );
}
