import { acceleratorsOf } from "../../../../../cost/index.js";
import { formatDollars, formatFlop, formatInteger } from "../../../../../shared/units.js";
import { modelledCells } from "../../../../cost/modelled.js";
import { crossoverOf } from "../../../../cost/price.js";
import { seriesColour } from "../../parts/chart/colours.js";
import { Name } from "../../parts/name.js";
import { writeTokens } from "./flags.js";
import { fitOf, type ModelCost, placeOf, shown } from "./state.js";

/** The two questions that people come with, answered in words. */
export function Summary() {
  return (
    <div class="summary">
      {shown.value.map((cost) => (
        <Answer key={cost.model} cost={cost} />
      ))}
    </div>
  );
}

function Answer({ cost }: { readonly cost: ModelCost }) {
  const { request, rows } = cost.priced;
  const { spec, options } = request;
  const row = rows[0]!;
  const crossover = crossoverOf(request);
  const share = `${(100 * row.attentionShare).toFixed(1)} %`;
  const soon = modelledCells(row.prefillErrorFactor).seconds(
    row.timeToFirstTokenSeconds ?? row.prefillSeconds,
  );
  return (
    <section class="in-words" style={{ "--colour": seriesColour(placeOf(cost)) }}>
      <h2>
        <Name of={spec.name} />
      </h2>
      <p class="lead">
        {crossover === undefined ? (
          <>Attention costs less than the rest of the model at every length.</>
        ) : (
          <>
            Attention costs more than the rest of the model from <strong>{writeTokens(crossover)}</strong> on.
          </>
        )}
      </p>
      <p>
        At {writeTokens(row.context)} it is {share} of {formatFlop(row.totalFlop)}. Doubling the context from
        here costs <strong>{cost.doubling.toFixed(2)} ×</strong> the FLOP (exponent{" "}
        {row.localExponent.toFixed(2)}).
      </p>
      <p>
        On {acceleratorsOf(options.plan)} × {options.accelerator.name}{" "}
        {row.timeToFirstTokenSeconds === null ? "it takes" : "the first token comes after"}{" "}
        <strong>{soon}</strong> (modelled), and a request costs <strong>{dollarsOf(cost)}</strong>
        {options.outputTokens > 0 ? ` with ${formatInteger(options.outputTokens)} tokens of output` : ""}.
        {fitOf(cost) === "never" ? " It does not fit in their memory." : ""}
      </p>
    </section>
  );
}

/** A list price to the cent; rent as well as the time is known that it is paid for. */
export function dollarsOf({ priced: { request, rows } }: ModelCost): string {
  const { dollars, timeErrorFactor } = rows[0]!;
  if (dollars === null) return "an unknown sum";
  return request.options.apiPrice ? formatDollars(dollars) : modelledCells(timeErrorFactor).dollars(dollars);
}
