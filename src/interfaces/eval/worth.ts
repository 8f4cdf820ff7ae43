import type { Estimate } from "../../evaluate/bootstrap.js";
import { formatInteger } from "../../shared/units.js";
import type { EvalReport } from "../schema/eval-report.js";

type Retriever = EvalReport["retrievers"][number];
type Rival = NonNullable<Retriever["knee"]>["smaller"];

/** Dollars per task are fractions of a cent; per 1,000 tasks they can be read. */
const perThousand = (dollars: number): string => tenths(1000 * dollars);

const perHundred = (share: number): string => tenths(100 * share);

/** One decimal, and no minus before a value that rounds to zero. */
const tenths = (value: number): string => value.toFixed(1).replace(/^-(?=0\.0$)/, "");

const signed = (text: string): string => (text.startsWith("-") ? text : `+${text}`);

const dollarInterval = ({ mean, low, high }: Estimate): string =>
  `${perThousand(mean)} [${perThousand(low)}, ${perThousand(high)}]`;

const pointInterval = ({ mean, low, high }: Estimate): string =>
  `${signed(perHundred(mean))} [${perHundred(low)}, ${perHundred(high)}]`;

/** What each budget of the first retriever adds to the one before, and its net worth. */
export function stepTable({ retrievers, everything, solvedBy }: EvalReport) {
  const [first] = retrievers;
  return {
    titles: [
      "budget",
      `${solvedBy === "places" ? "places shown whole" : "files found"}, points`,
      "costs",
      "net gain",
      "step",
      "net worth",
    ],
    left: [4],
    rows: [
      ...first!.budgets.map(({ budget, net, step }) => [
        `${formatInteger(budget)}${first!.knee?.budget === budget ? " <" : ""}`,
        pointInterval(step.solved),
        signed(perThousand(step.dollars)),
        signed(dollarInterval(step.net)),
        step.verdict,
        dollarInterval(net),
      ]),
      [`all ${formatInteger(everything.tokens)}`, "", "", "", "", dollarInterval(everything.net)],
    ],
  };
}

/** The knee of each retriever, how sure it is, and what prices are used. */
export const describeKnees = (report: EvalReport): string =>
  `Knee (<): ${kneeMeaning}.\n` +
  `${kneeLines(report)
    .map((line) => `  ${line}\n`)
    .join("")}` +
  `${describePrices(report)}\n`;

export const kneeMeaning = "the budget with the highest net worth, dollars per 1,000 tasks";

/** The knee of each retriever, a sentence each. */
export const kneeLines = ({ retrievers, everything }: EvalReport): string[] =>
  retrievers.map((one) => `${one.name}: ${kneeText(one, everything.net)}.`);

export const describePrices = ({ priceModel, listedOn, prefillModel }: EvalReport): string =>
  `Price: input at ${priceModel}'s list price of ${listedOn}; prefill modelled for ${prefillModel}.`;

function kneeText({ knee, budgets }: Retriever, everything: Estimate): string {
  if (!knee) return "none, no budget is worth its price";
  const { budget, net, smaller, larger } = knee;
  return [
    `${formatInteger(budget)} tokens, net worth ${dollarInterval(net)}`,
    against(smaller),
    ...(larger ? [against(larger)] : []),
    ...(budget === budgets[0]!.budget ? ["the smallest budget, so a smaller one may be better"] : []),
    ...(larger ? [] : ["the largest budget, so a larger one may be better"]),
    ...(everything.mean > net.mean ? ["the whole tree is worth more"] : []),
  ].join("; ");
}

function against({ budget, difference, distinct }: Rival): string {
  const other = budget === 0 ? "sending nothing" : formatInteger(budget);
  return distinct
    ? `better than ${other} by ${dollarInterval(difference)}`
    : `not distinguishable from ${other}: ${signed(dollarInterval(difference))}`;
}
