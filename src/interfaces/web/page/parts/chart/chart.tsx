import { useMemo, useState } from "preact/hooks";
import { printable } from "../../../../../shared/printable.js";
import { formatShort } from "../../../../../shared/units.js";
import { csvPlot, drawable, type Plot, type PlotSeries, shapeOf, svgPlot } from "../../../../plot/index.js";
import { download, downloadText, pngOf } from "../download.js";
import { colourOf } from "./colours.js";
import { Picture } from "./picture.js";
import { PointTable } from "./point-table.js";

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
