import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { formatInteger } from "../../../../../../shared/units.js";
import { signedShare } from "../../../../../answers/why-words.js";
import type { PackReport } from "../../../../api/contract.js";
import { Name, PathName } from "../../../parts/name.js";
import { Notice } from "../../../parts/notice.js";
import { openWhy } from "../open.js";
import { LevelMark, levelNames, type PackItem } from "../pack/level.js";
import { countLevels } from "../pack/pieces.js";
import { measureOf, SignalName } from "../signal-name.js";
import type { ContextState } from "../state.js";
import { firstStep } from "../task/first-step.js";
import { type Candidate, extentOf, mainSignals, OTHER, segmentsOf } from "./signals.js";

const SHOWN_AT_FIRST = 25;

type Column = "path" | "score" | "tokens" | "in pack";

interface Row {
  readonly candidate: Candidate;
  /** From 1, by score. */
  readonly place: number;
  readonly pieces: readonly PackItem[];
  readonly mapped: boolean;
}

const ORDERS: Readonly<Record<Column, (a: Row, b: Row) => number>> = {
  path: (a, b) => (a.candidate.path < b.candidate.path ? -1 : 1),
  score: (a, b) => a.place - b.place,
  tokens: (a, b) => b.candidate.tokens - a.candidate.tokens || a.place - b.place,
  "in pack": (a, b) => held(b) - held(a) || a.place - b.place,
};

const held = ({ pieces, mapped }: Row): number =>
  pieces.length > 0 ? 1 + pieces.reduce((sum, { tokens }) => sum + tokens, 0) : mapped ? 1 : 0;

/** Every file that ranking considered, with what each signal added to its score. */
export function CandidatesPanel({ state }: { readonly state: ContextState }) {
  const order = useSignal<Column>("score");
  const shown = useSignal(SHOWN_AT_FIRST);
  const { value: report, loading, error } = state.candidates.value;
  const pack = state.pack.value.value;
  const results = report?.results;
  const main = useMemo(() => mainSignals(results ?? []), [results]);
  const extent = useMemo(() => extentOf(results ?? []), [results]);
  const rows = useMemo(() => rowsOf(results ?? [], pack), [results, pack]);
  const sorted = useMemo(() => [...rows].sort(ORDERS[order.value]), [rows, order.value]);
  if (error !== undefined) return <Notice error={error} />;
  if (!results)
    return (
      <p class="waiting">
        {loading ? "Ranking…" : `${firstStep(state)}: the files that it may need are here.`}
      </p>
    );
  if (results.length === 0) return <p class="waiting">No indexed file contains a word of this task.</p>;
  const head = (column: Column, title: string, about?: string) => (
    <th
      scope="col"
      title={about}
      aria-sort={order.value === column ? (column === "path" ? "ascending" : "descending") : undefined}
    >
      <button
        type="button"
        class="link"
        onClick={() => {
          order.value = column;
        }}
      >
        {title}
        {order.value === column ? (column === "path" ? " ▴" : " ▾") : ""}
      </button>
    </th>
  );
  return (
    <div class="candidates" aria-busy={loading}>
      <p class="fine">
        {countOf(results)} A bar shows what each signal added to the score, right of the line, or took away,
        left of it.
      </p>
      <ul class="legend" aria-label="Signals">
        {[...main, OTHER].map((name) => (
          <li key={name}>
            <span class={`swatch ${colourOf(name, main)}`} /> <SignalName state={state} of={name} />
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard user scrolls a wide table. */}
      <section class="scroll-x" tabIndex={0} aria-label="Candidates, a table">
        <table class="data">
          <thead>
            <tr>
              {head("path", "file")}
              {head("score", "score")}
              <th scope="col">signals</th>
              {head("tokens", "tokens", "Tokens of the whole file")}
              {head("in pack", "pack", "How it is in the pack")}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown.value).map((row) => (
              <CandidateRow key={row.candidate.path} state={state} row={row} main={main} extent={extent} />
            ))}
          </tbody>
        </table>
      </section>
      {sorted.length > shown.value ? (
        <button
          type="button"
          onClick={() => {
            shown.value += 100;
          }}
        >
          Show more of {formatInteger(sorted.length - shown.value)}
        </button>
      ) : null}
    </div>
  );
}

