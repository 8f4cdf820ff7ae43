import { type Drawable, drawable, type Plot, type PlotPoint, placeLabels, position } from "./plot.js";

const MARKS = ["●", "■", "▲", "◆", "○", "□", "△", "◇"];
const FEWEST_COLUMNS = 24;

/**
 * Draws a plot with logarithmic axes in characters: a mark per point, dots between them (none where `dashed`),
 * and a legend below. `columns` is the width of the terminal. An empty plot is one line that says so.
 */
export function terminalPlot(plot: Plot, { columns = 100, rows = 20 } = {}): string {
  const drawn = drawable(plot);
  if (!drawn) return `${plot.title}: nothing to plot\n`;
  const margin = Math.max(...drawn.y.ticks.map(({ text }) => text.length), 0) + 2;
  const width = Math.max(FEWEST_COLUMNS, Math.min(columns, 120) - margin - 1);
  const grid = Array.from({ length: rows }, () => new Array<string>(width).fill(" "));
  const cell = ({ x, y }: PlotPoint) => ({
    column: Math.round(position(drawn.x, x) * (width - 1)),
    row: rows - 1 - Math.round(position(drawn.y, y) * (rows - 1)),
  });
  for (const { x } of drawn.rules) {
    const column = Math.round(position(drawn.x, x) * (width - 1));
    for (const row of grid) row[column] = "┊";
  }
  drawn.series.forEach((series) => {
    if (!series.dashed) joinPoints(grid, series.points.map(cell));
  });
  // Later, so that no line runs over a mark; first series last, so that it wins where marks meet.
  [...drawn.series.entries()].reverse().forEach(([index, series]) => {
    for (const { column, row } of series.points.map(cell)) grid[row]![column] = markOf(index);
  });
  for (const { points } of drawn.series)
    placeLabels(points, (point, label) => writeLabel(grid, cell(point), label));
  const lines = grid.map((row, at) => `${yLabel(drawn, at, rows, margin)}${row.join("").trimEnd()}`);
  return [
    plot.title,
    `${plot.yLabel}`,
    ...lines,
    `${" ".repeat(margin - 1)}└${xRule(drawn, width)}`,
    `${" ".repeat(margin)}${xLabels(drawn, width)}`,
    `${" ".repeat(margin)}${plot.xLabel.padStart(width)}`,
    drawn.series
      .map(({ name, dashed }, index) => `${markOf(index)} ${name}${dashed ? " (not joined)" : ""}`)
      .join("   "),
    ...drawn.rules.map(({ label }) => `┊ ${label}`),
    "",
  ].join("\n");
}

const markOf = (index: number): string => MARKS[index % MARKS.length]!;

type Cell = { readonly column: number; readonly row: number };

/** Dots along the straight line from each cell to the next. */
function joinPoints(grid: string[][], cells: readonly Cell[]): void {
  for (let i = 1; i < cells.length; i++) {
    const from = cells[i - 1]!;
    const to = cells[i]!;
    const steps = Math.max(Math.abs(to.column - from.column), Math.abs(to.row - from.row));
    for (let step = 1; step < steps; step++) {
      const column = Math.round(from.column + ((to.column - from.column) * step) / steps);
      const row = Math.round(from.row + ((to.row - from.row) * step) / steps);
      grid[row]![column] = "·";
    }
  }
}

/** Right of a mark, else left of it, where nothing but dots and rules is in the way. */
function writeLabel(grid: string[][], { column, row }: Cell, label: string): boolean {
  const cells = grid[row]!;
  const isFree = (start: number): boolean =>
    start >= 0 &&
    start + label.length <= cells.length &&
    cells.slice(Math.max(0, start - 1), start + label.length + 1).every((one, at) => {
      const where = Math.max(0, start - 1) + at;
      return where === column || one === " " || one === "·" || one === "┊";
    });
  const start = [column + 2, column - 1 - label.length].find(isFree);
  if (start === undefined) return false;
  [...label].forEach((letter, at) => {
    cells[start + at] = letter;
  });
  return true;
}

function yLabel({ y }: Drawable, row: number, rows: number, margin: number): string {
  const tick = y.ticks.find(({ value }) => rows - 1 - Math.round(position(y, value) * (rows - 1)) === row);
  return tick ? `${tick.text.padStart(margin - 2)} ┤` : `${" ".repeat(margin - 1)}│`;
}

function xRule({ x }: Drawable, width: number): string {
  const rule = new Array<string>(width).fill("─");
  for (const { value } of x.ticks) rule[Math.round(position(x, value) * (width - 1))] = "┬";
  return rule.join("");
}

/** Labels under their ticks, those that would touch their neighbour left out. */
function xLabels({ x }: Drawable, width: number): string {
  let line = "";
  for (const { value, text } of x.ticks) {
    const centre = Math.round(position(x, value) * (width - 1));
    const start = Math.max(0, Math.min(centre - (text.length >> 1), width - text.length));
    if (line !== "" && start < line.length + 1) continue;
    line = line.padEnd(start) + text;
  }
  return line;
}
