import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";

/** Definitions whose names are common, and uses that mean them or something else. */
const files: Record<string, string> = {
  "ts/src/stack.ts":
    "export class Stack {\n  push(item: string): void {}\n  get(at: number): string {\n    return '';\n  }\n}\n\nexport function from(text: string): Stack {\n  return new Stack();\n}\n\nexport interface Sink {\n  write(text: string): void;\n}\n\nexport class FileSink implements Sink {\n  write(text: string): void {}\n}\n",
  "ts/src/builtin.ts":
    'import { from, Stack } from "./stack.js";\n\nexport function builtIn(list: string[], text: string): void {\n  list.push("a");\n  [].push("b");\n  new Map<string, string>().get("c");\n  Array.from(text);\n  text.trim().split(",").push("d");\n}\n\nexport function ours(stack: Stack): void {\n  stack.push("a");\n  new Stack().push("b");\n  from("x").push("c");\n  make().get(1);\n}\n\nfunction make() {\n  return new Stack();\n}\n',
  "ts/src/field.ts":
    'import { Stack } from "./stack.js";\n\nexport class Holder {\n  private readonly rows = new Map<string, string>();\n  constructor(private readonly inner: Stack) {}\n  run(): void {\n    this.rows.get("a");\n    this.inner.get(1);\n  }\n}\n',
  "ts/src/sink.ts":
    'import { FileSink, type Sink } from "./stack.js";\n\nexport function emit(sink: Sink): void {\n  sink.write("a");\n}\n\nexport function direct(): void {\n  const sink = new FileSink();\n  sink.write("b");\n}\n',
  "ts/src/alpha.ts":
    "export function alpha(): number {\n  return 1;\n}\n\nexport function f(): number {\n  return 2;\n}\n\nexport function $(name: string): string {\n  return name;\n}\n",
  "ts/src/alpha.test.ts":
    'import { describe, it } from "vitest";\nimport { alpha } from "./alpha.js";\n\ndescribe("alpha", () => {\n  it("works", () => {\n    alpha();\n  });\n});\n',
  "ts/src/hide.ts":
    'import { $, alpha, f } from "./alpha.js";\n\nexport const keys = {\n  alpha() {\n    return 3;\n  },\n};\n\nexport class Other {\n  alpha(): number {\n    return alpha();\n  }\n}\n\nexport function shadow(alpha: () => number): number {\n  return alpha();\n}\n\nexport function short(): number {\n  return f() + $("a").length;\n}\n\nexport function shorter(f: () => number): number {\n  return f();\n}\n',
  "ts/src/many.ts": `import { alpha } from "./alpha.js";\n\nexport function many(): void {\n${"  alpha();\n".repeat(9)}}\n`,
  "java/org/acme/Shape.java":
    "package org.acme;\n\npublic abstract class Shape {\n  public abstract double area();\n}\n",
  "java/org/acme/Circle.java":
    "package org.acme;\n\npublic class Circle extends Shape {\n  public double area() {\n    return 3;\n  }\n  public Circle grown() {\n    return this;\n  }\n}\n",
  "java/org/acme/Square.java":
    "package org.acme;\n\npublic class Square extends Shape {\n  public double area() {\n    return 1;\n  }\n  double twice() {\n    return super.area() * 2;\n  }\n}\n",
  "java/org/acme/Use.java":
    "package org.acme;\n\nimport java.util.List;\n\npublic class Use {\n  double sum(List<Shape> shapes) {\n    double total = 0;\n    for (Shape shape : shapes) total += shape.area();\n    return total;\n  }\n  double one() {\n    var circle = new Circle();\n    return circle.grown().area();\n  }\n  String none(StringBuilder area) {\n    return area.toString();\n  }\n}\n",
  "go/store/store.go":
    'package store\n\ntype Store interface {\n\tSave(key string) error\n}\n\ntype Disk struct{}\n\nfunc NewDisk() *Disk {\n\treturn &Disk{}\n}\n\nfunc (d *Disk) Save(key string) error {\n\treturn nil\n}\n\nfunc keep(s Store) {\n\ts.Save("a")\n}\n\nfunc write() {\n\td := NewDisk()\n\td.Save("b")\n}\n',
  "go/other/save.go":
    'package other\n\nimport "strings"\n\ntype Game struct{}\n\nfunc (g *Game) Save(slot int) {}\n\nfunc Split(text string) []string {\n\treturn strings.Split(text, ",")\n}\n\nfunc play(g *Game) {\n\tg.Save(1)\n}\n',
  "py/base.py": "class Base:\n    def close(self):\n        return 1\n",
  "py/child.py":
    "from base import Base\n\n\nclass Child(Base):\n    def close(self):\n        return super().close()\n",
  "notes/run.awkward": "alpha is started here\n",
  "config/tasks.jl": "alpha()\nfunction beta_task() end\n",
};

