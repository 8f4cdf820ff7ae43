import { type Case, errorOf, groupBy, summaryOf } from "../cases/index.js";
import { percent, signed, table } from "./table.js";

const columns = ["rows", "median error", "slower (+) or faster (−)", "within 30 %", "off by over 2 ×"];

function cells(cases: readonly Case[]): string[] {
  const { rows, medianError, bias, within, offByTwo } = summaryOf(cases);
  return [String(rows), percent(medianError), signed(bias - 1), percent(within), String(offByTwo)];
}

/** One line for each kind of figure, calibration and held-back rows apart. */
export const totals = (cases: readonly Case[]): string =>
  table(
    ["rows of", "figure", "use", ...columns],
    groupBy(cases, ({ section, measure, use }) => `${section} | ${measure} | ${use}`).map(([key, own]) => [
      key,
      ...cells(own),
    ]),
  );

/** The same by engine, architecture and kind of model: calibration rows, then held-back rows. */
export function byDeployment(cases: readonly Case[]): string {
  const uses = ["calibration", "held back"] as const;
  const shown = uses.filter((use) => cases.some((one) => one.use === use));
  return table(
    [
      "figure",
      "engine",
      "architecture",
      "model",
      ...shown.flatMap((use) => columns.map((column) => (column === "rows" ? `${use}: rows` : column))),
    ],
    groupBy(
      cases,
      ({ measure, engine, architecture, kind }) => `${measure} | ${engine} | ${architecture} | ${kind}`,
    ).map(([key, own]) => [
      key,
      ...shown.flatMap((use) => {
        const some = own.filter((one) => one.use === use);
        return some.length === 0 ? columns.map(() => "") : cells(some);
      }),
    ]),
  );
}

/** The `count` rows that are furthest off. */
export const worst = (cases: readonly Case[], count: number): string =>
  table(
    ["row", "figure", "measured", "predicted", "error"],
    [...cases]
      .sort((a, b) => Math.abs(Math.log(b.slowness)) - Math.abs(Math.log(a.slowness)))
      .slice(0, count)
      .map((one) => [
        one.title,
        one.measure,
        one.measured.toPrecision(3),
        one.predicted.toPrecision(3),
        signed(errorOf(one)),
      ]),
  );

export const sourcesOf = (cases: readonly Case[]): string =>
  groupBy(cases, ({ source, use }) => `${source} (${use})`)
    .map(([key, own]) => `- ${key}: ${own.length} figures`)
    .join("\n");
