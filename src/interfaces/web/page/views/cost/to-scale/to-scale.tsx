import type { CostRow, ModelSpec, PriceOptions } from "../../../../../../cost/index.js";

export function ToScale(_: {
  readonly spec: ModelSpec;
  readonly options: PriceOptions;
  readonly row: CostRow;
}) {
  return null;
}
