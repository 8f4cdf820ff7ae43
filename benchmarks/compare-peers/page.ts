import { estimate } from "../../src/evaluate/bootstrap.js";

export interface Timing {
  readonly repository: string;
  readonly tool: string;
  readonly what: "index" | "unchanged" | "one file" | "symbol" | "sentence";
  readonly round: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The machine's load average over the minute before the command ended, including the command itself. */
  readonly load: number;
  readonly rssMb: number;
  readonly diskMb?: number;
  readonly code: number;
}

export interface RecallRow {
  readonly repository: string;
  readonly id: string;
  readonly peer: string;
  readonly peerTokens: number;
  /** Share of the changed files that the peer's answer names. */
  readonly peerRecall: number;
  readonly peerCode: number;
  readonly foveaTokens: number;
  readonly foveaRecall: number;
}

export interface Comparison {
  machine: string;
  node: string;
  command: string;
  versions: Record<string, string>;
  timings: Timing[];
  recall: RecallRow[];
}

const median = (values: readonly number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
};

export function comparisonPage(
  { machine, node, versions, timings, recall, command }: Comparison,
  results: string,
): string {
  const tools = Object.keys(versions);
  const parts = [
    "# Fovea compared with its peers",
    "",
    "Written by `benchmarks/compare-peers.ts`; do not edit. All tools ran on the same copies of the repositories in the same run. Each command ran in a new process. The order of the tools was reversed every other round.",
    "",
    `- machine: ${machine}, Node ${node}`,
    `- tools: ${tools.map((tool) => `${tool} ${versions[tool]}`).join(", ")}`,
    `- command: \`${command}\``,
    `- raw results: [benchmarks/results/${results}](../benchmarks/results/${results}/compare-peers.json)`,
    "",
  ];
  for (const repository of [...new Set(timings.map((one) => one.repository))])
    parts.push(...timingTable(repository, tools, timings));
  if (timings.length > 0)
    parts.push(
      `The machine was ${busy(timings)}: wall-clock seconds include waiting for a core, CPU seconds do not. So compare rows within one table, by CPU first.`,
      "",
      "Values are medians over the rounds (of two rounds, the lower). Memory is the largest resident size of one process. Symbol: search for a definition by its name (`search`, `where`, `query`). Sentence: a question in plain words (`search`, `context`). A dash: the tool has no such command (@optave/codegraph's search downloads a model first; repomix packs everything and keeps no index).",
      "",
    );
  if (recall.length > 0) parts.push(...recallTable(recall));
  return `${parts.join("\n").trimEnd()}\n`;
}

function busy(timings: readonly Timing[]): string {
  const loads = timings.map(({ load }) => load).sort((a, b) => a - b);
  return `shared with other work (load average ${loads[0]!.toFixed(1)} to ${loads[loads.length - 1]!.toFixed(1)})`;
}

function timingTable(repository: string, tools: readonly string[], timings: readonly Timing[]): string[] {
  const of = (tool: string, what: Timing["what"]) =>
    timings.filter((one) => one.repository === repository && one.tool === tool && one.what === what);
  const cell = (
    tool: string,
    what: Timing["what"],
    value: (one: Timing) => number | undefined,
    digits: number,
  ): string => {
    const rows = of(tool, what);
    if (rows.length === 0) return "–";
    const failed = rows.filter(({ code }) => code !== 0).length;
    const middle = median(rows.flatMap((one) => value(one) ?? []));
    if (middle === undefined) return "–";
    return `${middle.toFixed(digits)}${failed > 0 ? ` (${failed} of ${rows.length} failed)` : ""}`;
  };
  const both = (tool: string, what: Timing["what"]): string =>
    `${cell(tool, what, ({ seconds }) => seconds, 2)} | ${cell(tool, what, ({ cpuSeconds }) => cpuSeconds, 2)}`;
  return [
    `## ${repository} (${new Set(timings.filter((one) => one.repository === repository).map(({ round }) => round)).size} rounds)`,
    "",
    "| tool | index (repomix: pack), s | CPU | peak memory, MB | on disk, MB | unchanged, s | CPU | one file changed, s | CPU | symbol, s | CPU | sentence, s | CPU |",
    `|---|${"--:|".repeat(12)}`,
    ...tools.map(
      (tool) =>
        `| ${[
          tool,
          both(tool, "index"),
          cell(tool, "index", ({ rssMb }) => rssMb, 0),
          cell(tool, "index", ({ diskMb }) => diskMb, 1),
          both(tool, "unchanged"),
          both(tool, "one file"),
          both(tool, "symbol"),
          both(tool, "sentence"),
        ].join(" | ")} |`,
    ),
    "",
  ];
}

function recallTable(recall: readonly RecallRow[]): string[] {
  const percent = (values: readonly number[]): string => {
    const { mean, low, high } = estimate(values);
    return `${(100 * mean).toFixed(1)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;
  };
  const mean = (values: readonly number[]): string =>
    Math.round(values.reduce((sum, one) => sum + one, 0) / values.length).toLocaleString("en-US");
  const groups = [...new Set(recall.map(({ repository, peer }) => `${repository}\0${peer}`))];
  return [
    "## Recall at equal tokens",
    "",
    "Cases are the newest usable commits of each history (docs/evaluation.md): the message is the task, the tree is the parent's. The peer answers first, then Fovea gets as many tokens as that answer has. Recall is the share of the changed source files that the text names, in %, with bootstrap 95 % intervals.",
    "",
    "| repository | cases | peer | its tokens | its recall | Fovea's tokens | Fovea's recall |",
    "|---|--:|---|--:|--:|--:|--:|",
    ...groups.map((group) => {
      const [repository, peer] = group.split("\0") as [string, string];
      const rows = recall.filter((one) => one.repository === repository && one.peer === peer);
      return `| ${[
        repository,
        rows.length,
        peer,
        mean(rows.map((one) => one.peerTokens)),
        percent(rows.map((one) => one.peerRecall)),
        mean(rows.map((one) => one.foveaTokens)),
        percent(rows.map((one) => one.foveaRecall)),
      ].join(" | ")} |`;
    }),
    "",
  ];
}
