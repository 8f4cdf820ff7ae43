import { type Derivation, type DerivationStep, tokensText } from "../../cost/index.js";

/** Lines are broken at this width, between terms or words. */
const WIDTH = 100;

/** A derivation as text: a heading a group, and each step with its symbols, its numbers and its result. */
export function explain(derivation: Derivation): string {
  const lines = [
    `${derivation.model}: ${tokensText(derivation)}`,
    ...derivation.layers.flatMap((layer) => wrapped(layer, "  ", "      ")),
  ];
  if (derivation.batch > 1) lines.push("  FLOP up to the totals are those of one sequence.");
  for (const steps of grouped(derivation.steps)) lines.push("", ...groupLines(steps));
  return `${lines.join("\n")}\n`;
}

/** Neighbouring steps of one group. */
function grouped(steps: readonly DerivationStep[]): DerivationStep[][] {
  const groups: DerivationStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0]?.group === step.group) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function groupLines(steps: readonly DerivationStep[]): string[] {
  const [first] = steps as [DerivationStep, ...DerivationStep[]];
  // Symbols that all steps share stand in the heading.
  if (steps.some(({ symbols }) => symbols !== first.symbols))
    return [first.group, ...steps.flatMap(stepLines)];
  const heading = wrapped(`${first.group}: ${first.symbols}`, "", "    ");
  const width = Math.max(...steps.map(({ title }) => title.length));
  const lines = steps.map(({ title, numbers, result }) => `  ${title.padEnd(width)}  ${numbers} = ${result}`);
  if (lines.every((line) => line.length <= WIDTH)) return [...heading, ...lines];
  return [...heading, ...steps.flatMap((step) => [`  ${step.title}`, ...numberLines(step)])];
}

const stepLines = (step: DerivationStep): string[] => [
  ...wrapped(`${step.title}: ${step.symbols}`, "  ", "      "),
  ...numberLines(step),
];

const numberLines = ({ numbers, result }: DerivationStep): string[] =>
  numbers === result ? [`    ${result}`] : wrapped(`${numbers} = ${result}`, "    ", "      ", BEFORE_TERM);

/** A space before `+ term`, `− term` or `= result`. */
const BEFORE_TERM = / (?=[+−=] )/u;

/** Breaks a line at spaces. */
function wrapped(text: string, first: string, next: string, at = / /): string[] {
  const lines: string[] = [];
  let line = first;
  for (const piece of text.split(at)) {
    const joined = line === first ? `${first}${piece}` : `${line} ${piece}`;
    if (joined.length > WIDTH && line !== first) {
      lines.push(line);
      line = `${next}${piece}`;
    } else line = joined;
  }
  return [...lines, line];
}
