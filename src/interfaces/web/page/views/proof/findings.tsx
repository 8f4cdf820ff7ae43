import { useMemo } from "preact/hooks";
import { printable } from "../../../../../shared/printable.js";
import { budgetTable, describeDifferences, rankingTable } from "../../../../eval/tables.js";
import { describePrices, kneeLines, kneeMeaning, stepTable } from "../../../../eval/worth.js";
import { describeWorth } from "../../../../eval/worth-words.js";
import type { EvalReport } from "../../../api/contract.js";
import { DataTable } from "../../parts/data-table.js";
import { Panel } from "../../parts/panel.js";

const isKnee = (row: readonly string[]): boolean => row[0]!.endsWith("<");

/** What the report says, in the sentences and tables of `fovea eval`. */
export function Findings({ report }: { readonly report: EvalReport }) {
  const tables = useMemo(
    () => ({ ranking: rankingTable(report), budgets: budgetTable(report), steps: stepTable(report) }),
    [report],
  );
  const first = report.retrievers[0]!.name;
  return (
    <>
      <Panel title="Which budget is worth its price" class="proof-knees" about={`Knee: ${kneeMeaning}.`}>
        <ul>
          {kneeLines(report).map((line, index) => (
            <li key={index} class={index === 0 ? "first" : undefined}>
              <bdi>{printable(line)}</bdi>
            </li>
          ))}
        </ul>
        <p class="small">{printable(describePrices(report))}</p>
        <details>
          <summary>What a solved task is worth</summary>
          <p class="small">{printable(`${describeWorth(report.worth)} ${report.worth.assumptions}`)}</p>
        </details>
      </Panel>
      <Panel title="Ranking" about="Means over the cases in %, with 95 % intervals." class="proof-ranking">
        <DataTable table={tables.ranking} caption="Ranking by retriever" />
        {report.retrievers.length > 1 ? (
          <p class="small">{printable(describeDifferences(report).trim())}</p>
        ) : null}
        <details>
          <summary>What each one is</summary>
          <dl class="small">
            {report.retrievers.map(({ name, about }) => (
              <div key={name}>
                <dt>
                  <bdi>{printable(name)}</bdi>
                </dt>
                <dd>{printable(about)}</dd>
              </div>
            ))}
          </dl>
        </details>
      </Panel>
      <Panel
        title="Found by budget, and its price"
        class="proof-budgets"
        about="Files found, and changed places shown whole, in %. < marks the knee."
      >
        <DataTable table={tables.budgets} caption="Files found and changed places shown whole by budget" />
      </Panel>
      <Panel
        title="Net worth by budget"
        class="proof-worth"
        about={`What each step of ${printable(first)}'s budget adds: dollars per 1,000 tasks, paired, with 95 % intervals.`}
      >
        <DataTable table={tables.steps} caption="Net worth by budget" isMarked={isKnee} />
      </Panel>
    </>
  );
}
