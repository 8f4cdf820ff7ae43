export { csvPlot } from "./csv.js";
export {
  type Drawable,
  drawable,
  type Plot,
  type PlotPoint,
  type PlotRule,
  type PlotSeries,
  position,
} from "./plot.js";
export { shapeOf, svgPlot } from "./svg.js";
export { terminalPlot } from "./terminal.js";