/** As many files as Why counts: variants of a file are ranked too, and share its row. */
function countOf(results: readonly Candidate[]): string {
  const files = results.reduce((sum, { alike }) => sum + 1 + (alike?.places.length ?? 0), 0);
  const rows =
    files === results.length
      ? ""
      : `, in ${formatInteger(results.length)} rows: variants of a file share its row`;
  return `${formatInteger(files)} ${files === 1 ? "file was" : "files were"} ranked${rows}.`;
}

function rowsOf(results: readonly Candidate[], pack: PackReport | undefined): Row[] {
  const byPath = new Map<string, PackItem[]>();
  for (const item of pack?.items ?? []) byPath.set(item.path, [...(byPath.get(item.path) ?? []), item]);
  const mapped = new Set(pack?.map.map(({ path }) => path));
  return results.map((candidate, index) => ({
    candidate,
    place: index + 1,
    pieces: byPath.get(candidate.path) ?? [],
    mapped: mapped.has(candidate.path),
  }));
}

const colourOf = (name: string, main: readonly string[]): string => `series-${main.indexOf(name) + 1 || 8}`;

function CandidateRow(props: {
  readonly state: ContextState;
  readonly row: Row;
  readonly main: readonly string[];
  readonly extent: readonly [number, number];
}) {
  const { state, row, main, extent } = props;
  const { candidate, place, pieces, mapped } = row;
  const { path, score, tokens, alike } = candidate;
  const counts = countLevels(pieces);
  return (
    <tr
      class="candidate"
      aria-current={state.selection.value?.path === path ? "true" : undefined}
      onClick={() => openWhy(state, { path })}
      onPointerEnter={() => {
        state.pointed.value = path;
      }}
      onPointerLeave={() => {
        state.pointed.value = undefined;
      }}
    >
      <th scope="row">
        <button type="button" class="link">
          <span class="place">{place}</span> <PathName of={path} />
        </button>
        {alike ? (
          <span class="fine">
            {" "}
            and {formatInteger(alike.places.length)} like it, <Name of={alike.pattern} />
          </span>
        ) : null}
      </th>
      <td>{score.toFixed(2)}</td>
      <td>
        <SignalBar state={state} candidate={candidate} main={main} extent={extent} />
      </td>
      <td>{formatInteger(tokens)}</td>
      <td>
        {pieces.length > 0
          ? levelNames.map((level) => {
              const count = counts.get(level);
              return count === undefined ? null : <LevelMark key={level} level={level} count={count} />;
            })
          : mapped
            ? "named"
            : "–"}
      </td>
    </tr>
  );
}

const BAR_HEIGHT = 14;

function SignalBar(props: {
  readonly state: ContextState;
  readonly candidate: Candidate;
  readonly main: readonly string[];
  readonly extent: readonly [number, number];
}) {
  const [low, high] = props.extent;
  const { signals } = props.candidate;
  const width = Math.max(high - low, Number.MIN_VALUE);
  const percent = (score: number): number => (100 * (score - low)) / width;
  const said = Object.entries(signals)
    .filter(([, share]) => share !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([name, share]) => `${name} ${signedShare(share)}`)
    .join(", ");
  return (
    <svg
      class="signal-bar"
      viewBox={`0 0 100 ${BAR_HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={said}
    >
      {segmentsOf(signals, props.main).map(({ name, share, start, end }) => (
        <rect
          key={name}
          class={colourOf(name, props.main)}
          x={percent(Math.min(start, end))}
          y={2}
          width={percent(Math.max(start, end)) - percent(Math.min(start, end))}
          height={BAR_HEIGHT - 4}
        >
          <title>
            {[`${name} ${signedShare(share)}`, measureOf(props.state, name) ?? []].flat().join(": ")}
          </title>
        </rect>
      ))}
      <line class="zero" x1={percent(0)} x2={percent(0)} y1={0} y2={BAR_HEIGHT} />
    </svg>
  );
}
