import {
  areaY,
  axisX,
  axisY,
  gridX,
  gridY,
  line,
  type Markish,
  plot as observablePlot,
  ruleX,
  text,
} from "@observablehq/plot";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { printable } from "../../../../shared/printable.js";
import { formatShort } from "../../../../shared/units.js";
import {
  csvPlot,
  type Drawable,
  drawable,
  type Plot,
  type PlotPoint,
  type PlotSeries,
  position,
  shapeOf,
  svgPlot,
} from "../../../plot/index.js";
import { chartClass } from "./chart-style.js";
import { download, downloadText, pngOf } from "./download.js";

export interface ChartProps {
  /** What `--plot` of the command line draws too: its SVG is the file of the SVG button. */
  readonly plot: Plot;
  /** Names the files that the buttons save: `cost-flop`. */
  readonly file: string;
  /** A vertical line at the x that the user works with; not in the files. */
  readonly here?: { readonly x: number; readonly label: string };
  /** Pixels (default: a share of the width). */
  readonly height?: number;
  /** How the tooltip and the table write values (default: as the axes do). */
  readonly writeX?: (x: number) => string;
  readonly writeY?: (y: number) => string;
  /** False where the panel's heading says it already; a text is a heading in its place. */
  readonly title?: boolean | string;
}

const FONT = 12;
/** No more than this of the font's size is a character wide. */
const CHARACTER = 0.58;
const COLOURS = 8;

/** The colour of a series: of the page's list, by its place. */
export const seriesColour = (index: number): string => `var(--series-${(index % COLOURS) + 1})`;

/**
 * Draws a plot on logarithmic axes, with a legend, a tooltip that follows the pointer or the arrow keys, the points as
 * a table, and its files. Draw it again with another `plot` as often as you like: it takes some milliseconds. Another
 * `here` moves a line only.
 */
export function Chart({ plot, file, here, height, title = true, ...write }: ChartProps) {
  const drawn = useMemo(() => drawable(plot), [plot]);
  const [isTable, setTable] = useState(false);
  const [error, setError] = useState<string>();
  const writers = {
    x: write.writeX ?? plot.formatX ?? formatShort,
    y: write.writeY ?? plot.formatY ?? formatShort,
  };
  const savePng = async () => {
    try {
      download(`${file}.png`, await pngOf(svgPlot(plot)));
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    }
  };
  const button = (name: string, act: () => void) => (
    <button
      type="button"
      class="quiet"
      disabled={!drawn}
      aria-label={`Save “${printable(plot.title)}” as ${name}`}
      title={`Save as ${name}`}
      onClick={act}
    >
      {name}
    </button>
  );
  return (
    <figure class="chart">
      <figcaption>
        {typeof title === "string" ? (
          <h2>{title}</h2>
        ) : (
          <span class={title ? "title" : "hidden"}>{printable(plot.title)}</span>
        )}
        <span class="actions">
          <button
            type="button"
            class="quiet"
            aria-pressed={isTable}
            disabled={!drawn}
            title="Show the points as a table"
            onClick={() => setTable(!isTable)}
          >
            Table
          </button>
          {button("CSV", () => downloadText(`${file}.csv`, csvPlot(plot), "text/csv"))}
          {button("SVG", () => downloadText(`${file}.svg`, svgPlot(plot), "image/svg+xml"))}
          {button("PNG", () => void savePng())}
        </span>
      </figcaption>
      {drawn ? <Legend series={drawn.series} /> : null}
      {error ? (
        <p class="notice" role="alert">
          {error}
        </p>
      ) : null}
      {drawn === undefined ? (
        <p class="waiting">There is no point to plot yet.</p>
      ) : isTable ? (
        <PointTable plot={plot} drawn={drawn} writers={writers} />
      ) : (
        <Picture
          plot={plot}
          drawn={drawn}
          writers={writers}
          {...(here ? { here } : {})}
          {...(height === undefined ? {} : { height })}
        />
      )}
    </figure>
  );
}

interface Writers {
  readonly x: (x: number) => string;
  readonly y: (y: number) => string;
}

interface PictureProps {
  readonly plot: Plot;
  readonly drawn: Drawable;
  readonly writers: Writers;
  readonly here?: ChartProps["here"];
  readonly height?: number;
}

