import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { Repository } from "../repository/repository.js";
import { openWorkingTree } from "../scan/working-tree.js";
import { memoryStore } from "../store/drivers.js";
import type { Relation } from "./edge.js";

const scratch = new Scratch();
let repository: Repository;

/**
 * A small shop in six languages. Several define `total` and `close`, so that names alone do not resolve them.
 */
const files: Record<string, string> = {
  "c#/odd#name.ts": "export function oddOne() {\n  return 1;\n}\n",
  "#first.ts": "export function oddOne() {\n  return 2;\n}\n",
  "py/shop/__init__.py": "",
  "py/shop/base.py":
    'class Store:\n    """Keeps things."""\n\n    def close(self):\n        return None\n\n    def reopen(self):\n        self.close()\n',
  "py/shop/cart.py":
    "import json\nfrom .base import Store\nfrom .prices import price_of as cost\n\n\nclass Cart(Store):\n    def total(self):\n        return sum(cost(item) for item in self.items)\n\n    def dump(self):\n        self.close()\n        return json.dumps(self.items)\n",
  "py/shop/prices.py":
    "def price_of(item):\n    return item.pence\n\n\ndef dumps(thing):\n    return str(thing)\n",
  "py/tests/test_cart.py":
    "from shop.cart import Cart\n\n\ndef test_total():\n    cart = Cart()\n    assert cart.total() == 0\n",
  "ts/src/queue.ts":
    "export interface Sink {\n  push(line: string): void;\n}\n\nexport class Queue implements Sink {\n  lines: string[] = [];\n  push(line: string): void {\n    this.lines.push(line);\n  }\n}\n",
  "ts/src/index.ts": 'export { Queue } from "./queue.js";\n',
  "ts/src/worker.ts":
    'import { Queue } from "./queue.js";\nimport { join } from "node:path";\n\nexport function drain(queue: Queue): string {\n  queue.push("done");\n  return join("a", "b");\n}\n',
  "ts/src/app.ts":
    'import { Queue, type Shelf } from "./index.js";\n\nexport function start(t: Shelf): Queue {\n  t.drain();\n  return new Queue();\n}\n',
  "ts/src/join.ts": "export function join(a: string, b: string): string {\n  return a + b;\n}\n",
  "java/org/acme/Ledger.java":
    "package org.acme;\n\npublic class Ledger {\n  public int total() {\n    return 0;\n  }\n}\n",
  "java/org/acme/Report.java":
    'package org.acme;\n\npublic class Report extends Ledger {\n  public String print(Ledger ledger) {\n    return "" + ledger.total();\n  }\n}\n',
  "go/rate/limit.go": "package rate\n\n// Limit waits.\nfunc Limit(n int) int {\n\treturn clamp(n)\n}\n",
  "go/rate/clamp.go": "package rate\n\nfunc clamp(n int) int {\n\treturn n\n}\n",
  "go/rate/kinds.go":
    'package rate\n\nimport "io"\n\ntype Named interface {\n\tName() string\n}\n\ntype Limiter interface {\n\tNamed\n\tAllow(n int) bool\n}\n\ntype Source interface {\n\tio.Reader\n\tName() string\n}\n\ntype Bucket struct{}\n\nfunc (b *Bucket) Allow(n int) bool { return true }\n\ntype Fixed struct{}\n\nfunc (f Fixed) Name() string { return "" }\n',
  "go/rate/bucket.go": 'package rate\n\nfunc (b *Bucket) Name() string { return "bucket" }\n',
  "go/cmd/main.go":
    'package main\n\nimport "example.org/shop/go/rate"\n\nfunc main() {\n\trate.Limit(3)\n}\n',
  "rust/src/lib.rs":
    "pub mod parse;\nuse crate::parse::Parser;\n\npub fn run(text: &str) -> usize {\n    let parser = Parser::open(text);\n    parser.finish()\n}\n",
  "rust/src/parse.rs":
    "pub trait Finish {\n    fn finish(&self) -> usize;\n}\n\npub struct Parser {\n    size: usize,\n}\n\nimpl Parser {\n    pub fn open(text: &str) -> Parser {\n        Parser { size: text.len() }\n    }\n}\n\nimpl Finish for Parser {\n    fn finish(&self) -> usize {\n        self.size\n    }\n}\n",
  "cpp/shelf.h":
    "#pragma once\n\nint shelve(int book);\n\nclass Shelf {\n public:\n  int Find(int book);\n};\n",
  "cpp/shelf.cc":
    '#include "shelf.h"\n\nint shelve(int book) {\n  return book;\n}\n\nint Shelf::Find(int book) {\n  return shelve(book);\n}\n',
  "cpp/main.cc": '#include "shelf.h"\n\nint main() {\n  return shelve(3);\n}\n',
  "docs/cart.md":
    "# Shopping\n\nThe total is not code here.\n\n## Carts\n\nCall `Cart.total()` to add up; see `price_of`.\n",
};

