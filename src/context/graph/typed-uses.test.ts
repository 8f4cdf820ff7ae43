import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";

/** Declarations in other places than the uses: prototypes, results of functions, modules, properties, interfaces. */
const files: Record<string, string> = {
  "c/fault.h": "typedef struct ctx ctx;\nvoid report(ctx *c);\n",
  "c/fault.c":
    '#include "fault.h"\n\nvoid set_fault(ctx *c, int code);\n\nvoid set_fault(ctx *c, int code) {\n  use(c, code);\n}\n\nstatic int pick(int x) {\n  return x;\n}\n\nvoid report(ctx *c) {\n  set_fault(c, pick(1));\n}\n',
  "c/reader.c":
    '#include "fault.h"\n\nvoid set_fault(ctx *c, int code);\n\nstatic int pick(int x) {\n  return x + 1;\n}\n\nint read_it(ctx *c) {\n  set_fault(c, pick(2));\n  return 0;\n}\n',
  "net/writer.c":
    "extern void set_fault(struct ctx *c,\n                      int code);\n\nint write_it(struct ctx *c) {\n  set_fault(c, 3);\n  return 0;\n}\n",
  "app/src/main/kotlin/org/acme/core/Box.kt":
    'package org.acme.core\n\nclass Box {\n  val registry = Registry(this)\n  fun <T> locate(key: String): T? = null\n  fun <T> makeScope(id: String): Area = Area(id)\n  fun <T> makeScope(id: String, source: Any?): Area {\n    return Area(id)\n  }\n}\n\nclass Registry(val box: Box) {\n  val rootArea = Area("root")\n}\n\nclass Area(val id: String) {\n  fun link(vararg others: Area) {}\n  fun <T> locate(key: String): T? = null\n}\n\ninterface Component {\n  fun getBox(): Box = Global.box()\n}\n\nobject Global {\n  fun box(): Box = Box()\n}\n',
  "app/src/main/kotlin/org/acme/bin/Bin.kt":
    "package org.acme.bin\n\nclass Bin {\n  fun empty() {}\n}\n\nclass Sack {\n  fun empty() {}\n}\n\nfun Int.ownBin(): Bin = Bin()\nfun Long.ownBin(): Bin = Bin()\nfun String.ownBin() = when (this) {\n  else -> Bin()\n}\n\nfun String.clear() {\n  ownBin().empty()\n}\n",
  "app/src/main/kotlin/org/acme/ext/Ext.kt":
    "package org.acme.ext\n\nimport org.acme.core.Box\nimport org.acme.core.Component\nimport org.acme.core.Global\n\nfun View.getBox(): Box = Global.box()\n\nfun <T> any(): Component = object : Component {}\n",
  "app/src/main/kotlin/org/acme/use/Use.kt":
    'package org.acme.use\n\nimport org.acme.core.Area\nimport org.acme.core.Box\nimport org.acme.core.Component\nimport org.acme.ext.any\nimport org.acme.ext.getBox\n\nclass Screen : Component {\n  fun one() {\n    getBox().locate<String>("a")\n  }\n  fun two() {\n    any<Component>().getBox().locate<Int>("b")\n  }\n}\n\nfun three(view: View, box: Box) {\n  view.getBox().locate<String>("c")\n  box.registry.rootArea.link()\n}\n\nfun four(box: Box) {\n  val areaB = box.makeScope<Int>("b")\n  areaB.link()\n  val areaC = box.makeScope<Int>("c", null)\n  areaC.locate<Int>("d")\n}\n',
  "base/src/main/java/org/acme/Maker.java":
    "package org.acme;\n\npublic class Maker {\n  public Maker setA(int a) {\n    return this;\n  }\n  public Maker setLenient() {\n    return this;\n  }\n  public Other build() {\n    return new Other();\n  }\n}\n",
  "base/src/main/java/org/acme/Other.java":
    "package org.acme;\n\npublic class Other {\n  public Other setLenient() {\n    return this;\n  }\n}\n",
  "base/src/main/java/org/acme/Use.java":
    "package org.acme;\n\nclass Use {\n  void one() {\n    Other made = new Maker()\n        .setA(1)\n        // .setB(2)\n        .setLenient()\n        .build();\n    made.setLenient();\n  }\n  Other two(boolean x) {\n    return new Maker().setA(2).setLenient()\n        .build().setLenient();\n  }\n}\n",
  "ts/maker.ts":
    "export class Maker {\n  setA(a: number): this {\n    return this;\n  }\n  setLenient(): Maker {\n    return this;\n  }\n}\n\nexport class Loose {\n  setLenient(): Loose {\n    return this;\n  }\n}\n",
  "ts/use.ts":
    'import { Maker } from "./maker.js";\n\nexport function fluent(): Maker {\n  return new Maker()\n    .setA(1)\n    .setLenient();\n}\n',
  "kit/__init__.py": "from ._auth import *\nfrom ._client import *\n",
  "kit/_auth.py":
    '__all__ = ["Auth", "BasicAuth"]\n\n\nclass Auth:\n    def sync_flow(self, request):\n        yield request\n\n\nclass BasicAuth(Auth):\n    def __init__(self, user):\n        self.user = user\n',
  "kit/_client.py":
    '__all__ = ["BaseClient", "Client", "Answer"]\n\n\nclass BaseClient:\n    def __init__(self):\n        self._state = 0\n\n    @property\n    def is_shut(self):\n        return self._state == 2\n\n    def run(self):\n        if self.is_shut:\n            raise RuntimeError()\n\n\nclass Client(BaseClient):\n    def stop(self):\n        return not self.is_shut\n\n\nclass Answer:\n    def __init__(self):\n        self.is_shut = False\n\n    def close(self):\n        if not self.is_shut:\n            self.is_shut = True\n',
  "tests/test_kit.py":
    "import kit\n\n\ndef test_flow():\n    auth = kit.BasicAuth('a')\n    flow = auth.sync_flow(1)\n    return flow\n\n\ndef test_shut():\n    client = kit.Client()\n    assert client.is_shut\n\n\ndef test_answer(answer):\n    reply = kit.Answer()\n    assert not reply.is_shut\n    assert not answer.is_shut\n",
  "web/svelte.config.js": "export default {};\n",
  "web/package.json": '{"name": "web", "devDependencies": {"@sveltejs/kit": "1"}}\n',
  "web/src/lib/api.js":
    "async function send(x) {\n  return x;\n}\n\nexport function get(path) {\n  return send(path);\n}\n\nexport function del(path) {\n  return send(path);\n}\n",
  "web/src/routes/+page.server.js":
    "import * as api from '$lib/api';\n\nexport async function load({ params }) {\n  const [a, b] = await Promise.all([api.get('a'), api.get('b')]);\n  return { a, b };\n}\n",
  "web/src/routes/profile/@[user]/+page.js":
    "import * as api from '$lib/api.js';\n\nexport const actions = {\n  remove: async ({ locals }) => {\n    await api.del('x');\n    const m = new Map();\n    m.get('q');\n    return api.get('c');\n  }\n};\n",
  "go/draw/draw.go":
    "package draw\n\ntype Draw interface {\n\tPaint(w Writer) error\n\tWriteType(w Writer)\n}\n\ntype PDF struct{}\n\nfunc (p PDF) Paint(w Writer) error {\n\treturn nil\n}\n\nfunc (p PDF) WriteType(w Writer) {\n}\n\ntype Half struct{}\n\nfunc (h Half) WriteType(w Writer) {\n}\n",
  "go/app/app.go":
    'package app\n\nimport "example.org/go/draw"\n\ntype HandlerFunc func(c *Context)\n\ntype Chain []HandlerFunc\n\ntype Routes interface {\n\tGet(path string, handlers ...HandlerFunc) Routes\n}\n\ntype Group struct {\n\tHandlers Chain\n}\n\nfunc (g *Group) Attach(name string) {}\n\ntype Engine struct {\n\tGroup\n\tall map[string]HandlerFunc\n\tnoRoute []HandlerFunc\n}\n\ntype Context struct{}\n\nfunc (c *Context) Render(code int, r draw.Draw) {\n\tr.WriteType(c.w)\n}\n\nfunc (e *Engine) Get(path string, handlers ...HandlerFunc) Routes {\n\te.Attach("x")\n\tf := HandlerFunc(func(c *Context) {})\n\tlist := []HandlerFunc{f}\n\tx := map[string]HandlerFunc{"a": f}\n\treturn nil\n}\n\nfunc wrap() HandlerFunc {\n\treturn func(c *Context) {}\n}\n\nfunc run(opts ...func(HandlerFunc)) (a, b HandlerFunc) {\n\tengine := &Engine{}\n\tengine.Attach("y")\n\treturn\n}\n',
  "go.mod": "module example.org\n",
  "tsx/Item.tsx":
    "export function CheckItem(props: { children: string }) {\n  return <li>{props.children}</li>;\n}\n",
  "tsx/List.tsx":
    'import { CheckItem } from "./Item";\n\nexport const List = () => (\n  <ul>\n    <CheckItem>\n      a\n    </CheckItem>\n  </ul>\n);\n',
  "ts/structural.ts":
    "export interface Painter {\n  paintAll(x: number): void;\n  clear(): void;\n}\n\nexport class Brush {\n  paintAll(x: number): void {}\n  clear(): void {}\n}\n\nexport class Dot {\n  paintAll(x: number): void {}\n}\n\nexport function render(p: Painter): void {\n  p.paintAll(1);\n}\n",
  "proto/src/main/java/org/acme/Mapper.java":
    "package org.acme;\n\nclass Mapper {\n  private final Maker maker = new Maker();\n  static Type canon(Type t) {\n    return t == null ? new Wrapped(canon(t.inner())) : t;\n  }\n}\n",
  "ts/blocks.ts":
    "export const amount = 3;\n\nexport function total(list: number[]): number {\n  const twice = list.map((amount) => amount * 2);\n  return twice.length + amount;\n}\n",
};

