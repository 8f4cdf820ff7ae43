import { typescriptFamily, withoutTypeStar } from "./families/typescript.js";
import type { Language } from "./language.js";
import { angularClasses, angularQuery } from "./markup/angular.js";

const CALL_SIGNATURE = /\n[ \t]*<(?:[A-Za-z_$]|\r?\n)/;

/**
 * Replaces a line end by a semicolon before a call signature with type parameters (`<T>(key: T): string`).
 * The grammar does not end the previous member of an interface there, and fails on the rest of the file.
 */
const withSemicolons = (text: string): string => {
  if (!CALL_SIGNATURE.test(text)) return text;
  return text.replace(
    /^(?![ \t]*(?:\*|\/\*))((?:(?!\/\/)[^\n])*[\w$>\])}'"])\n(?=(?:[ \t]*(?:\/\/[^\n]*|(?:\/\*(?:[^*]|\*(?!\/)){0,2000}\*\/[ \t]*)?)\n)*[ \t]*<(?:[A-Za-z_$]|\r?\n))/gm,
    "$1;",
  );
};

export const typescript: Language = {
  ...typescriptFamily,
  id: "typescript",
  extensions: ["ts", "mts", "cts"],
  modules: { ...typescriptFamily.modules, longEndings: ["d.ts"] },
  conventions: {
    ...typescriptFamily.conventions,
    minifiable: true,
    generated: /(?:_pb|_pb\.d|\.gen|\.gen\.d)\.ts$/i,
  },
  grammar: "typescript",
  prepare: (text) => withSemicolons(withoutTypeStar(text)),
  markup: angularClasses,
  markupQuery: angularQuery,
};
