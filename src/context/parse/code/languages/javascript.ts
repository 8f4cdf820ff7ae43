import { extendsAndImplements, type Language } from "../language.js";
import { ecmascriptAttached, ecmascriptImport, ecmascriptQuery } from "./ecmascript.js";

export const javascript: Language = {
  id: "javascript",
  extensions: ["js", "mjs", "cjs", "jsx"],
  interpreters: ["node", "deno", "bun"],
  grammar: "javascript",
  query: `
    (class_declaration name: (identifier) @name (class_heritage)? @bases body: (class_body) @body) @class
    (field_definition property: (property_identifier) @name value: (arrow_function body: (_) @body)) @method
    ${ecmascriptQuery}
  `,
  attached: ecmascriptAttached,
  blockComment: ["/*", "*/"],
  basesOf: extendsAndImplements,
  importOf: ecmascriptImport,
};