const repository = newIndex(new MemorySource(files));

beforeAll(async () => {
  await repository.update({ signal: never, threads: 1 });
}, 60_000);
afterAll(() => repository.close());

const ask = async (of: string) =>
  (await repository.graph({ of, relations: ["callers"], limit: 50 })).relations[0]!;
const callers = async (of: string) =>
  (await ask(of)).edges.map(({ node, lines }) => `${node.symbol ?? node.path} ${lines.join(",")}`).sort();

describe("a method of a common name is called", () => {
  it("where the receiver is declared with its class, and not on lists, maps and literals", async () => {
    expect(await callers("Stack.push")).toEqual(["ours 12,13,14"]);
    expect(await callers("Stack.get")).toEqual(["Holder.run 8", "ours 15"]);
  });
  it("by its own name, not by that of a member of a global", async () => {
    expect(await callers("ts/src/stack.ts#from")).toEqual(["ours 14"]);
    expect(await callers("go/other/save.go#Split")).toEqual([]);
  });
  it("through its interface or base class, with less confidence", async () => {
    expect(await callers("Sink.write")).toEqual(["emit 4"]);
    const sink = await ask("FileSink.write");
    expect(sink.edges.map(({ node, evidence }) => `${node.symbol} ${evidence}`)).toEqual([
      "direct receiver-type",
      "emit override",
    ]);
    expect(await callers("Shape.area")).toEqual(["Square.twice 8", "Use.sum 8"]);
    expect(await callers("Circle.area")).toEqual(["Use.one 13", "Use.sum 8"]);
    expect(await callers("Base.close")).toEqual(["Child.close 6"]);
  });
  it("on the type that its constructor function returns (Go)", async () => {
    expect(await callers("Disk.Save")).toContain("write 23");
    expect(await callers("Store.Save")).toEqual(["keep 18"]);
    expect(await callers("Game.Save")).toEqual(["play 14"]);
  });
});

describe("a name is not hidden", () => {
  it("by the title of a test, a property, a member or a parameter of another function", async () => {
    const all = await callers("ts/src/alpha.ts#alpha");
    expect(all.some((one) => one.startsWith("alpha") || one.includes("works"))).toBe(true);
    expect(all).toContain("Other.alpha 11");
    expect(all.some((one) => one.startsWith("shadow"))).toBe(false);
  });
  it("for being short", async () => {
    expect(await callers("ts/src/alpha.ts#f")).toEqual(["short 20"]);
    expect(await callers("$")).toEqual(["short 20"]);
  });
  it("after three uses", async () => {
    expect(await callers("ts/src/alpha.ts#alpha")).toContain("many 4,5,6,7,8,9,10,11,12");
  });
});

describe("what is not known is said", () => {
  it("for lines in files that are not parsed", async () => {
    const { unknown } = await ask("ts/src/alpha.ts#alpha");
    expect(unknown.find(({ why }) => why === "not-parsed")?.places).toBeGreaterThan(0);
  });
  it("and a true zero is complete", async () => {
    const unused = await ask("Holder.run");
    expect(unused).toMatchObject({ total: 0, unknown: [], notes: [] });
  });
});
