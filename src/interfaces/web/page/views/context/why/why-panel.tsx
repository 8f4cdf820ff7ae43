import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import { noMatch } from "../../../../../answers/no-match.js";
import { type LeftOutRow, levelWords, signedShare } from "../../../../../answers/why-words.js";
import type { WhyReport, WhyRequest } from "../../../../api/contract.js";
import { Name } from "../../../parts/name.js";
import { Notice } from "../../../parts/notice.js";
import { openGraph, openWhy } from "../open.js";
import { LevelMark, levelNames } from "../pack/level.js";
import { SearchBox } from "../search/search-box.js";
import { SelectedHead } from "../selected-head.js";
import type { ContextState } from "../state.js";
import { mostBudget } from "../task/budget-scale.js";
import { firstStep } from "../task/first-step.js";
import { useAnswer } from "../use-answer.js";
import { leastBudget, leastOf } from "./least-budget.js";
import { leftOutGroups } from "./left-out.js";

/** Why a file or a definition is in the pack, or is not. */
export function WhyPanel({ state }: { readonly state: ContextState }) {
  const task = state.task.value;
  const budget = state.budget.value;
  const selection = state.selection.value;
  const path = selection?.path;
  const line = selection?.lines?.start;
  const request: WhyRequest | undefined =
    path === undefined || task === ""
      ? undefined
      : { path, task, budget, ...(line === undefined ? {} : { line }) };
  const { value, loading, error } = useAnswer(request && ((signal) => state.source.why(request, signal)), [
    path,
    line,
    task,
    budget,
    state.indexed.value,
  ]);
  const report = value?.path === path && value?.line === line ? value : undefined;
  return (
    <div class="why" aria-busy={loading}>
      <SearchBox
        state={state}
        label="Why, or why not: a symbol or a file"
        choose={(found) => openWhy(state, found)}
      />
      {task === "" ? (
        <p class="waiting">{firstStep(state)}. Then this says why something is in its pack, or is not.</p>
      ) : path === undefined ? (
        <p class="waiting">Choose a file or a definition: here, on the map or in another tab.</p>
      ) : (
        <>
          <SelectedHead state={state} selection={selection ?? { path }}>
            <button type="button" onClick={() => selection && openGraph(state, selection)}>
              Its graph
            </button>
          </SelectedHead>
          {error !== undefined ? <Notice error={error} /> : null}
          {report ? (
            <Reasons state={state} report={report} />
          ) : loading ? (
            <p class="waiting">Asking…</p>
          ) : null}
        </>
      )}
    </div>
  );
}

function Reasons({ state, report }: { readonly state: ContextState; readonly report: WhyReport }) {
  const { answer, verdict, changed, deleted, words, literals = [], confidence, answered, doubt } = report;
  const refused = answered === false && confidence !== undefined && confidence > 0;
  return (
    <>
      <p class={`answer verdict-${verdict}`} role="status" data-verdict={verdict}>
        <bdi>{answer}</bdi>
      </p>
      {deleted || changed ? (
        <p>
          The file {deleted ? "was deleted" : "has changed"} since it was indexed; this describes the indexed
          content.
        </p>
      ) : null}
      {words && words.has.length + words.lacks.length > 0 ? (
        <p>
          Words of the task in it: <Words of={words.has} />. Not in it: <Words of={words.lacks} />.
        </p>
      ) : null}
      {literals.length > 0 ? (
        <p>
          Texts of the task in it:{" "}
          {literals.map(({ text, share }) => (
            <span key={text}>
              “<Name of={text} />”{share < 1 ? ` (${Math.round(100 * share)} %)` : ""}{" "}
            </span>
          ))}
        </p>
      ) : null}
      {refused ? (
        <p>
          For the task there is <bdi>{noMatch({ confidence, doubt })}</bdi>.
        </p>
      ) : null}
      {report.pack ? <Pieces state={state} report={report} pack={report.pack} /> : null}
      {report.rank ? <Signals rank={report.rank} path={report.path} /> : null}
    </>
  );
}

