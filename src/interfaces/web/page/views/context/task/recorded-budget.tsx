import { formatInteger } from "../../../../../../shared/units.js";
import { nearestBudget } from "../../../source/nearest-budget.js";
import type { ContextState } from "../state.js";

/** A slider over the budgets whose packs were recorded. */
export function RecordedBudget(props: { readonly state: ContextState; readonly budgets: readonly number[] }) {
  const { state, budgets } = props;
  const budget = nearestBudget(budgets, state.budget.value);
  return (
    <div class="budget">
      <label class="field" for="context-budget-slider">
        Budget, in tokens
      </label>
      <div class="budget-row">
        <input
          id="context-budget-slider"
          type="range"
          min={0}
          max={budgets.length - 1}
          value={budgets.indexOf(budget)}
          aria-valuetext={`${formatInteger(budget)} tokens`}
          onInput={({ currentTarget }) => state.setBudget(budgets[Number(currentTarget.value)]!)}
        />
        <output class="budget-number" for="context-budget-slider">
          {formatInteger(budget)}
        </output>
      </div>
    </div>
  );
}
