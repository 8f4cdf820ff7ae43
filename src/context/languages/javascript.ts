import { ecmascript, ecmascriptQuery, elementQuery } from "./families/ecmascript.js";
import { nodeManifests } from "./families/node-packages.js";
import type { Language } from "./language.js";
import { extendsAndImplements } from "./reading/names.js";

export const javascript: Language = {
  ...ecmascript,
  id: "javascript",
  extensions: ["js", "mjs", "cjs", "jsx"],
  interpreters: ["node", "deno", "bun"],
  modules: {
    ...ecmascript.modules,
    manifests: nodeManifests,
  },
  conventions: {
    ...ecmascript.conventions,
    generated: /(?:_pb|\.gen)\.js$/i,
    vendored: /^(?:jquery(?:[-.][\d.]+\w*)?|bootstrap(?:[-.]\w+)*|d3(?:\.v\d+)?|lodash|require)\.js$/i,
    minifiable: true,
    minified: /[.-]min\.[cm]?js$|\.(?:bundle|chunk)\.js$/,
    lockFiles: [
      ..."package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-lock.yml".split(" "),
      ..."bun.lock deno.lock .pnp.cjs .pnp.js .pnp.loader.mjs".split(" "),
    ],
  },
  reports: { ...ecmascript.reports, tools: ["node", "npm"] },
  grammar: "javascript",
  query: `
    (class_declaration) @class
    (field_definition) @method
    (class_heritage (identifier) @mention)
    ${ecmascriptQuery}
    ${elementQuery}
  `,
  heritage: ["class_heritage"],
  basesOf: extendsAndImplements,
};
