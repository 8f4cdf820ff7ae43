import { typescriptFamily, withoutTypeStar } from "./families/typescript.js";
import type { Language } from "./language.js";

const CALL_SIGNATURE = /\n[ \t]*<(?:[A-Za-z_$]|\r?\n)/;

/**
 * The grammar ends no member of an interface at a line end when the next one is a call signature with type parameters
 * (`<T>(key: T): string`), and loses the file from there: the line end becomes the semicolon that it means.
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
};
