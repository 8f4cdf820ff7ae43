import type { CostRow, ModelSpec, PriceOptions } from "../../../../cost/index.js";
import { formatInteger, parseCount } from "../../../../shared/units.js";
import type { TableFormat } from "../../../table.js";
import { type Flag, type FlagValues, flagText, type Terminal } from "../../command.js";
import type { CostView } from "./cost-table.js";

/** Flags of a server under a load. */
export const servingFlags: readonly Flag[] = [
  {
    flags: "--concurrency <list>",
    description: "requests served at all times: 1,8,64 (default: --batch)",
  },
  {
    flags: "--table <kind>",
    description:
      "what the table shows (default: serving with --concurrency, --output or --engine, else flop)",
    choices: ["flop", "serving"],
  },
];

/** `1,8,64`; without the flag the batch. */
export function concurrenciesOf(flags: FlagValues, { batch }: Pick<PriceOptions, "batch">): number[] {
  const text = flagText(flags, "concurrency");
  if (text === undefined) return [batch];
  return text.split(",").map((one) => parseCount(one, "--concurrency", "1,8,64"));
}

/** The figures that the flags ask for. An encoder serves no tokens. */
export function viewOf(flags: FlagValues, spec: ModelSpec): CostView {
  const asked = flagText(flags, "table");
  if (asked !== undefined) return asked === "serving" ? "serving" : "flop";
  const serves = [flags.concurrency, flags.output, flags.engine].some((value) => value !== undefined);
  return serves && spec.causal ? "serving" : "flop";
}

/** One line on stderr on what does not fit, and on requests that wait for memory. */
export function tellMemory(rows: readonly CostRow[], format: TableFormat, terminal: Terminal): void {
  const star = format === "csv" ? "" : "* ";
  const beyond = rows.filter(({ fits }) => !fits);
  if (beyond.some(({ largestConcurrency }) => largestConcurrency === 0) && format !== "csv")
    terminal.err(
      "fovea: * does not fit in the memory of these accelerators; raise --gpus or lower --dtype.\n",
    );
  const holds = new Map(
    beyond.flatMap(({ context, largestConcurrency }) =>
      largestConcurrency === null || largestConcurrency === 0 ? [] : [[context, largestConcurrency]],
    ),
  );
  if (holds.size === 0) return;
  const parts = [...holds].map(
    ([context, most], index) =>
      `${formatInteger(most)} ${index > 0 ? "" : most === 1 ? "request " : "requests "}of ${formatInteger(context)} tokens`,
  );
  terminal.err(
    `fovea: ${star}memory holds ${parts.join(", ")} at once; the others wait, and TTFT counts their wait.\n`,
  );
}
