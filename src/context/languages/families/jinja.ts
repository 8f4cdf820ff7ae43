import { jinjaMarkup } from "../markup/jinja.js";

/** Templates of the Jinja family. Only the family of the code that renders them differs. */
export const jinjaFamily = {
  modules: { importsArePaths: true },
  scopes: { rendered: true },
  grammar: "javascript",
  query: `
    (arguments) @arguments
    (arguments (identifier) @value)
  `,
  // A filter is a bit operation to the grammar: `{{ date | short }}`.
  markupQuery: `(binary_expression operator: "|" right: (identifier) @call)`,
  attached: /^\{#/,
  markup: jinjaMarkup,
} as const;
