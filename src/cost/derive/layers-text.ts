import { type Quantity, quantity } from "../formula.js";
import { layerGroups, type ModelSpec } from "../model/spec.js";
import { symbols } from "../symbols.js";
import { plural } from "./step.js";

/** A number of layers as a factor: `80 layers`. */
export const layersText = (count: number): Quantity =>
  quantity(count, symbols.layers, plural(count, "layer"));

/** The layers, equal ones grouped: `60 × MLA …; mixture of experts …`. */
export const describeLayers = (spec: ModelSpec): string[] =>
  layerGroups(spec).map(
    ({ layer, count }) => `${count} × ${layer.mixer.description}; ${layer.feedForward.description}`,
  );
