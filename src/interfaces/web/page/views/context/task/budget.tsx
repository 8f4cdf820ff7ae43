import { useEffect, useState } from "preact/hooks";
import { formatInteger, parseCount } from "../../../../../../shared/units.js";
import { type ContextState, LEAST_BUDGET } from "../state.js";
import { BUDGET_STEPS, budgetAt, mostBudget, stepOf } from "./budget-scale.js";

/** The budget as a slider on a log scale, and as a number. */
export function Budget({ state }: { readonly state: ContextState }) {
  const budget = state.budget.value;
  const most = mostBudget(state.repository.value.value?.tokens ?? 0);
  const [text, setText] = useState(formatInteger(budget));
  const [wrong, setWrong] = useState<string>();
  useEffect(() => {
    setText(formatInteger(budget));
    setWrong(undefined);
  }, [budget]);
  const take = (): void => {
    try {
      const asked = parseCount(text, "the budget", "8000");
      state.setBudget(asked);
      setText(formatInteger(Math.max(LEAST_BUDGET, asked)));
      setWrong(undefined);
    } catch {
      setWrong("Write a number of tokens, such as 8000 or 8k.");
    }
  };
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
          max={BUDGET_STEPS}
          value={stepOf(budget, most)}
          aria-valuetext={`${formatInteger(budget)} tokens`}
          onInput={({ currentTarget }) => state.setBudget(budgetAt(Number(currentTarget.value), most))}
        />
        <input
          class="budget-number"
          aria-label="Budget as a number"
          aria-invalid={wrong !== undefined}
          inputMode="numeric"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onChange={take}
          onKeyDown={(event) => {
            if (event.key === "Enter") take();
          }}
        />
      </div>
      {wrong ? <p role="alert">{wrong}</p> : null}
    </div>
  );
}