const repository = newIndex(new MemorySource(files));

beforeAll(async () => {
  await repository.update({ signal: never, threads: 1 });
}, 60_000);
afterAll(() => repository.close());

const ask = async (of: string) =>
  (await repository.graph({ of, relations: ["callers"], limit: 50 })).relations[0]!;
const callers = async (of: string) =>
  (await ask(of)).edges
    .map(({ node, lines }) => `${node.symbol ?? node.path.replace(/^.*\//, "")} ${lines.join(",")}`)
    .sort();
const unresolved = async (of: string) => (await ask(of)).unresolved.references;

describe("a prototype repeated in source files", () => {
  it("declares the one definition", async () => {
    expect(await callers("set_fault")).toEqual(["read_it 10", "report 14", "write_it 5"]);
    expect(await unresolved("set_fault")).toBe(0);
  });
  it("and static functions of one name stay separate", async () => {
    await expect(ask("pick")).rejects.toThrow(/2 symbols/);
    expect(await callers("c/reader.c#pick")).toEqual(["read_it 10"]);
  });
});

describe("a receiver that is a call", () => {
  it("has the declared type of what is called (Kotlin)", async () => {
    expect(await callers("Box.locate")).toEqual(["Screen.one 11", "Screen.two 14", "three 19"]);
    expect(await callers("Area.link")).toEqual(["four 25", "three 20"]);
    expect(await callers("Area.locate")).toEqual(["four 27"]);
  });
  it("has the type that most functions of that name declare, where the called one declares none", async () => {
    expect(await callers("Bin.empty")).toEqual(["String.clear 18"]);
    expect(await callers("Sack.empty")).toEqual([]);
  });
  it("as a builder over several lines (Java, TypeScript)", async () => {
    expect(await callers("base/src/main/java/org/acme/Maker.java#Maker.setLenient")).toEqual([
      "Use.one 8",
      "Use.two 13",
    ]);
    expect(await callers("base/src/main/java/org/acme/Other.java#Other.setLenient")).toEqual([
      "Use.one 10",
      "Use.two 14",
    ]);
    expect(await callers("ts/maker.ts#Maker.setLenient")).toEqual(["fluent 6"]);
  });
});

