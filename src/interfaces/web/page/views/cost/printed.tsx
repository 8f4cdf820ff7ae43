import { useSignal } from "@preact/signals";
import { printable } from "../../../../../shared/printable.js";
import { costTable } from "../../../../cost/cost-table.js";
import { speculationText } from "../../../../cost/draft-flags.js";
import { jsonReport } from "../../../../cost/json-report.js";
import { limitLines } from "../../../../cost/limits-view.js";
import { asJson, headText, type Priced } from "../../../../cost/price.js";
import { downloadText } from "../../parts/download.js";
import { Name } from "../../parts/name.js";
import { sentence } from "../../parts/sentence.js";
import { shortName } from "./figures.js";
import { commandOf } from "./flags.js";
import { contextText, type ModelCost, parameters, shown } from "./state.js";

/** Columns of the table: as where the command line has no terminal. */
const COLUMNS = 100;

/** What `fovea cost` prints on stdout for the same flags. */
function printed({ request, rows, view, limits, serving, speculations }: Priced): string {
  const table = costTable(rows, view, "text", request.options, COLUMNS);
  const drafted = speculations.length > 0 ? `\n${speculationText(rows, speculations, "text")}` : "";
  const within = limitLines(serving, limits, rows[0]!.timeErrorFactor);
  return `${headText(request)}\n${table}${drafted}${within === "" ? "" : `\n${within}`}`;
}

/** The same on the command line, and on what the figures rest. */
export function Printed() {
  return (
    <>
      {shown.value.map((cost) => (
        <OnCommandLine key={cost.model} cost={cost} />
      ))}
    </>
  );
}

function OnCommandLine({ cost }: { readonly cost: ModelCost }) {
  const command = commandOf(parameters.value, cost.model, contextText.value);
  const copied = useSignal<string | undefined>(undefined);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(command);
      copied.value = "Copied";
    } catch {
      copied.value = "Select and copy it: the browser refused";
    }
    setTimeout(() => {
      copied.value = undefined;
    }, 2500);
  };
  return (
    <div class="printed">
      <div class="command">
        <code>
          <bdi>{command}</bdi>
        </code>
        <button
          type="button"
          onClick={() => void copy()}
          aria-label={`Copy the command for ${printable(cost.model)}`}
        >
          {copied.value ?? "Copy"}
        </button>
        <button
          type="button"
          title="What --json prints"
          aria-label={`Save the figures of ${printable(cost.model)} as JSON`}
          onClick={() => downloadText("fovea-cost.json", jsonReport(asJson(cost.priced)), "application/json")}
        >
          JSON
        </button>
      </div>
      <ul class="assumptions">
        {cost.priced.request.assumptionLines.map((line) => (
          <li key={line}>
            <Name of={line} />
          </li>
        ))}
      </ul>
      <details>
        <summary>What it prints</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide text is scrolled by keyboard. */}
        <pre class="scroll-x" tabIndex={0}>
          {printed(cost.priced)}
        </pre>
      </details>
    </div>
  );
}

/** What the command line writes to stderr. */
export function Warnings() {
  const costs = shown.value;
  // Of several models, which one waits or does not fit.
  const lines = new Set(
    costs.flatMap((cost) =>
      costs.length === 1
        ? cost.warnings.map(sentence)
        : cost.warnings.map((line) => `${shortName(cost)}: ${line}`),
    ),
  );
  if (lines.size === 0) return null;
  return (
    <ul class="warnings" aria-label="Warnings">
      {[...lines].map((line) => (
        <li key={line}>
          <Name of={line} />
        </li>
      ))}
    </ul>
  );
}
