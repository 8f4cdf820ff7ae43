import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { printable } from "../../../../../shared/printable.js";
import { formatInteger } from "../../../../../shared/units.js";
import { percent, shortTokens } from "../../../../eval/tables.js";
import type { EvalReport } from "../../../api/contract.js";
import { address, setParameters } from "../../app/address.js";
import { Panel } from "../../parts/panel.js";
import {
  type Case,
  completeFrom,
  isOutcome,
  type Order,
  type Outcome,
  orders,
  outcomes,
  sorted,
} from "./case-list.js";
import { CaseText } from "./case-text.js";

const ORDER_WORDS: Readonly<Record<Order, string>> = {
  worst: "Worst first",
  best: "Best first",
  report: "As in the report",
};

/** Every case: sorted by how the first retriever did, and one of them open. */
export function Cases({ report }: { readonly report: EvalReport }) {
  const { parameters } = address.value;
  const names = useMemo(() => report.retrievers.map(({ name }) => name), [report]);
  const first = names[0]!;
  const outcome = outcomes.find((one) => one === parameters.cases) ?? "all";
  const order = orders.find((one) => one === parameters.order) ?? "worst";
  const counts = useMemo(
    () => outcomes.map((one) => report.perCase.filter((each) => isOutcome(each, one, names)).length),
    [report, names],
  );
  const listed = useMemo(
    () =>
      sorted(
        report.perCase.filter((one) => isOutcome(one, outcome, names)),
        order,
        first,
      ),
    [report, outcome, order, names, first],
  );
  const open = report.perCase.find(({ id }) => id === parameters.case);
  const words: Readonly<Record<Outcome, string>> = {
    all: "All",
    found: "Found",
    partly: "Partly",
    missed: "Missed",
    behind: "A baseline did better",
  };
  return (
    <Panel
      title="Cases"
      class="proof-cases"
      about={
        <>
          Found: all files of the answer are among the first 10 of <bdi>{printable(first)}</bdi>. Pick a case
          to read its text, and what each retriever made of it.
        </>
      }
      actions={
        <label class="field order">
          Order
          <select
            value={order}
            onChange={({ currentTarget: { value } }) =>
              setParameters({ order: value === "worst" ? undefined : value })
            }
          >
            {orders.map((one) => (
              <option key={one} value={one}>
                {ORDER_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <fieldset class="choice">
        <legend class="hidden">Which cases</legend>
        {outcomes.map((one, index) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === outcome}
            onClick={() => setParameters({ cases: one === "all" ? undefined : one })}
          >
            {words[one]} <span class="count">{formatInteger(counts[index]!)}</span>
          </button>
        ))}
      </fieldset>
      <div class={open ? "proof-split" : ""}>
        <CaseTable cases={listed} names={names} open={open?.id} />
        {open ? <CaseText one={open} names={names} key={open.id} /> : null}
      </div>
    </Panel>
  );
}

/** Rows at first, and more with each press of the button: a report may have ten thousand cases. */
const ROWS = 300;

function CaseTable(props: {
  readonly cases: readonly Case[];
  readonly names: readonly string[];
  readonly open: string | undefined;
}) {
  const { cases, names, open } = props;
  const first = names[0]!;
  const row = useRef<HTMLTableRowElement>(null);
  const [most, setMost] = useState(ROWS);
  const shown = cases.slice(0, most);
  // The open case may come from a link.
  const late = cases.find(({ id }, index) => index >= most && id === open);
  if (late) shown.push(late);
  // A link to a case opens far down a long list.
  useEffect(() => row.current?.scrollIntoView({ block: "nearest" }), [open]);
  if (cases.length === 0) return <p class="waiting">No case is so.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keyboard.
    <section class="scroll-x proof-list" aria-label="Cases" tabIndex={0}>
      <table class="data">
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col" title={`Share of the answer's files among the first 10 of ${printable(first)}`}>
              recall@10
            </th>
            <th scope="col" title="Rank of the first file of the answer">
              rank
            </th>
            <th scope="col" class="more" title="The best of the baselines, among its first 10">
              best other
            </th>
            <th scope="col" class="more" title="The smallest budget that shows all files of the answer">
              all from
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => {
            const rank = one.reciprocalRank[first]!;
            const found = one.recallAt10[first]!;
            const others = names.slice(1).map((name) => one.recallAt10[name]!);
            const from = completeFrom(one, first);
            return (
              <tr
                key={one.id}
                ref={one.id === open ? row : null}
                class={one.id === open ? "marked" : undefined}
              >
                <th scope="row">
                  <button
                    type="button"
                    class="quiet task"
                    aria-current={one.id === open ? "true" : undefined}
                    onClick={() => setParameters({ case: one.id === open ? undefined : one.id })}
                  >
                    <span
                      class={`outcome ${found === 1 ? "found" : found === 0 ? "missed" : "partly"}`}
                      aria-hidden="true"
                    />
                    <bdi>{printable(firstLine(one.query))}</bdi>
                  </button>
                </th>
                <td>{percent(found)}</td>
                <td>{rank > 0 ? formatInteger(Math.round(1 / rank)) : "–"}</td>
                <td class="more">{others.length > 0 ? percent(Math.max(...others)) : "–"}</td>
                <td class="more">{from === undefined ? "–" : shortTokens(from)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {cases.length > most ? (
        <button type="button" onClick={() => setMost(most + ROWS)}>
          Show {formatInteger(Math.min(ROWS, cases.length - most))} more of {formatInteger(cases.length)}{" "}
          cases
        </button>
      ) : null}
    </section>
  );
}

const firstLine = (text: string): string => text.trim().split("\n", 1)[0]!.slice(0, 300);
