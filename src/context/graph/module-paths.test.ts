import { afterAll, beforeAll, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { Scratch } from "../../../test/support/scratch.js";

const json = JSON.stringify;

/** Packages, aliases and dependencies of a monorepo, and modules that nothing explains. */
const files: Record<string, string> = {
  "package.json": json({ workspaces: ["packages/*"], devDependencies: { vitest: "^1.0.0" } }),
  "tsconfig.base.json":
    '{\n  // shared\n  "compilerOptions": {\n    "paths": { "@shared/*": ["./packages/shared/lib/*"], "#one": ["./packages/shared/lib/one.ts"], },\n  },\n}\n',
  "packages/kit/package.json": json({
    name: "@acme/toolkit",
    main: "./dist/index.js",
    exports: {
      ".": { types: "./dist/index.d.ts", import: "./dist/index.js" },
      "./list": { import: { types: "./dist/esm/deep/list.d.ts", default: "./dist/esm/deep/list.js" } },
      "./parts/*": "./dist/parts/*.js",
    },
    imports: { "#db": { node: "./src/db.ts", default: "./src/db-web.ts" }, "#lib/*": "./src/lib/*.js" },
  }),
  "packages/kit/src/index.ts":
    "export { join as glue } from '#lib/text';\nexport const db = () => connect();\nimport { connect } from '#db';\n",
  "packages/kit/src/db.ts": "export function connect() {}\n",
  "packages/kit/src/lib/text.ts": "export function join() {}\n",
  "packages/kit/src/deep/list.ts": "export function list() {}\n",
  "packages/kit/src/parts/bolt.ts": "export function bolt() {}\n",
  "packages/shared/lib/one.ts": "export function one() {}\n",
  "packages/shared/lib/two.ts": "export function two() {}\n",
  "packages/web/package.json": json({
    name: "web",
    dependencies: {
      "@acme/toolkit": "workspace:*",
      react: "^18.0.0",
      "@acme/published": "^1.0.0",
      "react-query": "^1",
    },
  }),
  "packages/web/tsconfig.json": json({
    extends: "../../tsconfig.base.json",
    compilerOptions: { baseUrl: "./src", paths: { "~ui/*": ["ui/*"] } },
  }),
  "packages/web/src/ui/button.tsx": "export const Button = () => null;\n",
  "packages/web/src/lib/react-query.ts": "export function useQuery() {}\n",
  "packages/web/src/helpers/text.ts": "export function trim() {}\n",
  "packages/web/src/app.tsx":
    "import { glue, db } from '@acme/toolkit';\nimport { list } from '@acme/toolkit/list';\nimport { bolt } from '@acme/toolkit/parts/bolt';\nimport { one } from '#one';\nimport { two } from '@shared/two';\nimport { Button } from '~ui/button';\nimport { trim } from 'helpers/text';\nimport { useQuery } from 'react-query';\nimport fs from 'fs/promises';\nimport React from 'react';\nimport x from '@acme/published/deep';\nimport y from '@acme/missing';\nimport z from '@/generated/z';\nimport u from '$app/navigation';\nimport v from 'helpers/missing';\nimport w from 'lodash/fp';\n\nexport function app() {\n  glue();\n  db();\n  list();\n  bolt();\n  one();\n  two();\n  trim();\n  useQuery();\n  return <Button />;\n}\n",
  "py/shop/__init__.py": "",
  "py/shop/cart.py": "import json\nfrom shop.generated import total\nfrom requests import get\n",
  "shop/__init__.py": "",
  "java/src/main/java/org/acme/shop/Cart.java":
    "package org.acme.shop;\n\nimport org.acme.shop.gen.Total;\nimport org.other.shop.Price;\n\nclass Cart {}\n",
  "go.mod": "module example.org/shop\n",
  "go/main.go":
    'package main\n\nimport (\n\t"example.org/shop/generated"\n\t"example.org/other"\n)\n\nfunc main() {}\n',
};

const scratch = new Scratch();
const repository = newIndex(new MemorySource(files));

beforeAll(async () => {
  await repository.update({ signal: never, threads: 1 });
}, 60_000);

afterAll(async () => {
  await repository.close();
  scratch[Symbol.dispose]();
});

const related = async (of: string, relation: "imports" | "callees" | "callers") =>
  (await repository.graph({ of, relations: [relation], limit: 50 })).relations[0]!;

it("modules are found by exports, imports, paths and baseUrl, from built files to their sources", async () => {
  const { edges, external, unresolved } = await related("packages/web/src/app.tsx", "imports");
  expect(edges.map(({ node }) => node.path).sort()).toEqual([
    "packages/kit/src/deep/list.ts",
    "packages/kit/src/index.ts",
    "packages/kit/src/parts/bolt.ts",
    "packages/shared/lib/one.ts",
    "packages/shared/lib/two.ts",
    "packages/web/src/helpers/text.ts",
    "packages/web/src/ui/button.tsx",
  ]);
  // Dependencies, modules of the runtime, and what is written as a package.
  expect(external).toEqual(["@acme/published/deep", "fs/promises", "lodash/fp", "react", "react-query"]);
  expect(unresolved.paths).toEqual(["$app/navigation", "@/generated/z", "@acme/missing", "helpers/missing"]);
});

it("names are followed through them", async () => {
  const { edges } = await related("packages/web/src/app.tsx#app", "callees");
  expect(edges.map(({ node }) => node.symbol).sort()).toEqual([
    "Button",
    "bolt",
    "db",
    "join",
    "list",
    "one",
    "trim",
    "two",
  ]);
  const join = await related("packages/kit/src/lib/text.ts#join", "callers");
  expect(join.edges.map(({ node }) => node.symbol)).toEqual(["app"]);
  const connect = await related("packages/kit/src/db.ts#connect", "callers");
  expect(connect.edges.map(({ node }) => node.symbol)).toEqual(["db"]);
});

it("a module that begins as the repository's own do is unresolved, not external (Python, Java, Go)", async () => {
  const seen = async (file: string) => {
    const { external, unresolved } = await related(file, "imports");
    return [external, unresolved.paths];
  };
  expect(await seen("py/shop/cart.py")).toEqual([["json", "requests"], ["shop.generated"]]);
  expect(await seen("java/src/main/java/org/acme/shop/Cart.java")).toEqual([
    ["org.other.shop.Price"],
    ["org.acme.shop.gen.Total"],
  ]);
  expect(await seen("go/main.go")).toEqual([["example.org/other"], ["example.org/shop/generated"]]);
});
