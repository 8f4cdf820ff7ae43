/**
 * Prefixes that models were trained to see before a text, from their publishers' model cards. A model that is
 * not listed gets the text without a prefix.
 */
const PREFIXES: readonly { readonly model: RegExp; readonly document: string; readonly query: string }[] = [
  {
    model: /coderankembed|nomic-embed-code/i,
    document: "",
    query: "Represent this query for searching relevant code: ",
  },
  { model: /nomic-embed-text/i, document: "search_document: ", query: "search_query: " },
  { model: /\be5-(?:small|base|large)(?!.*instruct)/i, document: "passage: ", query: "query: " },
  {
    model: /mxbai-embed-large|bge-(?:small|base|large)-en/i,
    document: "",
    query: "Represent this sentence for searching relevant passages: ",
  },
];

export const prefixOf = (model: string, kind: "document" | "query"): string =>
  PREFIXES.find((prefix) => prefix.model.test(model))?.[kind] ?? "";
