import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import { firstLines } from "../../../../../answers/first-lines.js";
import { edgeCount, FURTHER_UNRESOLVED, impactCount } from "../../../../../answers/graph-words.js";
import { unknownText } from "../../../../../answers/unknown-text.js";
import type { GraphReport, GraphRequest } from "../../../../api/contract.js";
import { Name } from "../../../parts/name.js";
import { Notice } from "../../../parts/notice.js";
import { openGraph, openWhy } from "../open.js";
import { SearchBox } from "../search/search-box.js";
import type { ContextState } from "../state.js";
import { useAnswer } from "../use-answer.js";
import { type Edge, type Found, type Relation, relationNames } from "./columns.js";
import { Below, Distances, Drawing, placeOf } from "./drawing.js";

/** What calls, uses, tests and documents the selected definition or file, and what a change of it may reach. */
export function GraphPanel({ state }: { readonly state: ContextState }) {
  const selection = state.selection.value;
  const target =
    selection && (selection.lines ? `${selection.path}:${selection.lines.start}` : selection.path);
  const request: GraphRequest | undefined = target === undefined ? undefined : { target, impact: true };
  const answer = useAnswer(
    request && (async (signal) => ({ target, report: await state.source.graph(request, signal) })),
    [target, state.indexed.value],
  );
  const report = answer.value?.target === target ? answer.value?.report : undefined;
  return (
    <div class="graph" aria-busy={answer.loading}>
      <SearchBox
        state={state}
        label="The graph of: a symbol or a file"
        choose={(found) => openGraph(state, found)}
      />
      {selection === undefined ? (
        <p class="waiting">Choose a definition or a file: here, on the map or in another tab.</p>
      ) : answer.error !== undefined ? (
        <Notice error={answer.error} />
      ) : report ? (
        <Graph state={state} report={report} />
      ) : (
        <p class="waiting">Following its edges…</p>
      )}
    </div>
  );
}

function Graph({ state, report }: { readonly state: ContextState; readonly report: GraphReport }) {
  const { target, relations, impact } = report;
  const go = (place: Parameters<typeof openGraph>[1]): void => openGraph(state, place);
  return (
    <>
      <h3 data-target={target.label}>
        <Name of={target.label} />
      </h3>
      <p class="fine">
        {target.places.map(({ path, startLine, endLine, kind }) => (
          <span key={`${path}:${startLine}`}>
            {printable(kind)} <Name of={path} />:{startLine}-{endLine}{" "}
          </span>
        ))}
        {state.task.value === "" || !state.selection.value ? null : (
          <button
            type="button"
            onClick={() => state.selection.value && openWhy(state, state.selection.value)}
          >
            Is it in the pack?
          </button>
        )}
      </p>
      <Drawing report={report} go={go} />
      <Below report={report} go={go} />
      {relationNames.map((relation) => {
        const found = relations[relation];
        return found ? <RelationList key={relation} state={state} relation={relation} found={found} /> : null;
      })}
      {impact ? <Impact impact={impact} go={go} /> : null}
    </>
  );
}

/** Lists that hide the others. */
const LONG: ReadonlySet<Relation> = new Set(["imports", "co-changed"]);

/** The edges of a relation with their confidence, and what is not known of it. */
function RelationList(props: {
  readonly state: ContextState;
  readonly relation: Relation;
  readonly found: Found;
}) {
  const { state, relation, found } = props;
  const { edges, total, complete, external, unknown, notes } = found;
  const count = edgeCount({ total, listed: edges.length, complete });
  const isEmpty = edges.length + external.length + unknown.length + notes.length === 0;
  const head = (
    <>
      <strong>{relation}</strong>: {count}
    </>
  );
  if (isEmpty)
    return (
      <p class="relation" data-relation={relation} data-total={total}>
        {head}
      </p>
    );
  return (
    <details class="relation" open={!LONG.has(relation)} data-relation={relation} data-total={total}>
      <summary>{head}</summary>
      <ul>
        {edges.map((edge) => (
          <EdgeRow key={`${edge.path}:${edge.startLine}:${edge.symbol ?? ""}`} state={state} edge={edge} />
        ))}
        {external.length > 0 ? (
          <li>
            outside the repository: <bdi>{external.map(printable).join(", ")}</bdi>
          </li>
        ) : null}
        {unknown.map(({ files, ...one }) => (
          <li key={one.why} class="unknown">
            <bdi>{unknownText({ ...one, ...(files === undefined ? {} : { files }) }, printable)}</bdi>
          </li>
        ))}
        {notes.map((note) => (
          <li key={note} class="unknown">
            note: <bdi>{printable(note)}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}

function EdgeRow({ state, edge }: { readonly state: ContextState; readonly edge: Edge }) {
  const { path, startLine, symbol, kind, confidence, evidence, lines } = edge;
  return (
    <li class="edge">
      <span class="confidence" title="How certain the edge is, by its evidence">
        {confidence.toFixed(2)}
      </span>{" "}
      <button type="button" class="link" onClick={() => openGraph(state, placeOf(edge))}>
        <Name of={symbol ?? path} />
      </button>{" "}
      <span class="fine">
        {symbol === undefined ? "" : `${printable(kind)} `}
        {symbol === undefined ? null : <Name of={`${path}:${startLine}`} />}
        {lines.length > 0 ? ` at ${firstLines(lines)}` : ""} ({evidence})
      </span>
    </li>
  );
}

function Impact(props: {
  readonly impact: NonNullable<GraphReport["impact"]>;
  readonly go: (place: Parameters<typeof openGraph>[1]) => void;
}) {
  const { impact, go } = props;
  return (
    <section class="impact" aria-label="Impact">
      <h3>Impact of a change</h3>
      <p data-impact={impact.total}>{impactCount(impact)}</p>
      {impact.reached.length > 0 ? <Distances reached={impact.reached} go={go} /> : null}
      <ul>
        {impact.unresolved > 0 ? (
          <li class="unknown">
            unresolved: {formatInteger(impact.unresolved)} {FURTHER_UNRESOLVED}
          </li>
        ) : null}
        {impact.unknown.map(({ files, ...one }) => (
          <li key={one.why} class="unknown">
            <bdi>{unknownText({ ...one, ...(files === undefined ? {} : { files }) }, printable)}</bdi>
          </li>
        ))}
        {impact.truncated ? <li class="unknown">cut: there is more beyond the last step</li> : null}
      </ul>
    </section>
  );
}
