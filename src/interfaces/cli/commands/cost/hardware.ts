import { type HardwareEntry, hardware } from "../../../../cost/index.js";
import { jsonReport } from "../../../cost/json-report.js";
import { renderTable, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { filterArgument, matching } from "./list-flags.js";

export const command: CommandSpec = {
  summary: "the accelerators that are known, with their dense peaks, memory and source",
  details:
    "Peaks are dense TFLOP/s; data sheets often head them with the 2:4-sparse figure, twice as high. Memory is what the device reports. Link (within a node) and network (between nodes) are per accelerator in one direction. GB are 10⁹ bytes.",
  args: [filterArgument],
  flags: tableFlags,
  examples: ["fovea cost hardware", "fovea cost hardware h100 --json"],
  run: ([text], flags, terminal) => {
    const format = tableFormat(flags);
    const rows = matching(hardware, text, "accelerator");
    terminal.out(format === "json" ? jsonReport({ hardware: rows }) : renderTable(tableOf(rows), format));
  },
};

const tableOf = (rows: readonly HardwareEntry[]) => ({
  titles: [
    "hardware",
    "name",
    "bf16",
    "fp16",
    "fp8",
    "fp4",
    "int8",
    "memory GB",
    "GB/s",
    "link GB/s",
    "node",
    "network GB/s",
    "watts",
    "$/h",
    "listed",
    "source",
  ],
  left: [0, 1, 14, 15],
  rows: rows.map((row) => [
    row.id,
    row.name,
    ...(["bf16", "fp16", "fp8", "fp4", "int8"] as const).map((dtype) =>
      String(row.denseTflops[dtype] ?? "-"),
    ),
    String(Number((row.memoryBytes / 1e9).toFixed(1))),
    String(row.memoryBytesPerSecond / 1e9),
    row.interconnectBytesPerSecond === undefined ? "-" : String(row.interconnectBytesPerSecond / 1e9),
    String(row.nodeSize ?? "-"),
    row.networkBytesPerSecond === undefined ? "-" : String(row.networkBytesPerSecond / 1e9),
    String(row.tdpWatts ?? "-"),
    String(row.dollarsPerHour?.value ?? "-"),
    row.dollarsPerHour?.date ?? "-",
    row.source,
  ]),
});
