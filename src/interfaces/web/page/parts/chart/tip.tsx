import { printable } from "../../../../../shared/printable.js";
import { type Drawable, type Plot, shapeOf } from "../../../../plot/index.js";
import { colourOf } from "./colours.js";
import { type Scales, type Stop, type Writers, written } from "./stops.js";

/** The values at one x, beside a line through it. */
export function Tip(props: {
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
