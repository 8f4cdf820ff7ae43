import { findRoot } from "../../../context/find-root.js";
import { usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { formatInteger, formatSeconds, parseCount } from "../../../shared/units.js";
import { describeWorth } from "../../eval/worth-words.js";
import { renderTable } from "../../table.js";
import { type CommandSpec, type FlagValues, flagText, type Terminal } from "../command.js";
import { drawPlot, plotFlag, plotTarget } from "../plot-flag.js";
import { progressBar } from "../progress.js";
import { saveJson } from "../save-json.js";
import { statedWorth, worthDetails, worthFlag } from "../worth-flag.js";

export const command: CommandSpec = {
  summary: "measure how well Fovea and baselines find what past commits changed, by budget and price",
  details: `Replays the repository's own history: each commit's message is the task, the source files it changed are the answer, its parent the tree. Nothing is written into the repository. docs/evaluation.md says how cases are made. The net worth of a budget is --worth × the share of a task's changed places that the context shows whole − the price of the context; the knee is the budget with the highest one. ${worthDetails}`,
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    { flags: "--from-git", description: "cases from the history (the default)" },
    {
      flags: "--cases <file>",
      description: "cases from a file: one { repo, commit?, query, gold } per line",
    },
    { flags: "--repos <folder>", description: "folder of the checkouts that --cases names" },
    { flags: "-n, --limit <n>", description: "maximum number of cases, newest first", defaultValue: "100" },
    { flags: "--since <date>", description: "only commits after this date" },
    { flags: "--budgets <list>", description: "token budgets", defaultValue: "1k,2k,4k,8k,16k,32k,64k,128k" },
    { flags: "--price <model>", description: "API model whose list price is used (see fovea cost prices)" },
    worthFlag,
    plotFlag,
    { flags: "--save <file>", description: "also save the JSON report, which fovea serve shows" },
    { flags: "--json", description: "print the report as JSON" },
  ],
  examples: [
    "fovea eval --limit 200 --plot recall.svg",
    "fovea eval --save eval.json",
    "fovea eval --worth 0.50 --price claude-opus-5-5",
    "fovea eval --cases cases.jsonl --repos ~/src --json",
  ],
  run: async ([path], flags, terminal) => {
    const started = performance.now();
    const budgets = parseBudgets(flagText(flags, "budgets")!);
    const limit = parseCount(flagText(flags, "limit")!, "--limit", "100");
    const target = plotTarget(flags);
    const priceName = flagText(flags, "price");
    const { defaultPrice, findPrice, worthOf } = await import("../../../cost/index.js");
    // Checks the worth and the price's name now, not after minutes of evaluation.
    const worth = worthOf(statedWorth(flags), findPrice(priceName ?? defaultPrice));
    const { cases, source } = await gatherCases(path, flags, limit, terminal);
    const { evaluate } = await import("../../../evaluate/evaluate.js");
    const { evalReport } = await import("../../eval/report.js");
    const { budgetTable, describeDifferences, rankingTable, recallPlot } = await import(
      "../../eval/tables.js"
    );
    const { describeKnees, stepTable } = await import("../../eval/worth.js");
    const bar = progressBar(terminal, "Evaluating", "cases");
    let evaluation: Awaited<ReturnType<typeof evaluate>>;
    try {
      evaluation = await evaluate(cases, {
        budgets,
        signal: terminal.signal,
        onProgress: (done, total) => bar.update(done, total),
      });
    } finally {
      bar.stop();
    }
    if (evaluation.results.length === 0) {
      terminal.err("fovea: interrupted before the first case was done.\n");
      return;
    }
    const seconds = (performance.now() - started) / 1000;
    const report = evalReport({
      evaluation,
      source,
      budgets,
      planned: cases.length,
      seconds,
      worth,
      ...(priceName === undefined ? {} : { priceName }),
    });
    const save = flagText(flags, "save");
    if (save !== undefined) await saveJson(save, report, terminal);
    if (flags.json) terminal.out(`${JSON.stringify(report)}\n`);
    else
      terminal.out(
        `${formatInteger(report.cases)} cases${report.interrupted ? " (interrupted)" : ""} of ${printable(source.path)}, ${formatSeconds(seconds)}\n\n` +
          `${renderTable(rankingTable(report), "text")}\n${describeDifferences(report)}\n` +
          `Files found, and changed places shown whole, by budget (%):\n${renderTable(budgetTable(report), "text")}\n` +
          `What each step of ${report.retrievers[0]!.name}'s budget adds (dollars per 1,000 tasks, paired, [95 % interval]):\n${renderTable(stepTable(report), "text")}\n` +
          `${describeKnees(report)}${describeWorth(worth)} ${report.worth.assumptions}\n`,
      );
    if (target) await drawPlot(recallPlot(report), target, terminal, { stdoutIsData: flags.json === true });
  },
};

async function gatherCases(path: string | undefined, flags: FlagValues, limit: number, terminal: Terminal) {
  const file = flagText(flags, "cases");
  if (file !== undefined) {
    if (flags.fromGit || flags.since !== undefined || path !== undefined)
      throw usageError(
        "two-sources",
        "--cases cannot be combined with --from-git, --since or a path",
        "Give either a file of cases or a repository.",
      );
    const { casesFromFile } = await import("../../../evaluate/cases/from-file.js");
    const { locateRepositories } = await import("../../../evaluate/evaluate.js");
    const cases = locateRepositories(
      (await casesFromFile(file)).slice(0, limit),
      terminal.cwd,
      flagText(flags, "repos"),
    );
    return { cases, source: { kind: "file" as const, path: file } };
  }
  const root = findRoot(path, terminal.cwd);
  const since = flagText(flags, "since");
  const { casesFromGit } = await import("../../../evaluate/cases/from-git.js");
  const { cases, commits, leftOut } = await casesFromGit(root, {
    limit,
    signal: terminal.signal,
    ...(since === undefined ? {} : { since }),
  });
  return { cases, source: { kind: "git" as const, path: root, commits, leftOut: { ...leftOut } } };
}

function parseBudgets(text: string): number[] {
  const budgets = [...new Set(text.split(",").map((one) => parseCount(one.trim(), "--budgets")))];
  return budgets.sort((a, b) => a - b);
}
