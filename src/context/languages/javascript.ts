import { ecmascript, ecmascriptQuery } from "./families/ecmascript.js";
import type { Language } from "./language.js";
import { extendsAndImplements } from "./reading/names.js";

function packageName(text: string): string | undefined {
  try {
    const { name } = JSON.parse(text) as { name?: unknown };
    return typeof name === "string" && name !== "" ? name : undefined;
    // JSON.parse also throws for text that nests too deep.
  } catch {
    return undefined;
  }
}

export const javascript: Language = {
  ...ecmascript,
  id: "javascript",
  extensions: ["js", "mjs", "cjs", "jsx"],
  interpreters: ["node", "deno", "bun"],
  modules: {
    ...ecmascript.modules,
    manifests: [{ fileName: "package.json", packageName }],
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
    ${ecmascriptQuery}
  `,
  heritage: ["class_heritage"],
  basesOf: extendsAndImplements,
};