describe("a class through its package", () => {
  it("gives its type to what it makes (Python)", async () => {
    expect(await callers("Auth.sync_flow")).toEqual(["test_flow 6"]);
  });
});

describe("a property", () => {
  it("is not another class's attribute of the same name", async () => {
    const found = await ask("BaseClient.is_shut");
    expect(await callers("BaseClient.is_shut")).toEqual([
      "BaseClient.run 13",
      "Client.stop 19",
      "test_shut 12",
    ]);
    expect(found.unresolved.references).toBe(1);
  });
});

describe("a namespace import by an alias", () => {
  it("gives the functions of the module (SvelteKit)", async () => {
    expect(await callers("web/src/lib/api.js#get")).toEqual(["actions 8", "load 4"]);
    expect(await callers("web/src/lib/api.js#del")).toEqual(["actions 5"]);
    expect(await unresolved("web/src/lib/api.js#del")).toBe(0);
  });
});

describe("a call through an interface", () => {
  it("may be one of a type with the interface's methods (Go, TypeScript)", async () => {
    const pdf = await ask("PDF.WriteType");
    expect(pdf.edges.map(({ node, evidence }) => `${node.symbol} ${evidence}`)).toEqual([
      "Context.Render override",
    ]);
    expect(await callers("Half.WriteType")).toEqual([]);
    expect(await callers("Draw.WriteType")).toEqual(["Context.Render 28"]);
    expect(await callers("Brush.paintAll")).toEqual(["render 16"]);
    expect(await callers("Dot.paintAll")).toEqual([]);
  });
});

describe("a use", () => {
  it("is no closing tag", async () => {
    expect(await callers("CheckItem")).toEqual(["List 5"]);
  });
  it("is not hidden by the parameter of a closure elsewhere in the function", async () => {
    expect(await callers("ts/blocks.ts#amount")).toEqual(["total 5"]);
  });
  it("of a method may go through an embedded field (Go)", async () => {
    expect(await callers("Group.Attach")).toEqual(["Engine.Get 32", "run 45"]);
  });
  it("of a type stands anywhere in a signature or an expression (Go)", async () => {
    const lines = (await ask("go/app/app.go#HandlerFunc")).edges.flatMap((edge) => edge.lines);
    expect([...new Set(lines)].sort((a, b) => a - b)).toEqual([7, 10, 21, 22, 31, 33, 34, 35, 39, 43]);
  });
  it("may stand in another module of the package, and in a condition (Java)", async () => {
    expect(await callers("base/src/main/java/org/acme/Maker.java#Maker")).toContain("Mapper 4");
    expect(await callers("Mapper.canon")).toEqual(["Mapper.canon 6"]);
  });
});
