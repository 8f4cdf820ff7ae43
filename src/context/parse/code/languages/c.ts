import { baseNames, inherited, type Language } from "../language.js";

const include = (statement: string) => {
  const module = /#\s*(?:include|import)\s*[<"]([^>"]+)[>"]/.exec(statement)?.[1];
  return module ? [{ module, names: [] }] : [];
};

const cQuery = `
    (function_definition declarator: (function_declarator declarator: (identifier) @name) body: (_) @body) @function
    (function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)) body: (_) @body) @function
    (struct_specifier name: (type_identifier) @name body: (_) @body) @struct
    (union_specifier name: (type_identifier) @name body: (_) @body) @struct
    (enum_specifier name: (type_identifier) @name body: (_) @body) @enum
    (type_definition declarator: (type_identifier) @name) @type
    (preproc_def name: (identifier) @name) @macro
    (preproc_function_def name: (identifier) @name) @macro
    (translation_unit (declaration declarator: (function_declarator declarator: (identifier) @name)) @function)
    (translation_unit (declaration declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) @function)
    (translation_unit (declaration declarator: (init_declarator declarator: (_) @name)) @variable)
    (call_expression function: (identifier) @call)
    (call_expression function: (field_expression argument: (_) @receiver field: (field_identifier) @call))
    (type_identifier) @type
    (preproc_include) @import
`;

export const c: Language = {
  id: "c",
  extensions: ["c"],
  grammar: "c",
  query: cQuery,
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  importOf: include,
};

export const cpp: Language = {
  id: "cpp",
  extensions: ["cc", "cpp", "cxx", "c++", "hpp", "hh", "hxx", "h", "ipp", "inl", "cu", "cuh"],
  grammar: "cpp",
  query: `
    ${cQuery}
    (class_specifier name: (_) @name (base_class_clause)? @bases body: (_) @body) @class
    (struct_specifier name: (_) @name (base_class_clause) @bases body: (_) @body) @struct
    (namespace_definition name: (_) @name body: (_) @body) @namespace
    (function_definition declarator: (function_declarator declarator: (qualified_identifier) @name) body: (_) @body) @function
    (function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (qualified_identifier) @name)) body: (_) @body) @function
    (function_definition declarator: (reference_declarator (function_declarator declarator: (_) @name)) body: (_) @body) @function
    (function_definition declarator: (function_declarator declarator: (field_identifier) @name) body: (_) @body) @method
    (function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name)) body: (_) @body) @method
    (function_definition declarator: (function_declarator declarator: (operator_name) @name) body: (_) @body) @method
    (function_definition declarator: (function_declarator declarator: (destructor_name) @name) body: (_) @body) @method
    (field_declaration declarator: (function_declarator declarator: (field_identifier) @name)) @property
    (declaration_list (declaration declarator: (function_declarator declarator: (identifier) @name)) @function)
    (alias_declaration name: (type_identifier) @name) @type
    (call_expression function: (qualified_identifier scope: (_) @receiver name: (identifier) @call))
  `,
  attached: /^(?:\/\/|template\s*<)/,
  blockComment: ["/*", "*/"],
  basesOf: (text) => inherited(baseNames(text)),
  isTest: (name) => /^TEST(?:_[FP])?$/.test(name),
  importOf: include,
};