function Words({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return "none";
  return of.map((word, index) => (
    <span key={word}>
      {index > 0 ? ", " : ""}
      <Name of={word} />
    </span>
  ));
}

type Rank = NonNullable<WhyReport["rank"]>;

/** What each signal added, beside the first result's. */
function Signals({ rank, path }: { readonly rank: Rank; readonly path: string }) {
  const { place, candidates, score, first, signals } = rank;
  const isFirst = place === 1;
  const widest = Math.max(
    Number.MIN_VALUE,
    ...signals.map(({ share, firstShare }) => Math.max(Math.abs(share), Math.abs(firstShare))),
  );
  return (
    <section class="why-signals" aria-label="Signals of its score">
      <h3>
        Rank {formatInteger(place)} of {formatInteger(candidates)}, score {score.toFixed(2)}
      </h3>
      {isFirst ? (
        <p class="fine">It ranks first, because:</p>
      ) : (
        <p class="fine">
          The first, <Name of={first.path} />, has {first.score.toFixed(2)}. Where they differ most comes
          first.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard user scrolls a wide table. */}
      <section class="scroll-x" tabIndex={0} aria-label="Signals, a table">
        <table class="data">
          <thead>
            <tr>
              <th scope="col">signal</th>
              <th scope="col">
                <span class="hidden">{printable(path)}: </span>it
              </th>
              {isFirst ? null : <th scope="col">first</th>}
              <th scope="col">{isFirst ? "" : "it above, first below"}</th>
              <th scope="col">what it measures</th>
            </tr>
          </thead>
          <tbody>
            {signals.map(({ name, why, share, firstShare }) => (
              <tr key={name}>
                <th scope="row">
                  <Name of={name} />
                </th>
                <td>{signedShare(share)}</td>
                {isFirst ? null : <td>{signedShare(firstShare)}</td>}
                <td>
                  <TwoBars share={share} firstShare={isFirst ? undefined : firstShare} widest={widest} />
                </td>
                <td>{printable(why)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** Shares as bars from the middle: to the right when they add, to the left when they take away. */
function TwoBars(props: {
  readonly share: number;
  readonly firstShare: number | undefined;
  readonly widest: number;
}) {
  const bar = (share: number, y: number, name: string) => {
    const width = (50 * Math.abs(share)) / props.widest;
    return <rect class={name} x={share < 0 ? 50 - width : 50} y={y} width={width} height={5} />;
  };
  return (
    <svg class="two-bars" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
      {bar(props.share, props.firstShare === undefined ? 4 : 1, "it")}
      {props.firstShare === undefined ? null : bar(props.firstShare, 8, "first")}
      <line class="zero" x1={50} x2={50} y1={0} y2={14} />
    </svg>
  );
}

type Pack = NonNullable<WhyReport["pack"]>;

const MOST_LISTED = 12;

/** Which of its lines are in the pack, and which are not, by reason. */
function Pieces(props: { readonly state: ContextState; readonly report: WhyReport; readonly pack: Pack }) {
  const { state, report, pack } = props;
  const { path } = report;
  const around = report.line === undefined ? "of this file" : `of the definition around line ${report.line}`;
  // Of a definition, only one budget is recorded.
  const canGrow = state.source.recordedBudgets === undefined || report.line === undefined;
  return (
    <section class="why-pieces" aria-label="Its lines in the pack">
      <h3>
        In the pack of {formatInteger(pack.tokens)} of {formatInteger(pack.budget)} tokens, {around}
      </h3>
      {pack.pieces.length + pack.leftOut.length === 0 ? <p>Nothing competes for a place.</p> : null}
      <ul>
        {levelNames.map((level) => {
          const pieces = pack.pieces.filter((piece) => piece.level === level);
          return pieces.length === 0 ? null : (
            <li key={level}>
              <LevelMark level={level} /> {levelWords[level]}: lines{" "}
              {pieces.map(({ startLine, endLine }) => `${startLine}–${endLine}`).join(", ")}
            </li>
          );
        })}
        {leftOutGroups(pack.leftOut).map(({ because, rows }) => (
          <li key={because}>
            <span class="level level-out">left out</span> <bdi>{because}</bdi>:
            <LeftOut state={state} path={path} rows={rows} />
          </li>
        ))}
      </ul>
      {canGrow && pack.leftOut.some(({ reason }) => reason === "too-large" || reason === "budget-spent") ? (
        <LeastBudget state={state} report={report} />
      ) : null}
    </section>
  );
}

function LeftOut(props: {
  readonly state: ContextState;
  readonly path: string;
  readonly rows: readonly LeftOutRow[];
}) {
  const all = useSignal(false);
  const shown = all.value ? props.rows : props.rows.slice(0, MOST_LISTED);
  return (
    <ul>
      {shown.map(({ startLine, endLine, symbol, tokens, needs, room }) => (
        <li key={startLine}>
          <button
            type="button"
            class="link"
            onClick={() =>
              openWhy(props.state, { path: props.path, lines: { start: startLine, end: endLine } })
            }
          >
            {startLine === endLine ? `line ${startLine}` : `lines ${startLine}–${endLine}`}
          </button>{" "}
          {symbol === undefined ? null : <Name of={symbol} />}{" "}
          <span class="fine">
            {formatInteger(tokens)} tokens
            {needs === undefined
              ? ""
              : `; needs ${formatInteger(needs)} with its heads and imports, ${formatInteger(room ?? 0)} were free`}
          </span>
        </li>
      ))}
      {shown.length < props.rows.length ? (
        <li>
          <button
            type="button"
            onClick={() => {
              all.value = true;
            }}
          >
            Show {formatInteger(props.rows.length - shown.length)} more
          </button>
        </li>
      ) : null}
    </ul>
  );
}

/** Looks for the budget at which nothing of it is left out for want of room. */
function LeastBudget({ state, report }: { readonly state: ContextState; readonly report: WhyReport }) {
  const said = useSignal("");
  const found = useSignal<number | undefined>(undefined);
  const failed = useSignal<unknown>(undefined);
  const running = useRef<AbortController>(undefined);
  const { path, line, task } = report;
  useEffect(() => {
    said.value = "";
    found.value = undefined;
    failed.value = undefined;
    return () => running.current?.abort();
  }, [path, line, task]);
  const look = async (): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    said.value = "Making packs of other budgets…";
    failed.value = undefined;
    try {
      const recorded = state.source.recordedBudgets;
      const most = recorded?.at(-1) ?? mostBudget(state.repository.peek().value?.tokens ?? 0);
      const isIn = async (budget: number): Promise<boolean> => {
        const answer = await state.source.why(
          { path, task, budget, ...(line === undefined ? {} : { line }) },
          signal,
        );
        return (
          answer.verdict === "in-pack" &&
          !answer.pack?.leftOut.some(({ reason }) => reason === "too-large" || reason === "budget-spent")
        );
      };
      const above = state.budget.peek();
      const least = recorded
        ? await leastOf(
            recorded.filter((budget) => budget > above),
            isIn,
          )
        : await leastBudget(isIn, { above, most });
      if (signal.aborted) return;
      found.value = least;
      said.value =
        least === undefined
          ? `Not even with ${formatInteger(most)} tokens.`
          : `All of it is in a pack of ${recorded ? "" : "about "}${formatInteger(least)} tokens.`;
    } catch (error) {
      if (signal.aborted) return;
      said.value = "";
      failed.value = error;
    }
  };
  const budget = found.value;
  return (
    <p class="why-budget">
      <button type="button" onClick={() => void look()}>
        With which budget is all of it in?
      </button>{" "}
      <span role="status">{said.value}</span>{" "}
      {budget === undefined ? null : (
        <button type="button" onClick={() => state.setBudget(budget)}>
          Use it
        </button>
      )}
      {failed.value === undefined ? null : <Notice error={failed.value} />}
    </p>
  );
}
