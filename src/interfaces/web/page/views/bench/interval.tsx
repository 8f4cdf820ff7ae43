/** Exponents are drawn from 0 to 3; those outside touch the edge. */
const LOW = 0;
const HIGH = 3;
const WIDTH = 140;
const HEIGHT = 16;

/** A fitted exponent and its interval on a line with marks at 1 and 2; the table beside it has the numbers. */
export function Interval({
  exponent,
  ci95,
}: {
  readonly exponent: number;
  readonly ci95: readonly [number, number];
}) {
  const x = (value: number) =>
    4 + (WIDTH - 8) * Math.min(1, Math.max(0, ((Number.isFinite(value) ? value : LOW) - LOW) / (HIGH - LOW)));
  const middle = HEIGHT / 2;
  return (
    <svg
      class="bench-interval"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <path class="scale" d={`M4,${middle}H${WIDTH - 4}M${x(1)},2V${HEIGHT - 2}M${x(2)},2V${HEIGHT - 2}`} />
      <path class="range" d={`M${x(ci95[0])},${middle}H${x(ci95[1])}`} />
      <circle cx={x(exponent)} cy={middle} r="3.5" />
    </svg>
  );
}
