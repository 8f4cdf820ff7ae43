import { ecmascript, ecmascriptQuery } from "./ecmascript.js";
import { extendsAndImplements, type Language } from "./language.js";

export const javascript: Language = {
  ...ecmascript,
  id: "javascript",
  extensions: ["js", "mjs", "cjs", "jsx"],
  interpreters: ["node", "deno", "bun"],
  grammar: "javascript",
  query: `
    (class_declaration) @class
    (field_definition) @method
    ${ecmascriptQuery}
  `,
  heritage: ["class_heritage"],
  basesOf: extendsAndImplements,
};