const colourOf = ({ colour = 0 }: PlotSeries): string => seriesColour(colour);

function Legend({ series }: { readonly series: readonly PlotSeries[] }) {
  return (
    <ul class="legend">
      {series.map((one, index) => (
        <li key={index}>
          <svg width="26" height="12" viewBox="-13 -6 26 12" aria-hidden="true">
            <path
              d="M-13,0H13"
              stroke={colourOf(one)}
              stroke-width="2"
              stroke-dasharray={one.dashed ? "5,4" : undefined}
            />
            <path d={shapeOf(index)} fill={colourOf(one)} />
          </svg>
          <bdi>{printable(one.name)}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** What is at one x: a line for each series that has a point there. */
interface Stop {
  readonly x: number;
  readonly values: readonly StopValue[];
}

interface StopValue extends Omit<PlotPoint, "x"> {
  /** Of the series. */
  readonly index: number;
}

/** A value, with its interval where it has one. */
const written = ({ y, interval }: StopValue, writers: Writers): string =>
  interval ? `${writers.y(y)} [${writers.y(interval.low)}, ${writers.y(interval.high)}]` : writers.y(y);

function stopsOf({ series }: Drawable): Stop[] {
  const stops = new Map<number, StopValue[]>();
  series.forEach(({ points }, index) => {
    for (const { x, ...value } of points) {
      const values = stops.get(x) ?? [];
      values.push({ index, ...value });
      stops.set(x, values);
    }
  });
  return [...stops].map(([x, values]) => ({ x, values })).sort((a, b) => a.x - b.x);
}

/** Where the picture of the last drawing has its scales. */
interface Scales {
  readonly width: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function Picture({ plot, drawn, writers, here, height }: PictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const [scales, setScales] = useState<Scales>();
  const [width, setWidth] = useState(0);
  const [at, setAt] = useState<number>();
  const [isSpoken, setSpoken] = useState(false);
  const stops = useMemo(() => stopsOf(drawn), [drawn]);
  const label = useId();
  useLayoutEffect(() => {
    const element = place.current!;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const tall = height ?? Math.round(Math.min(380, Math.max(230, width * 0.55)));
  useLayoutEffect(() => {
    if (width === 0) return;
    const picture = pictureOf(plot, drawn, width, tall);
    place.current!.replaceChildren(picture);
    const [x, y] = [picture.scale("x")!, picture.scale("y")!];
    setScales({ width, x: (value) => x.apply(value), y: (value) => y.apply(value) });
  }, [plot, drawn, width, tall]);
  useEffect(() => {
    if (at !== undefined && at >= stops.length) setAt(undefined);
  }, [stops, at]);
  const stop = at === undefined ? undefined : stops[at];
  const follow = (event: PointerEvent) => {
    if (!scales) return;
    const { left, top } = place.current!.getBoundingClientRect();
    setSpoken(false);
    setAt(nearestStop(stops, scales, event.clientX - left, event.clientY - top));
  };
  const step = (event: KeyboardEvent) => {
    const last = stops.length - 1;
    const next: Readonly<Record<string, number | undefined>> = {
      ArrowRight: at === undefined ? 0 : Math.min(last, at + 1),
      ArrowLeft: at === undefined ? last : Math.max(0, at - 1),
      Home: 0,
      End: last,
      Escape: undefined,
    };
    if (!(event.key in next) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setSpoken(true);
    setAt(next[event.key]);
  };
  const names = drawn.series.map(({ name }) => printable(name)).join(", ");
  return (
    // An application takes the arrow keys itself, also under a screen reader.
    <div
      class="picture"
      role="application"
      aria-roledescription="plot"
      aria-labelledby={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go from point to point.
      tabIndex={0}
      style={{ "--top": `${topOf(drawn)}px` }}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setAt(undefined)}
      onBlur={() => setAt(undefined)}
      onKeyDown={step}
    >
      <span id={label} class="hidden">
        {`${printable(plot.title)}. ${printable(plot.yLabel)} against ${printable(plot.xLabel)}: ${names}. Arrow keys read the points.`}
      </span>
      <div ref={place} class="chart-drawing" aria-hidden="true" style={{ minHeight: `${tall}px` }} />
      {here && scales && here.x >= drawn.x.low && here.x <= drawn.x.high ? (
        <div
          class={`here ${scales.x(here.x) > width / 2 ? "left" : ""}`}
          style={{ left: `${scales.x(here.x)}px` }}
        >
          <span>{here.label}</span>
        </div>
      ) : null}
      {stop && scales ? (
        <Tip stop={stop} drawn={drawn} writers={writers} scales={scales} plot={plot} />
      ) : null}
      <span class="hidden" aria-live="polite">
        {isSpoken && stop ? spoken(stop, drawn, writers) : ""}
      </span>
    </div>
  );
}

/** The stop nearest to the pointer; where stops are close together, the one whose point is nearest. */
function nearestStop(stops: readonly Stop[], scales: Scales, x: number, y: number): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  stops.forEach((stop, index) => {
    const across = Math.abs(scales.x(stop.x) - x);
    const up = Math.min(...stop.values.map((value) => Math.abs(scales.y(value.y) - y)));
    const distance = across + up / 20;
    if (distance >= least) return;
    least = distance;
    best = index;
  });
  return best;
}

const spoken = ({ x, values }: Stop, { series }: Drawable, writers: Writers): string =>
  `${writers.x(x)}: ${values.map((value) => `${printable(series[value.index]!.name)} ${written(value, writers)}`).join(", ")}`;

function Tip(props: {
  readonly stop: Stop;
  readonly drawn: Drawable;
  readonly writers: Writers;
  readonly scales: Scales;
  readonly plot: Plot;
}) {
  const { stop, drawn, writers, scales, plot } = props;
  const x = scales.x(stop.x);
  const isLeft = x > scales.width / 2;
  return (
    <div aria-hidden="true">
      <div class="cursor" style={{ left: `${x}px` }} />
      {stop.values.map(({ index, y }) => (
        <div
          key={index}
          class="ring"
          style={{ left: `${x}px`, top: `${scales.y(y)}px`, borderColor: colourOf(drawn.series[index]!) }}
        />
      ))}
      <div class="tip" style={isLeft ? { right: `${scales.width - x + 10}px` } : { left: `${x + 10}px` }}>
        <strong>
          {writers.x(stop.x)} <span class="unit">{printable(plot.xLabel)}</span>
        </strong>
        <table>
          <tbody>
            {stop.values.map(({ index, label, ...value }) => (
              <tr key={index}>
                <td>
                  <svg width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true">
                    <path d={shapeOf(index)} fill={colourOf(drawn.series[index]!)} />
                  </svg>
                </td>
                <td>
                  <bdi>{printable(drawn.series[index]!.name)}</bdi>
                  {label === undefined ? "" : ` (${printable(label)})`}
                </td>
                <td class="figure">{written({ index, ...value }, writers)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function PointTable({ plot, drawn, writers }: Pick<PictureProps, "plot" | "drawn" | "writers">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
    <section class="scroll-x" tabIndex={0} aria-label={`${printable(plot.title)}, as a table`}>
      <table class="data">
        <caption class="hidden">{`${printable(plot.title)}: ${printable(plot.yLabel)}`}</caption>
        <thead>
          <tr>
            <th scope="col">{printable(plot.xLabel)}</th>
            {drawn.series.map(({ name }, index) => (
              <th key={index} scope="col">
                <bdi>{printable(name)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stopsOf(drawn).map(({ x, values }) => (
            <tr key={x}>
              <th scope="row">{writers.x(x)}</th>
              {drawn.series.map((_, index) => {
                const value = values.find((one) => one.index === index);
                return <td key={index}>{value ? written(value, writers) : "–"}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const MARGIN_RIGHT = 16;
const MARGIN_TOP = 26;
/** Of the label of a rule. */
const RULE_LINE = FONT + 4;

const topOf = ({ rules }: Drawable): number => MARGIN_TOP + RULE_LINE * rules.length;
const GRID = { stroke: "var(--line)", strokeOpacity: 1 };

type Tick = Drawable["x"]["ticks"][number];

const wordsOf = (ticks: readonly Tick[], value: number): string =>
  ticks.find((tick) => tick.value === value)?.text ?? "";

/** The ticks whose words do not touch those before them. `reach`: from where to where its words go. */
function spaced(ticks: readonly Tick[], reach: (value: number, words: string) => [number, number]): Tick[] {
  let end = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ value, text: words }) => {
    const [from, to] = reach(value, words);
    if (from < end) return false;
    end = to;
    return true;
  });
}

const SVG = "http://www.w3.org/2000/svg";

function addShapes(
  group: SVGElement,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  shape: string,
  fill: string,
) {
  for (let at = 0; at < xs.length; at++) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    path.setAttribute("transform", `translate(${xs[at]},${ys[at]})`);
    path.setAttribute("fill", fill);
    path.setAttribute("stroke", "none");
    group.append(path);
  }
}

/** The plot as SVG in the colours of the page. */
function pictureOf(plot: Plot, drawn: Drawable, width: number, height: number) {
  const { x, y, series, rules } = drawn;
  const marginLeft = Math.ceil(
    14 + FONT * CHARACTER * Math.max(0, ...y.ticks.map(({ text: words }) => words.length)),
  );
  const inner = width - marginLeft - MARGIN_RIGHT;
  const xTicks = spaced(x.ticks, (value, words) => {
    const half = (words.length * FONT * CHARACTER) / 2 + 4;
    const at = position(x, value) * inner;
    return [at - half, at + half];
  });
  const marks: Markish[] = [
    axisX({
      ticks: xTicks.map(({ value }) => value),
      text: (value: number) => wordsOf(xTicks, value),
      label: printable(plot.xLabel),
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 36,
      fontSize: FONT,
    }),
    axisY({
      ticks: y.ticks.map(({ value }) => value),
      text: (value: number) => wordsOf(y.ticks, value),
      label: printable(plot.yLabel),
      labelArrow: "none",
      labelAnchor: "top",
      fontSize: FONT,
    }),
    gridX(
      xTicks.map(({ value }) => value),
      GRID,
    ),
    gridY(
      y.ticks.map(({ value }) => value),
      GRID,
    ),
    ruleX(
      rules.map(({ x }) => x),
      { stroke: "var(--soft)", strokeDasharray: "3,3" },
    ),
    ...series.map((one) =>
      areaY(
        one.points.filter(({ interval }) => interval),
        {
          x: "x",
          y1: ({ interval }: PlotPoint) => interval!.low,
          y2: ({ interval }: PlotPoint) => interval!.high,
          fill: colourOf(one),
          fillOpacity: 0.14,
          ariaLabel: () => `95 % interval of ${printable(one.name)}`,
        },
      ),
    ),
    ...series.map((one, index) =>
      line(one.points, {
        x: "x",
        y: "y",
        stroke: colourOf(one),
        strokeWidth: 2,
        ...(one.dashed ? { strokeDasharray: "5,4" } : {}),
        ariaLabel: () => printable(one.name),
        render: (marked, scale, values, dimensions, context, next) => {
          const group = next!(marked, scale, values, dimensions, context)!;
          addShapes(group, values.x ?? [], values.y ?? [], shapeOf(index), colourOf(one));
          return group;
        },
      }),
    ),
    // Above the frame, where no line is.
    ...rules.map((rule, index) => {
      const half = (rule.label.length * FONT * CHARACTER) / 2;
      const at = position(x, rule.x) * inner;
      const middle = Math.min(Math.max(at, half), inner + MARGIN_RIGHT - half);
      return text([rule], {
        x: "x",
        frameAnchor: "top",
        text: () => printable(rule.label),
        dx: middle - at,
        dy: (index - rules.length) * RULE_LINE - 1,
        fill: "var(--soft)",
        stroke: "var(--raised)",
        strokeWidth: 4,
        fontSize: FONT,
      });
    }),
  ];
  return observablePlot({
    className: chartClass,
    width,
    height,
    marginLeft,
    marginRight: MARGIN_RIGHT,
    marginTop: topOf(drawn),
    marginBottom: 42,
    x: { type: "log", domain: [x.low, x.high] },
    y: { type: y.log ? "log" : "linear", domain: [y.low, y.high] },
    marks,
  });
}