beforeAll(async () => {
  scratch.git("init", "-q");
  scratch.commit("Add the shop", files);
  for (const times of [1, 2, 3])
    scratch.commit(`Change the cart and its prices ${times}`, {
      "py/shop/cart.py": `${files["py/shop/cart.py"]}# ${times}\n`,
      "py/shop/prices.py": `${files["py/shop/prices.py"]}# ${times}\n`,
    });
  repository = new Repository(openWorkingTree(scratch.root), memoryStore());
  await repository.update({ signal: new AbortController().signal, threads: 1 });
}, 60_000);

afterAll(async () => {
  await repository.close();
  scratch[Symbol.dispose]();
});

/** Edges as `path#symbol evidence`, in their order. */
async function edges(of: string, relation: Relation): Promise<string[]> {
  const { relations } = await repository.graph({ of, relations: [relation], limit: 50 });
  return relations[0]!.edges.map(
    ({ node, evidence }) => `${node.path}${node.symbol ? `#${node.symbol}` : ""} ${evidence}`,
  );
}

const one = async (of: string, relation: Relation) =>
  (await repository.graph({ of, relations: [relation], limit: 50 })).relations[0]!;

describe("callers", () => {
  it("follow an import under another name", async () => {
    expect(await edges("price_of", "callers")).toEqual(["py/shop/cart.py#Cart.total imported"]);
  });
  it("follow self to a base class in another file", async () => {
    expect(await edges("py/shop/base.py#Store.close", "callers")).toEqual([
      "py/shop/base.py#Store.reopen same-class",
      "py/shop/cart.py#Cart.dump inherited",
    ]);
  });
  it("do not resolve a call of an imported library to a function of the repository with the same name", async () => {
    const dumps = await one("py/shop/prices.py#dumps", "callers");
    expect(dumps).toMatchObject({ total: 0, unresolved: { references: 0 } });
    expect(await edges("ts/src/join.ts#join", "callers")).toEqual([]);
  });
  it("distinguish methods of the same name by the receiver before the dot", async () => {
    expect(await edges("Cart.total", "callers")).toEqual(["py/tests/test_cart.py#test_total receiver-type"]);
    expect(await edges("Ledger.total", "callers")).toEqual([
      "java/org/acme/Report.java#Report.print receiver-type",
    ]);
    expect(await edges("Queue.push", "callers")).toEqual(["ts/src/worker.ts#drain receiver-type"]);
  });
  it("follow a module that reexports a name", async () => {
    expect(await edges("Queue", "callers")).toContain("ts/src/app.ts#start imported");
  });
  it("do not resolve a method of an unknown receiver to a function of that name", async () => {
    // `t.drain()` in app.ts does not mean worker.ts's function; it is counted as unresolved.
    expect(await one("ts/src/worker.ts#drain", "callers")).toMatchObject({
      total: 0,
      unresolved: { references: 1, paths: ["ts/src/app.ts"] },
    });
  });
  it("are found in other packages, and in the same package without an import (Go)", async () => {
    expect(await edges("go/rate/limit.go#Limit", "callers")).toEqual(["go/cmd/main.go#main imported"]);
    expect(await edges("clamp", "callers")).toEqual(["go/rate/limit.go#Limit same-package"]);
  });
  it("are found for a method that is called through its type (Rust)", async () => {
    expect(await edges("Parser.open", "callers")).toEqual(["rust/src/lib.rs#run imported"]);
  });
  it("treat a declaration and its definition as one symbol (C++)", async () => {
    expect(await edges("shelve", "callers")).toEqual([
      "cpp/shelf.cc#Shelf.Find same-file",
      "cpp/main.cc#main included",
    ]);
  });
});

