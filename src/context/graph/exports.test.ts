import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { Scratch } from "../../../test/support/scratch.js";

/** Modules that export and import under other names. Several define `Nav`, `open` and `Box`, so that names alone mean nothing. */
const files: Record<string, string> = {
  "js/Nav.tsx": "export default function Nav() {\n  return <nav />;\n}\nexport const Item = () => null;\n",
  "js/other/Nav.tsx": "export function Nav() {\n  return null;\n}\n",
  "js/any-name.tsx": "import Bar from './Nav';\n\nexport function page() {\n  return <Bar />;\n}\n",
  "js/barrel.ts":
    "export { default } from './Nav';\nexport { default as Menu, Item as Entry } from './Nav';\nexport * from './deep';\nexport * as tools from './tools';\n",
  "js/outer/index.ts": "export * from '../barrel';\nexport { Menu as TopMenu } from '../barrel';\n",
  "js/menu.tsx":
    "import { Menu, Entry, TopMenu } from './outer';\n\nexport function menu() {\n  return <Menu><Entry /></Menu>;\n}\nexport const top = () => <TopMenu />;\n",
  "js/deep.ts": "import { hidden } from './tools';\nexport { hidden as shown };\nexport { hidden };\n",
  "js/tools.ts": "export function hidden() {}\nexport function open() {}\n",
  "js/open.ts": "export function open() {}\n",
  "js/use-deep.ts":
    "import { shown, tools } from './outer';\n\nexport function deep() {\n  shown();\n}\nexport function wide() {\n  tools.open();\n}\n",
  "js/cycle-a.ts": "export * from './cycle-b';\n",
  "js/cycle-b.ts": "export * from './cycle-a';\nexport { open } from './open';\n",
  "js/use-cycle.ts": "import { open } from './cycle-a';\n\nexport function cycle() {\n  open();\n}\n",
  "js/lazy.tsx":
    "import { lazy } from 'react';\nconst Later = lazy(() => import('./Nav'));\nconst Part = lazy(() => import('./Nav').then((m) => ({ default: m.Item })));\n\nexport function lazily() {\n  return <Later><Part /></Later>;\n}\n",
  "js/dynamic.ts":
    "export async function load() {\n  const { open: start } = await import('./open');\n  start();\n}\n",
  "js/anonymous.js": "module.exports = function () {\n  return 1;\n};\n",
  "js/class.cjs":
    "class Stack {\n  grow() {}\n}\nfunction helper() {}\nmodule.exports = Stack;\nmodule.exports.help = helper;\n",
  "js/use-cjs.js":
    "const count = require('./anonymous');\nconst Pile = require('./class.cjs');\nconst { help: aid } = require('./class.cjs');\n\nfunction cjs() {\n  count();\n  new Pile();\n  aid();\n}\n",
  "js/wrapped.tsx": "function Inner() {\n  return null;\n}\nexport default memo(Inner);\n",
  "js/use-wrapped.tsx": "import Outer from './wrapped';\n\nexport const wrapped = () => <Outer />;\n",
  "js/external.ts": "export { open } from 'fs-extra';\n",
  "js/use-external.ts": "import { open } from './external';\n\nexport function outside() {\n  open();\n}\n",
  "py/kit/__init__.py": "from .core import build as make\nfrom .parts import *\n",
  "py/kit/core.py": "def build():\n    return 1\n",
  "py/kit/parts.py": "def bolt():\n    return 1\n",
  "py/other.py": "def build():\n    return 2\n\n\ndef bolt():\n    return 2\n",
  "py/use.py":
    "from kit import make, bolt\nimport kit\n\n\ndef run():\n    make()\n    bolt()\n\n\ndef walk():\n    kit.make()\n",
  "rust/src/lib.rs": "pub mod inner;\npub use crate::inner::deep::Gear as Wheel;\n",
  "rust/src/inner/mod.rs": "pub mod deep;\n",
  "rust/src/inner/deep.rs": "pub struct Gear;\n\npub fn spin() {}\n",
  "rust/src/main.rs": "use crate::Wheel;\n\nfn turn(wheel: Wheel) {}\n",
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

async function callers(of: string): Promise<string[]> {
  const { relations } = await repository.graph({ of, relations: ["callers"], limit: 50 });
  return relations[0]!.edges.map(({ node }) => node.symbol ?? node.path).sort();
}
async function related(of: string, relation: "callees" | "importers"): Promise<string[]> {
  const { relations } = await repository.graph({ of, relations: [relation], limit: 50 });
  return relations[0]!.edges.map(({ node }) => `${node.path}${node.symbol ? `#${node.symbol}` : ""}`).sort();
}

describe("callers of a default export", () => {
  it("use it under any name, through barrels, lazily and wrapped", async () => {
    expect(await callers("js/Nav.tsx#Nav")).toEqual(["lazily", "menu", "page", "top"]);
    expect(await callers("js/Nav.tsx#Item")).toEqual(["lazily", "menu"]);
    expect(await callers("js/wrapped.tsx#Inner")).toContain("wrapped");
  });
  it("are not those of another definition of the name", async () => {
    expect(await callers("js/other/Nav.tsx#Nav")).toEqual([]);
  });
  it("require it (CommonJS), with or without a name of its own", async () => {
    expect(await callers("js/anonymous.js#default")).toEqual(["cjs"]);
    expect(await callers("js/class.cjs#Stack")).toContain("cjs");
    expect(await callers("js/class.cjs#helper")).toContain("cjs");
  });
});

describe("callers through re-exports", () => {
  it("find the right one of two definitions, in several steps and in a cycle", async () => {
    expect(await callers("js/tools.ts#hidden")).toEqual(["deep"]);
    expect(await callers("js/tools.ts#open")).toEqual(["wide"]);
    expect(await callers("js/open.ts#open")).toEqual(["cycle", "load"]);
  });
  it("do not take a name from another package for one of the repository", async () => {
    expect(await related("js/use-external.ts#outside", "callees")).toEqual([]);
  });
  it("of a Python package, under another name", async () => {
    expect(await callers("py/kit/core.py#build")).toEqual(["run", "walk"]);
    expect(await callers("py/kit/parts.py#bolt")).toEqual(["run"]);
    expect(await callers("py/other.py#build")).toEqual([]);
  });
  it("of a Rust crate, under another name", async () => {
    expect(await callers("rust/src/inner/deep.rs#Gear")).toEqual(["turn"]);
  });
});

it("callees are found under other names", async () => {
  expect(await related("menu", "callees")).toEqual(["js/Nav.tsx#Item", "js/Nav.tsx#Nav"]);
  expect(await related("js/use-cjs.js#cjs", "callees")).toEqual([
    "js/anonymous.js#default",
    "js/class.cjs#Stack",
    "js/class.cjs#helper",
  ]);
  expect(await related("py/use.py#walk", "callees")).toEqual(["py/kit/core.py#build"]);
});

it("importers of a symbol include those of the files that re-export it", async () => {
  expect(await related("js/Nav.tsx#Item", "importers")).toEqual([
    "js/barrel.ts",
    "js/lazy.tsx",
    "js/menu.tsx",
    "js/outer/index.ts",
  ]);
});
