import { useEffect, useRef } from "preact/hooks";
import { printableText } from "../../../../../shared/printable.js";
import { formatInteger } from "../../../../../shared/units.js";
import { percent, shortTokens } from "../../../../eval/tables.js";
import { setParameters } from "../../app/address.js";
import { Name } from "../../parts/name.js";
import { budgetsInWords, type Case } from "./case-list.js";

/** One case: its text, its answer, and what each retriever ranked and packed. */
export function CaseText({ one, names }: { readonly one: Case; readonly names: readonly string[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => heading.current?.scrollIntoView({ block: "nearest" }), []);
  const gold = new Set(one.gold);
  return (
    <section class="proof-case" aria-label="The case">
      <header>
        <h3 ref={heading} tabIndex={-1}>
          Case <Name of={one.id} />
        </h3>
        <button type="button" class="quiet" onClick={() => setParameters({ case: undefined })}>
          Close
        </button>
      </header>
      <p class="small">
        {formatInteger(one.gold.length)} changed {one.gold.length === 1 ? "file" : "files"}
        {one.places > 0
          ? `, ${formatInteger(one.places)} changed ${one.places === 1 ? "place" : "places"}`
          : ""}
        ; the tree has {formatInteger(one.tokens)} tokens.
      </p>
      <pre class="query">{printableText(one.query)}</pre>
      <h4>The answer: when is each file in?</h4>
      <GoldTable one={one} names={names} />
      <h4>Found by budget</h4>
      <BudgetTable one={one} names={names} />
      <div class="retrievers">
        {names.map((name) => (
          <Retriever key={name} name={name} detail={one.retrievers[name]!} gold={gold} />
        ))}
      </div>
    </section>
  );
}

interface Props {
  readonly one: Case;
  readonly names: readonly string[];
}

function GoldTable({ one, names }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
    <section class="scroll-x" aria-label="Files of the answer" tabIndex={0}>
      <table class="data gold">
        <thead>
          <tr>
            <th scope="col">rank · in the context</th>
            {names.map((name) => (
              <th key={name} scope="col">
                <Name of={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {one.gold.map((path, index) => (
            <tr key={path}>
              <th scope="row" class="path">
                <Name of={path} />
              </th>
              {names.map((name) => {
                const { goldRanks, goldBudgets, budgets } = one.retrievers[name]!;
                const rank = goldRanks[index];
                const all = budgets.map(({ budget }) => budget);
                return (
                  <td key={name} class={rank === null ? "missed" : undefined}>
                    {rank ? `#${formatInteger(rank)}` : "not ranked"}
                    {all.length > 0 ? ` · ${budgetsInWords(goldBudgets[index]!, all, shortTokens)}` : ""}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function BudgetTable({ one, names }: Props) {
  const budgets = one.retrievers[names[0]!]!.budgets;
  if (budgets.length === 0) return <p class="small">No context was filled.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
    <section class="scroll-x" aria-label="Found by budget" tabIndex={0}>
      <table class="data">
        <caption class="hidden">
          Files found, and changed places shown whole, in %, and the tokens used
        </caption>
        <thead>
          <tr>
            <th scope="col">budget</th>
            {names.map((name) => (
              <th key={name} scope="col">
                <Name of={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {budgets.map(({ budget }, index) => (
            <tr key={budget}>
              <th scope="row">{formatInteger(budget)}</th>
              {names.map((name) => {
                const at = one.retrievers[name]!.budgets[index];
                if (!at) return <td key={name}>–</td>;
                const places = at.editRecall === undefined ? "" : ` / ${percent(at.editRecall)}`;
                return (
                  <td key={name}>
                    {percent(at.recall)}
                    {places}
                    <span class="soft">
                      {" "}
                      {formatInteger(at.tokens)} in {formatInteger(at.files)}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small">Files found, and changed places whole, in %; tokens used, in so many files.</p>
    </section>
  );
}

function Retriever(props: {
  readonly name: string;
  readonly detail: Case["retrievers"][string];
  readonly gold: ReadonlySet<string>;
}) {
  const { name, detail, gold } = props;
  const { ranked, packed } = detail;
  return (
    <section>
      <h4>
        <Name of={name} />
      </h4>
      <h5>Ranked first</h5>
      {ranked.length === 0 ? <p class="small">nothing</p> : null}
      <ol>
        {ranked.map((path) => (
          <Path key={path} path={path} isGold={gold.has(path)} />
        ))}
      </ol>
      {packed.length === 0 ? null : (
        <>
          <h5>Comes in as the budget grows</h5>
          <ul>
            {packed.map(({ path, from }) => (
              <Path key={path} path={path} isGold={gold.has(path)} from={from} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Path({
  path,
  isGold,
  from,
}: {
  readonly path: string;
  readonly isGold: boolean;
  readonly from?: number;
}) {
  return (
    <li class={isGold ? "gold" : undefined}>
      {from === undefined ? null : <span class="from">{shortTokens(from)}</span>}
      <span>
        <Name of={path} />
        {isGold ? <span class="tag">changed</span> : null}
      </span>
    </li>
  );
}
