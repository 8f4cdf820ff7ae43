import type { ArticleReport } from "../../bench/index.js";
import { formatInteger, formatSeconds } from "../../shared/units.js";
import type { Table } from "../table.js";

const COLUMNS = {
  product: "product",
  loop: "loop",
  naive: "naive",
  flash: "flash",
  linear: "linear",
  recurrence: "recurrence",
  recurrenceWarm: "warm",
} as const;

/** The article's sizes by its method and by ours; `~` is extrapolated. */
export const articleTable = ({ rows }: ArticleReport): Table => ({
  titles: ["n", ...Object.values(COLUMNS)],
  left: [],
  rows: rows.map((row) => [
    formatInteger(row.n),
    ...(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).map((column) => {
      const cell = row[column];
      return cell === null ? "-" : `${cell.measured ? "" : "~"}${formatSeconds(cell.seconds)}`;
    }),
  ]),
});
