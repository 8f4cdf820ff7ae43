import { between, doubleQuotes, type RuleLanguage, singleQuotes, toLineEnd } from "../rule.js";
import { styleDefinitions } from "./styles.js";

const block = between("/*", "*/");
const styles = {
  wholeNames: true,
  data: true,
  body: "value",
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  read: styleDefinitions,
} as const;

/** Style sheets. */
export const web: readonly RuleLanguage[] = [
  {
    ...styles,
    id: "css",
    extensions: ["css", "pcss", "postcss"],
    definitions: [["property", /^\s*(--[\w-]+)\s*:/]],
    opaque: [block, doubleQuotes, singleQuotes],
  },
  {
    ...styles,
    id: "scss",
    extensions: ["scss"],
    definitions: [
      ["property", /^\s*(--[\w-]+)\s*:/],
      ["property", /^\s*(\$[\w-]+)\s*:/],
    ],
    opaque: [block, toLineEnd("(?<![:\\w])//"), doubleQuotes, singleQuotes],
  },
  {
    ...styles,
    id: "less",
    extensions: ["less"],
    uncertain: ["less"],
    definitions: [
      ["property", /^\s*(--[\w-]+)\s*:/],
      ["property", /^\s*(@(?!media\b|import\b|supports\b|plugin\b)[\w-]+)\s*:/],
    ],
    opaque: [block, toLineEnd("(?<![:\\w])//"), doubleQuotes, singleQuotes],
  },
  {
    id: "sass",
    extensions: ["sass"],
    wholeNames: true,
    data: true,
    body: "indent",
    definitions: [
      ["function", /^\s*(?:@(?:mixin|function)\s+|=)([\w-]+)/],
      ["property", /^\s*(\$[\w-]+|--[\w-]+)\s*[:=]/],
      ["namespace", /^\s*(@(?:media|supports|layer|container|keyframes)\b.*)$/],
      ["class", /^\s*([.#&%>~*[][^:]*(?::[\w-]+[^:]*)*)$/],
      ["class", /^([a-z][\w-]*(?:[ .#>,[:][^;]*)?)$/],
    ],
    opaque: [block, toLineEnd("(?<![:\\w])//"), doubleQuotes, singleQuotes],
    attached: /^\/\//,
  },
];
