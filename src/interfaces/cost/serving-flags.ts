import type { CostRow, LatencyLimits, ModelSpec, PriceOptions } from "../../cost/index.js";
import { formatInteger, parseCount } from "../../shared/units.js";
import { type Flag, type FlagValues, flagText } from "../cli/command.js";
import { parsePositiveDuration } from "../cli/duration.js";
import type { TableFormat } from "../table.js";
import { checkGenerates } from "./context-checks.js";
import type { CostView } from "./cost-table.js";
import { fitRemedies } from "./fit-remedies.js";
import type { Listener } from "./inputs.js";

/** What a user accepts, also of `fovea cost fit`. */
export const limitFlags: readonly Flag[] = [
  { flags: "--ttft <time>", description: "longest time to first token: 2, 2s or 500ms" },
  { flags: "--tpot <time>", description: "longest time per output token: 0.05 or 50ms" },
];

export function limitsOf(flags: FlagValues): LatencyLimits {
  const ttft = flagText(flags, "ttft");
  const tpot = flagText(flags, "tpot");
  return {
    ...(ttft === undefined ? {} : { ttftSeconds: parsePositiveDuration(ttft, "--ttft", ["2", "500ms"]) }),
    ...(tpot === undefined ? {} : { tpotSeconds: parsePositiveDuration(tpot, "--tpot", ["0.05", "50ms"]) }),
  };
}

/** Flags of a server under a load. */
export const servingFlags: readonly Flag[] = [
  {
    flags: "--concurrency <list>",
    description: "requests served at all times: 1,8,64 (default: --batch)",
  },
  {
    flags: "--table <kind>",
    description:
      "what the table shows (default: serving where a flag asks for a load or an engine, else flop)",
    choices: ["flop", "serving"],
  },
  ...limitFlags,
  {
    flags: "--frontier",
    description: "rates and dollars a token at 1, 2, 4, … requests at once, up to what memory holds",
  },
];

/** `1,8,64`, each once; without the flag the batch. */
export function concurrenciesOf(flags: FlagValues, { batch }: Pick<PriceOptions, "batch">): number[] {
  const text = flagText(flags, "concurrency");
  if (text === undefined) return [batch];
  return [...new Set(text.split(",").map((one) => parseCount(one, "--concurrency", "1,8,64")))];
}

/** The figures that the flags ask for. @throws FoveaError `no-decode` for those that an encoder does not have. */
export function viewOf(flags: FlagValues, spec: ModelSpec): CostView {
  checkGenerates(spec, flags);
  const asked = flagText(flags, "table");
  if (asked !== undefined) return asked === "serving" ? "serving" : "flop";
  const { concurrency, output, engine, ttft, tpot, draftModel } = flags;
  const serves = [concurrency, output, engine, ttft, tpot, draftModel].some((value) => value !== undefined);
  return serves && spec.causal ? "serving" : "flop";
}

/** One line on stderr on what does not fit, and on requests that wait for memory. */
export function tellMemory(rows: readonly CostRow[], format: TableFormat, { err }: Listener): void {
  const star = format === "csv" ? "" : "* ";
  const beyond = rows.filter(({ fits }) => !fits);
  const never = beyond.filter(({ largestConcurrency }) => largestConcurrency === 0);
  if (never.length > 0 && format !== "csv")
    err(
      `fovea: * does not fit in the memory of these accelerators; ${fitRemedies(never.map((row) => row.memoryPerAccelerator))}.\n`,
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
  err(
    `fovea: ${star}memory holds ${parts.join(", ")} at once; the others wait, and TTFT counts their wait.\n`,
  );
}
