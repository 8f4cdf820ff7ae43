import { usageError } from "../../shared/errors.js";
import { printable } from "../../shared/printable.js";
import {
  type Axis,
  drawable,
  type Plot,
  type PlotPoint,
  type PlotRule,
  type PlotSeries,
  placeLabels,
  position,
} from "./plot.js";

/** Pixels of the area between the axes. */
const WIDTH = 640;
const HEIGHT = 400;
const PADDING = 12;
/** From the axes to what stands beside them: the title above, tick labels and the axis' title below, the legend. */
const ABOVE = 29;
const BELOW = 55;
const LEGEND_GAP = 18;
const LEGEND_ROW = 17;
/** No font is at hand to measure a text: so much of its size a character of a sans-serif font takes, generously. */
const CHARACTER = 0.6;
const MOST_LEGEND_CHARACTERS = 42;
const HEADING_SIZE = 15;
const LABEL_SIZE = 11;
const TITLE_SIZE = 12;

/** Okabe and Ito (2008): told apart with any colour vision; the shapes say it a second time. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#999999"];
/** Of about the same area, around the point: circle, square, triangles, diamond, cross. */
const SHAPES = [
  "M-3.8,0a3.8,3.8,0,1,0,7.6,0a3.8,3.8,0,1,0,-7.6,0Z",
  "M-3.4,-3.4h6.8v6.8h-6.8Z",
  "M0,-4.4L4.4,3.4H-4.4Z",
  "M0,-4.8L3.8,0L0,4.8L-3.8,0Z",
  "M-4.5,-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3Z",
  "M0,4.4L4.4,-3.4H-4.4Z",
  "M4.4,0L-3.4,4.4V-4.4Z",
  "M-4.4,0L3.4,4.4V-4.4Z",
];

/**
 * Draws a plot as a standalone SVG document, in Node as in a page.
 * @throws FoveaError `nothing-to-plot` when no point can be drawn.
 */
export function svgPlot(plot: Plot): string {
  const drawn = drawable(plot);
  if (!drawn)
    throw usageError("nothing-to-plot", "there is no point to plot", "Measure at least one size, then plot.");
  const { x, y, series, rules } = drawn;
  const labelWidth = widthOf(
    y.ticks.map(({ text }) => text),
    LABEL_SIZE,
  );
  const names = series.map(({ name }) => shortened(name));
  const left = PADDING + labelWidth + 40;
  const top = PADDING + ABOVE;
  const legend = WIDTH + LEGEND_GAP + 14 + widthOf(names, TITLE_SIZE);
  const width = left + Math.max(legend, widthOf([plot.title], HEADING_SIZE)) + PADDING;
  const height = top + Math.max(HEIGHT + BELOW, names.length * LEGEND_ROW) + PADDING;
  const description = `${plot.title}. ${plot.yLabel} against ${plot.xLabel}: ${series.map(({ name }) => name).join(", ")}.`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(description)}" font-family="sans-serif" fill="#000">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<g transform="translate(${left},${top})">`,
    text(plot.title, 0, -14, `font-size="${HEADING_SIZE}" font-weight="bold"`),
    ...xAxis(x),
    ...yAxis(y),
    text(
      plot.xLabel,
      WIDTH / 2,
      HEIGHT + 44,
      `font-size="${TITLE_SIZE}" font-weight="bold" text-anchor="middle"`,
    ),
    text(
      plot.yLabel,
      -HEIGHT / 2,
      -labelWidth - 24,
      `font-size="${TITLE_SIZE}" font-weight="bold" text-anchor="middle" transform="rotate(-90)"`,
    ),
    ...rules.map((rule) => ruleAt(rule, x)),
    ...series.map((one, index) => line(one, index, x, y)),
    ...pointLabels(series, x, y),
    ...series.flatMap((one, index) => legendRow(one, names[index]!, index)),
    "</g>",
    "</svg>",
  ].join("\n")}\n`;
}

function xAxis(axis: Axis): string[] {
  const at = (value: number) => rounded(position(axis, value) * WIDTH);
  return [
    ...axis.ticks.map(({ value }) => `<path d="M${at(value)},0V${HEIGHT}" stroke="#e5e5e5"/>`),
    `<path d="M0,${HEIGHT}H${WIDTH}${axis.ticks.map(({ value }) => `M${at(value)},${HEIGHT}v5`).join("")}" fill="none" stroke="#888"/>`,
    ...axis.ticks.map((tick) =>
      text(tick.text, at(tick.value), HEIGHT + 18, `font-size="${LABEL_SIZE}" text-anchor="middle"`),
    ),
  ];
}

function yAxis(axis: Axis): string[] {
  const at = (value: number) => rounded((1 - position(axis, value)) * HEIGHT);
  return [
    ...axis.ticks.map(({ value }) => `<path d="M0,${at(value)}H${WIDTH}" stroke="#e5e5e5"/>`),
    `<path d="M0,0V${HEIGHT}${axis.ticks.map(({ value }) => `M0,${at(value)}h-5`).join("")}" fill="none" stroke="#888"/>`,
    ...axis.ticks.map((tick) =>
      text(tick.text, -8, at(tick.value) + 4, `font-size="${LABEL_SIZE}" text-anchor="end"`),
    ),
  ];
}

/** A vertical line with its label at the top, on the side where there is more room. */
function ruleAt({ x, label }: PlotRule, axis: Axis): string {
  const at = rounded(position(axis, x) * WIDTH);
  const isLeft = at > WIDTH / 2;
  return [
    `<path class="rule" d="M${at},0V${HEIGHT}" stroke="#555" stroke-dasharray="2,3"/>`,
    text(label, at + (isLeft ? -5 : 5), 11, `font-size="${LABEL_SIZE}"${isLeft ? ' text-anchor="end"' : ""}`),
  ].join("\n");
}

/** A line through the points of a series, and its mark at each of them. */
function line(series: PlotSeries, index: number, x: Axis, y: Axis): string {
  const { points, dashed } = series;
  const places = points.map(
    (point) => `${rounded(position(x, point.x) * WIDTH)},${rounded((1 - position(y, point.y)) * HEIGHT)}`,
  );
  const colour = colourOf(series);
  return [
    `<g fill="${colour}">`,
    ...band(series, x, y),
    `<path class="line" d="M${places.join("L")}" fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="5,4"' : ""}/>`,
    ...places.map((place) => `<path d="${shapeOf(index)}" transform="translate(${place})"/>`),
    "</g>",
  ].join("\n");
}

