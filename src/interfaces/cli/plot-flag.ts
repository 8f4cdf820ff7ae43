import { resolve } from "node:path";
import { usageError } from "../../shared/errors.js";
import { type Plot, svgPlot, terminalPlot } from "../plot/index.js";
import { type Flag, type FlagValues, flagText, type Terminal } from "./command.js";
import { writeOutput } from "./write-output.js";

/** The flag of every command that can draw. */
export const plotFlag: Flag = {
  flags: "--plot <file>",
  description: "draw a plot: an .svg file, or - for the terminal",
};

/** Where `--plot` asks to draw; undefined when it was not given. @throws FoveaError for a name that is not .svg. */
export function plotTarget(flags: FlagValues): string | undefined {
  const target = flagText(flags, "plot");
  if (target === undefined || target === "-" || /\.svg$/i.test(target)) return target;
  throw usageError(
    "plot-not-svg",
    `--plot writes SVG, and "${target}" does not end in .svg`,
    `Write --plot ${target}.svg, or --plot - for the terminal.`,
  );
}

/** Draws where `plotTarget` says: SVG to a file, characters to stdout, or to stderr when stdout holds data. */
export async function drawPlot(
  plot: Plot,
  target: string,
  terminal: Terminal,
  { stdoutIsData = false } = {},
): Promise<void> {
  if (target === "-") {
    (stdoutIsData ? terminal.err : terminal.out)(`\n${terminalPlot(plot, { columns: terminal.columns })}`);
    return;
  }
  const path = resolve(terminal.cwd, target);
  await writeOutput(path, svgPlot(plot));
  terminal.err(`Plot written to ${path}\n`);
}
