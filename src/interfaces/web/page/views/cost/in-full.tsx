import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { printable } from "../../../../../shared/printable.js";
import { SelectField } from "../../parts/field.js";
import { type ModelCost, settled } from "./state.js";

/** What there is room for of one model only: of the first, or the one that the user chooses. */
export function InFull({ children }: { readonly children: (cost: ModelCost) => ComponentChildren }) {
  const chosen = useSignal<string | undefined>(undefined);
  const costs = settled.value;
  const cost = costs.find(({ model }) => model === chosen.value) ?? costs[0];
  if (cost === undefined) return null;
  return (
    <>
      {costs.length > 1 ? (
        <div class="in-full">
          <SelectField
            label="In full"
            about="The derivation and the picture to scale are those of this model"
            value={cost.model}
            choices={costs.map(({ model, priced }) => ({
              value: model,
              text: printable(priced.request.spec.name),
            }))}
            onChange={(model) => {
              chosen.value = model;
            }}
          />
        </div>
      ) : null}
      {children(cost)}
    </>
  );
}