/** The intervals of a series' points, where two neighbours have them. */
function band({ points }: PlotSeries, x: Axis, y: Axis): string[] {
  const sure = points.filter(({ interval }) => interval !== undefined);
  if (sure.length < 2) return [];
  const at = (point: PlotPoint, value: number) =>
    `${rounded(position(x, point.x) * WIDTH)},${rounded((1 - position(y, value)) * HEIGHT)}`;
  const above = sure.map((point) => at(point, point.interval!.high));
  const below = sure.map((point) => at(point, point.interval!.low)).reverse();
  return [`<path class="band" d="M${[...above, ...below].join("L")}Z" fill-opacity="0.15"/>`];
}

/** Labels of points, above and right of them, where no other label is. */
function pointLabels(series: readonly PlotSeries[], x: Axis, y: Axis): string[] {
  const taken: { readonly left: number; readonly right: number; readonly y: number }[] = [];
  const texts: string[] = [];
  for (const { points } of series)
    placeLabels(points, (point, label) => {
      const left = position(x, point.x) * WIDTH + 6;
      const right = left + widthOf([label], LABEL_SIZE);
      const at = (1 - position(y, point.y)) * HEIGHT - 6;
      const overlaps = taken.some(
        (one) => left < one.right && one.left < right && Math.abs(at - one.y) < LABEL_SIZE + 2,
      );
      if (overlaps) return false;
      taken.push({ left, right, y: at });
      texts.push(text(label, rounded(left), rounded(at), `font-size="${LABEL_SIZE}" class="point"`));
      return true;
    });
  return texts;
}

function legendRow(series: PlotSeries, name: string, index: number): string[] {
  const at = { x: WIDTH + LEGEND_GAP, y: 8 + index * LEGEND_ROW };
  return [
    `<path d="${shapeOf(index)}" transform="translate(${at.x},${at.y})" fill="${colourOf(series)}"/>`,
    text(name, at.x + 12, at.y + 4, `font-size="${TITLE_SIZE}"`),
  ];
}

/** The mark of a series, as a path around its point. */
export const shapeOf = (index: number): string => SHAPES[index % SHAPES.length]!;

const colourOf = ({ colour = 0 }: PlotSeries): string => COLOURS[colour % COLOURS.length]!;

const text = (words: string, x: number, y: number, attributes: string): string =>
  `<text x="${x}" y="${y}" ${attributes}>${escaped(words)}</text>`;

const widthOf = (texts: readonly string[], size: number): number =>
  Math.ceil(Math.max(0, ...texts.map(({ length }) => length)) * size * CHARACTER);

const shortened = (name: string): string =>
  name.length <= MOST_LEGEND_CHARACTERS ? name : `${name.slice(0, MOST_LEGEND_CHARACTERS - 1)}…`;

const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Names of models and processors come from files and systems: no markup, no control character. */
const escaped = (words: string): string =>
  printable(words)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
