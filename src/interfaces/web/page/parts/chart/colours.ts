import type { PlotSeries } from "../../../../plot/index.js";

const COLOURS = 8;

/** The colour of a series: of the page's list, by its place. */
export const seriesColour = (index: number): string => `var(--series-${(index % COLOURS) + 1})`;

export const colourOf = ({ colour = 0 }: PlotSeries): string => seriesColour(colour);