describe("other relations", () => {
  it("callees are the definitions that a definition uses, without libraries", async () => {
    expect(await edges("Cart.dump", "callees")).toEqual(["py/shop/base.py#Store.close inherited"]);
    expect(await edges("go/rate/limit.go", "callees")).toEqual(["go/rate/clamp.go#clamp same-package"]);
  });
  it("imports and importers mirror each other, and libraries are listed as external", async () => {
    const imports = await one("py/shop/cart.py", "imports");
    expect(imports.edges.map(({ node }) => node.path)).toEqual(["py/shop/base.py", "py/shop/prices.py"]);
    expect(imports.external).toEqual(["json"]);
    expect(await edges("py/shop/cart.py", "importers")).toEqual(["py/tests/test_cart.py import-path"]);
    expect(await edges("ts/src/index.ts", "importers")).toEqual(["ts/src/app.ts import-path"]);
    expect(await edges("ts/src/queue.ts", "importers")).toEqual([
      "ts/src/index.ts import-path",
      "ts/src/worker.ts import-path",
    ]);
    expect(await edges("cpp/shelf.h", "importers")).toEqual([
      "cpp/main.cc import-path",
      "cpp/shelf.cc import-path",
    ]);
    expect(await edges("go/rate/limit.go", "importers")).toEqual(["go/cmd/main.go imported"]);
    expect(await edges("rust/src/parse.rs", "importers")).toEqual(["rust/src/lib.rs import-path"]);
  });
  it("implementers and bases mirror each other", async () => {
    expect(await edges("Store", "implementers")).toEqual(["py/shop/cart.py#Cart imported"]);
    expect(await edges("Cart", "bases")).toEqual(["py/shop/base.py#Store imported"]);
    expect(await edges("Sink", "implementers")).toEqual(["ts/src/queue.ts#Queue same-file"]);
    expect(await edges("Ledger", "implementers")).toEqual(["java/org/acme/Report.java#Report same-package"]);
    expect(await edges("Finish", "implementers")).toEqual(["rust/src/parse.rs#Parser same-file"]);
  });
  it("a Go type implements the interfaces whose methods it has, including embedded ones", async () => {
    expect(await edges("Limiter", "implementers")).toEqual(["go/rate/kinds.go#Bucket method-set"]);
    expect(await edges("Named", "implementers")).toEqual([
      "go/rate/kinds.go#Limiter same-file",
      "go/rate/kinds.go#Bucket method-set",
      "go/rate/kinds.go#Fixed method-set",
    ]);
    const source = await one("rate/kinds.go#Source", "implementers");
    expect(source.total).toBe(0);
    expect(source.notes[0]).toMatch(/are unknown/);
  });
  it("tests include those that call the target", async () => {
    expect(await edges("py/shop/cart.py", "tests")).toContain("py/tests/test_cart.py#test_total imported");
  });
  it("documents mention an ordinary word only when they write it as code", async () => {
    const total = await one("Cart.total", "documents");
    expect(total.edges.map(({ node, lines }) => [node.symbol, lines])).toEqual([["Shopping > Carts", [7]]]);
    expect(await edges("price_of", "documents")).toEqual(["docs/cart.md#Shopping > Carts mentioned"]);
  });
  it("co-changed files come from git commits", async () => {
    const changed = await one("py/shop/prices.py", "co-changed");
    expect(changed.edges.map(({ node }) => node.path)).toEqual(["py/shop/cart.py"]);
  });
});

describe("impact", () => {
  it("walks from callers to their callers and reports when it is truncated", async () => {
    const ask = (depth: number) =>
      repository.graph({ of: "price_of", relations: [], limit: 50, impact: { depth } });
    const near = (await ask(1)).impact!;
    expect(near.reached.map(({ node }) => node.symbol)).toEqual(["Cart.total"]);
    expect(near.truncated).toBe(true);
    const far = (await ask(5)).impact!;
    expect(far.reached.map(({ node, depth }) => [node.symbol, depth])).toEqual([
      ["Cart.total", 1],
      ["test_total", 2],
    ]);
    expect(far).toMatchObject({ truncated: false, tests: 1, files: 2 });
  });
});

