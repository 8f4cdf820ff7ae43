import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defaultRenderer, renderers } from "../../../context/render/index.js";
import type { Repository } from "../../../context/repository/repository.js";
import type { WhyQuestion } from "../../../context/why/question.js";
import { explain } from "../../../context/why/why.js";
import { usageError } from "../../../shared/errors.js";
import { parseCount } from "../../../shared/units.js";
import { whyReport, whyText } from "../../answers/why-report.js";
import { pathInside } from "../../service/path-inside.js";
import { type CommandSpec, flagText, taskFrom } from "../command.js";
import { encodingFlag, repositoryFlags, withRepository } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "why a file ranks where it does for a task, or is not found",
  details:
    "Shows which rule skips a file, which words of the task it lacks, what each signal adds to its score compared with the first result, and why the pack leaves it out. The rank is that of `fovea search --files`, the pack that of `fovea pack`.",
  args: [
    { name: "<path>", description: "the file, or file:line for the definition around that line" },
    { name: "<task...>", description: "the task as it was asked; - reads it from stdin" },
  ],
  flags: [
    { flags: "-b, --budget <tokens>", description: "most tokens of the pack", defaultValue: "8000" },
    {
      flags: "--format <name>",
      description: "output format of the pack",
      defaultValue: defaultRenderer.name,
      choices: renderers.map((renderer) => renderer.name),
    },
    ...repositoryFlags,
    encodingFlag,
    { flags: "--json", description: "print the reasons as JSON" },
  ],
  examples: [
    'fovea why src/upload.ts "retry uploads that fail with 503"',
    'fovea why src/upload.ts:120 "retry uploads that fail with 503" --budget 4k',
  ],
  run: async ([given = "", ...words], flags, terminal) => {
    if (given.trim() === "")
      throw usageError("empty-path", "the path is empty", 'Name a file: fovea why src/a.ts "add a flag".');
    const task = await taskFrom(words, terminal);
    if (task.trim() === "")
      throw usageError(
        "empty-task",
        "the task is empty",
        'Give the task: fovea why src/a.ts "add a --verbose flag".',
      );
    const budget = parseCount(flagText(flags, "budget")!, "--budget");
    const renderer = renderers.find((each) => each.name === flags.format)!;
    await withRepository(flags, terminal, async (repository) => {
      const question: WhyQuestion = { ...placeOf(repository, given, terminal.cwd), task, budget, renderer };
      const why = await explain(repository, question);
      terminal.out(flags.json ? `${JSON.stringify(whyReport(why, question))}\n` : whyText(why, question));
    });
  },
};

/**
 * Converts a path to the form of the index. It may be relative to the current folder, or to the root as in
 * results.
 */
function placeOf(repository: Repository, given: string, cwd: string): { path: string; line?: number } {
  const [, file, line] = /^(.+?):(\d+)(?:-\d+)?$/.exec(given) ?? [];
  const inside = (path: string): string => {
    const here = resolve(cwd, path);
    return pathInside(repository, existsSync(here) ? here : path);
  };
  if (file === undefined || existsSync(resolve(cwd, given))) return { path: inside(given) };
  if (Number(line) === 0)
    throw usageError("line-not-positive", `${given} names line 0`, "Lines are counted from 1.");
  return { path: inside(file), line: Number(line) };
}
