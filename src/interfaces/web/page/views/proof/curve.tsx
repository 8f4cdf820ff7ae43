import { useMemo } from "preact/hooks";
import { formatDollars, formatInteger } from "../../../../../shared/units.js";
import { percent, priceOfTokens, recallPlot } from "../../../../eval/tables.js";
import type { EvalReport } from "../../../api/contract.js";
import { address, setParameters } from "../../app/address.js";
import { Chart } from "../../parts/chart/chart.js";
import { Panel } from "../../parts/panel.js";

/** Recall against tokens: of the answer's files, or of its changed places. */
export function Curve({ report }: { readonly report: EvalReport }) {
  const hasPlaces = report.retrievers.some(({ budgets }) => budgets.some(({ editRecall }) => editRecall));
  const of = hasPlaces && address.value.parameters.of === "places" ? "places" : "files";
  const plot = useMemo(() => recallPlot(report, of), [report, of]);
  return (
    <Panel
      title="Recall by tokens"
      class="proof-curve"
      about="The mean over the cases with its 95 % interval. To the left is cheaper, further up holds more of the answer."
      actions={
        hasPlaces ? (
          <fieldset class="choice">
            <legend class="hidden">Of what</legend>
            {(["files", "places"] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === of}
                onClick={() => setParameters({ of: one === "files" ? undefined : one })}
              >
                {one === "files" ? "Files found" : "Changed places whole"}
              </button>
            ))}
          </fieldset>
        ) : undefined
      }
    >
      <Chart
        plot={plot}
        file={`fovea-recall-${of}`}
        writeX={(tokens) =>
          `${formatInteger(Math.round(tokens))} · ${formatDollars(priceOfTokens(report, tokens))}`
        }
        writeY={(share) => `${percent(share)} %`}
      />
    </Panel>
  );
}
