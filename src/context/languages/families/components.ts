import { componentNames } from "../markup/names.js";
import { typescript } from "../typescript.js";

/**
 * Components are parsed as TypeScript, which includes JavaScript. The expressions of their markup are parsed with
 * their scripts; all of the markup is indexed as text.
 */
export const component = {
  ...typescript,
  conventions: {},
  componentNames,
  // A filter of Vue 2 is a bit operation to the grammar: `{{ date | short }}`.
  markupQuery: `
    (identifier) @value
    (shorthand_property_identifier) @value
    (binary_expression operator: "|" right: (identifier) @call)
  `,
} as const;