describe("targets", () => {
  it("an ambiguous name is an error that lists its definitions", async () => {
    await expect(one("total", "callers")).rejects.toMatchObject({
      code: "ambiguous-symbol",
      message: expect.stringMatching(/Ledger\.total[\s\S]*Cart\.total|Cart\.total[\s\S]*Ledger\.total/),
    });
  });
  it("a line names the definition around it, and the end of a path names the file", async () => {
    const target = async (of: string) =>
      (await repository.graph({ of, relations: [], limit: 1 })).target.label;
    expect(await target("py/shop/cart.py:8")).toBe("py/shop/cart.py#Cart.total");
    expect(await target("cart.py")).toBe("py/shop/cart.py");
    expect(await target("Shelf::Find")).toBe("cpp/shelf.cc#Shelf.Find");
    for (const of of ["c#/odd#name.ts", "#first.ts", "c#/odd#name.ts#oddOne", "#first.ts#oddOne"])
      expect(await target(of)).toBe(of);
  });
  it("an unknown symbol or path is an error", async () => {
    await expect(one("nonesuch", "callers")).rejects.toMatchObject({ code: "unknown-symbol" });
    await expect(one("py/nonesuch.py#x", "callers")).rejects.toMatchObject({ code: "unknown-path" });
  });
});

it("finds packages by the names in their manifests", async () => {
  using shop = new Scratch();
  shop.write({
    "go.mod": "module example.org/shop/v2\n\ngo 1.22\n",
    "shop.go": "package shop\n\nfunc Open() int {\n\treturn 1\n}\n",
    "cmd/main.go": 'package main\n\nimport "example.org/shop/v2"\n\nfunc main() {\n\tshop.Open()\n}\n',
    "crates/rules/Cargo.toml": '[package]\nname = "shop-rules"\nversion = "1.0.0"\n',
    "crates/rules/src/lib.rs": "pub fn allow(n: u8) -> bool {\n    n > 0\n}\n",
    "crates/app/src/main.rs": "use shop_rules::allow;\n\nfn main() {\n    allow(1);\n}\n",
    "packages/kit/package.json": '{ "name": "@shop/toolkit" }\n',
    "packages/kit/src/index.ts": "export function cut(n: number): number {\n  return n - 1;\n}\n",
    "packages/web/src/page.ts":
      'import { cut } from "@shop/toolkit";\n\nexport function page(): number {\n  return cut(3);\n}\n',
  });
  const repo = new Repository(openWorkingTree(shop.root), memoryStore());
  await repo.update({ signal: new AbortController().signal, threads: 1 });
  const callers = async (of: string) =>
    (await repo.graph({ of, relations: ["callers"], limit: 5 })).relations[0]!.edges.map(
      ({ node, evidence }) => `${node.path} ${evidence}`,
    );
  expect(await callers("Open")).toEqual(["cmd/main.go imported"]);
  expect(await callers("allow")).toEqual(["crates/app/src/main.rs imported"]);
  expect(await callers("cut")).toEqual(["packages/web/src/page.ts imported"]);
  await repo.close();
});

/** PEERS §7.3: "impact 0, LOW" where edges were merely not resolved. */
it("never reports no impact where uses by name could not be resolved", async () => {
  using other = new Scratch();
  const methods = ["A", "B", "C"].map((name) => [
    `src/${name.toLowerCase()}.py`,
    `class ${name}:\n    def handle(self):\n        return 1\n`,
  ]);
  other.write({
    ...Object.fromEntries(methods),
    "src/use.py": "def use(thing):\n    return thing.handle()\n",
  });
  const repo = new Repository(openWorkingTree(other.root), memoryStore());
  await repo.update({ signal: new AbortController().signal, threads: 1 });
  const answer = await repo.graph({ of: "A.handle", relations: ["callers"], limit: 5, impact: { depth: 2 } });
  await repo.close();
  expect(answer.relations[0]).toMatchObject({
    total: 0,
    unresolved: { references: 1, paths: ["src/use.py"] },
  });
  expect(answer.impact).toMatchObject({ total: 0, unresolved: 1 });
});
