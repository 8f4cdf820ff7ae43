import { printable } from "../../../../../../shared/printable.js";
import type { GraphReport } from "../../../../api/contract.js";
import type { Selection } from "../state.js";
import {
  type Box,
  byDistance,
  type Column,
  columnOf,
  type Edge,
  type Reached,
  relationNames,
  relationSides,
} from "./columns.js";

type Go = (place: Selection) => void;

/** The part of a name that tells it from others. */
const shortName = ({
  symbol,
  path,
}: {
  readonly symbol?: string | undefined;
  readonly path: string;
}): string => printable(symbol ?? path.slice(path.lastIndexOf("/") + 1));

const fullName = ({
  symbol,
  path,
}: {
  readonly symbol?: string | undefined;
  readonly path: string;
}): string => printable(symbol === undefined ? path : `${symbol}, ${path}`);

export const placeOf = (node: Pick<Edge, "path" | "startLine" | "endLine" | "symbol">): Selection =>
  node.symbol === undefined
    ? { path: node.path }
    : { path: node.path, lines: { start: node.startLine, end: node.endLine } };

/** The target between what depends on it and what it depends on. Lists below it say the same. */
export function Drawing({ report, go }: { readonly report: GraphReport; readonly go: Go }) {
  const left = columnOf(report, "left");
  const right = columnOf(report, "right");
  const height = Math.max(left.height, right.height, 64);
  const offset = (column: Column): number => (height - column.height) / 2;
  const { label, places } = report.target;
  const [place] = places;
  return (
    <section class="graph-drawing" style={{ height: `${height}px` }} aria-label="Drawing of the graph">
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {links(left, offset(left), 31, 38, height)}
        {links(right, offset(right), 69, 62, height)}
      </svg>
      <Boxes column={left} offset={offset(left)} side="left" go={go} />
      <p class="target" title={printable(label)}>
        <bdi>{place ? shortName(place) : printable(label)}</bdi>
      </p>
      <Boxes column={right} offset={offset(right)} side="right" go={go} />
    </section>
  );
}

/** What stands below the target: tests, documents and files that commits change with it. */
export function Below({ report, go }: { readonly report: GraphReport; readonly go: Go }) {
  return relationNames.map((relation) => {
    const found = report.relations[relation];
    if (relationSides[relation] !== "below" || !found || found.edges.length === 0) return null;
    const shown = found.edges.slice(0, MOST_BELOW);
    return (
      <section key={relation} class="below" aria-label={relation}>
        <p class="fine">{relation}</p>
        {shown.map((edge) => (
          <button
            key={`${edge.path}:${edge.startLine}`}
            type="button"
            class="box"
            title={fullName(edge)}
            onClick={() => go(placeOf(edge))}
          >
            <bdi>{shortName(edge)}</bdi>
          </button>
        ))}
        {found.total > shown.length ? <p class="box more">and {found.total - shown.length} more</p> : null}
      </section>
    );
  });
}

const MOST_BELOW = 4;

/** Curves from each box to the target; the surer, the stronger. */
function links(column: Column, offset: number, from: number, to: number, height: number) {
  const middle = (from + to) / 2;
  return column.boxes.map(({ relation, edge, y }) => {
    const at = y + offset;
    return (
      <path
        key={`${relation}${y}`}
        d={`M${from} ${at} C${middle} ${at} ${middle} ${height / 2} ${to} ${height / 2}`}
        stroke-opacity={edge ? 0.25 + 0.65 * edge.confidence : 0.3}
        stroke-dasharray={edge ? undefined : "3 4"}
      />
    );
  });
}

function Boxes(props: {
  readonly column: Column;
  readonly offset: number;
  readonly side: "left" | "right";
  readonly go: Go;
}) {
  const { column, offset, side, go } = props;
  return (
    <div class={`boxes ${side}`}>
      {column.heads.map(({ relation, y }) => (
        <p key={relation} class="box-head" style={{ top: `${y + offset}px` }}>
          {relation}
        </p>
      ))}
      {column.boxes.map((box) => (
        <BoxOf key={`${box.relation}${box.y}`} box={box} offset={offset} go={go} />
      ))}
    </div>
  );
}

function BoxOf({ box, offset, go }: { readonly box: Box; readonly offset: number; readonly go: Go }) {
  const { relation, edge, more, y } = box;
  const style = { top: `${y + offset - 14}px` };
  if (!edge)
    return (
      <p class="box more" style={style}>
        and {more} more
      </p>
    );
  return (
    <button
      type="button"
      class="box"
      style={style}
      title={fullName(edge)}
      aria-label={`${relation}: ${fullName(edge)}, confidence ${edge.confidence.toFixed(2)}`}
      onClick={() => go(placeOf(edge))}
    >
      <bdi>{shortName(edge)}</bdi>
    </button>
  );
}

const MOST_OF_A_DISTANCE = 30;

/** What a change may reach, a column for each step away from the target. */
export function Distances({ reached, go }: { readonly reached: readonly Reached[]; readonly go: Go }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard user scrolls what is wide.
    <section class="distances scroll-x" tabIndex={0} aria-label="Impact by distance">
      {byDistance(reached).map(({ depth, nodes }) => (
        <section key={depth} class="distance" aria-label={`${depth} ${depth === 1 ? "step" : "steps"} away`}>
          <h4>
            {depth} {depth === 1 ? "step" : "steps"} <span class="fine">{nodes.length}</span>
          </h4>
          <ul>
            {nodes.slice(0, MOST_OF_A_DISTANCE).map((node) => (
              <li key={`${node.path}:${node.startLine}`}>
                <button
                  type="button"
                  class="box"
                  title={`${fullName(node)}, through ${printable(node.through)}`}
                  style={{ opacity: 0.55 + 0.45 * node.confidence }}
                  onClick={() => go(placeOf(node))}
                >
                  <bdi>{shortName(node)}</bdi>
                </button>
              </li>
            ))}
            {nodes.length > MOST_OF_A_DISTANCE ? (
              <li class="fine">and {nodes.length - MOST_OF_A_DISTANCE} more</li>
            ) : null}
          </ul>
        </section>
      ))}
    </section>
  );
}
