import { printable } from "../../../../../shared/printable.js";
import type { Drawable, Plot } from "../../../../plot/index.js";
import { stopsOf, type Writers, written } from "./stops.js";

/** The points as a table: a row for each x, a column for each series. */
export function PointTable({
  plot,
  drawn,
  writers,
}: {
  readonly plot: Plot;
  readonly drawn: Drawable;
  readonly writers: Writers;
}) {
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
