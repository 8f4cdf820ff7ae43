export type { Plot } from "./plot.js";
export { svgPlot } from "./svg.js";
export { terminalPlot } from "./terminal.js";
