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
import { printable } from "../../../../../shared/printable.js";
import { type Drawable, type Plot, type PlotPoint, position, shapeOf } from "../../../../plot/index.js";
import { colourOf } from "./colours.js";
import { chartClass } from "./style.js";

/** Pixels. */
const FONT = 12;
/** No more than this of the font's size is a character wide. */
const CHARACTER = 0.58;
const MARGIN_RIGHT = 16;
const MARGIN_TOP = 26;
/** Of the label of a rule. */
const RULE_LINE = FONT + 4;

/** From the top of the picture to its frame. */
export const topOf = ({ rules }: Drawable): number => MARGIN_TOP + RULE_LINE * rules.length;
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
export function pictureOf(plot: Plot, drawn: Drawable, width: number, height: number) {
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
