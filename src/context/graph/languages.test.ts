import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { Scratch } from "../../../test/support/scratch.js";
import type { Relation } from "./edge.js";

/** Files of languages that relate in other ways than by importing names. */
const files: Record<string, string> = {
  "ruby/lib/acme/logging.rb":
    "module Acme\n  module Logging\n    def report(error)\n      puts error\n    end\n  end\nend\n",
  "ruby/lib/acme/worker.rb":
    'require "acme/logging"\n\nmodule Acme\n  class Worker\n    include Acme::Logging\n\n    def run\n      report("x")\n    end\n    alias_method :call, :run\n  end\nend\n',
  "ruby/lib/acme/patch.rb": "module Acme\n  class Worker\n    def later\n    end\n  end\nend\n",
  "ruby/bin/start.rb": "Acme::Worker.new.call\n",
  "elixir/lib/acme/store.ex":
    "defmodule Acme.Store do\n  @callback put(String.t()) :: :ok\n  @type key :: String.t()\nend\n",
  "elixir/lib/acme/disk.ex":
    "defmodule Acme.Disk do\n  @behaviour Acme.Store\n\n  def put(_text), do: :ok\n  def wipe(path), do: path\nend\n",
  "elixir/test/disk_test.exs":
    'defmodule Acme.DiskTest do\n  import Acme.Disk\n\n  def sweep do\n    wipe("x")\n  end\nend\n',
  "cs/src/Pool.cs":
    "namespace Acme;\n\npublic partial class Pool\n{\n    public static Pool Shared { get; } = new();\n    public Lease Rent() => new Lease();\n}\n",
  "cs/src/Pool.Return.cs":
    "namespace Acme;\n\npublic partial class Pool\n{\n    public void Return(Lease lease) { }\n}\n",
  "cs/src/Lease.cs":
    "namespace Acme;\n\npublic class Lease(int days)\n{\n    public Lease() : this(1) { }\n    public int Days => days;\n}\n",
  "cs/test/PoolTests.cs":
    "namespace Acme.Tests;\n\npublic class PoolTests\n{\n    private readonly Lease _lease;\n    public void Lends() { Pool.Shared.Rent(); }\n}\n",
  "hs/src/Acme/Shelf.hs":
    "module Acme.Shelf where\n\ndata Shelf = Shelf { name :: String }\n\nsorted :: Shelf -> Shelf\nsorted s = s\n",
  "hs/src/Acme/Desk.hs":
    "module Acme.Desk where\n\nimport Acme.Shelf\n\ntidy :: [Shelf] -> [Shelf]\ntidy shelves = map sorted shelves\n",
  "ml/src/shelf.mli": "(** [place b] places it. *)\nval place : int -> int\n",
  "ml/src/shelf.ml": "let place book = book\n",
  "ml/test/desk.ml": "let serve book = Acme.Shelf.place book\n",
  "dart/kit/pubspec.yaml": "name: kit\n",
  "dart/kit/lib/kit.dart": "export 'src/base.dart';\n",
  "dart/kit/lib/src/base.dart": "abstract class BaseKit {\n  void open();\n}\n",
  "dart/app/lib/app.dart":
    "import 'package:kit/kit.dart';\n\nclass AppKit extends BaseKit {\n  void open() {}\n}\n",
  "swift/Sources/Acme/Command.swift": "public protocol Command {\n  func run()\n}\n",
  "swift/Sources/Acme/Parse/Command+Parse.swift": "extension Command {\n  func parse() { run() }\n}\n",
  "swift/Tests/AcmeTests/Fake.swift": "import Acme\n\nstruct Fake: Command {\n  func run() {}\n}\n",
  "java/src/main/java/org/acme/Ledger.java":
    "package org.acme;\n\npublic class Ledger {\n  private int pages;\n  Ledger() {}\n  int count() { return pages; }\n  static Ledger open() { return new Ledger(); }\n}\n",
  "java/src/test/java/org/acme/LedgerTest.java":
    "package org.acme;\n\npublic class LedgerTest {\n  void opens() { Ledger.open(); }\n}\n",
  "java/src/main/java/org/acme/Gate.java":
    "package org.acme;\n\nclass Gate {\n  enum State { AJAR, LOCKED }\n  State state;\n}\n",
  "java/src/main/java/org/acme/Door.java":
    "package org.acme;\n\nclass Door {\n  static final int LOCKED = 1;\n}\n",
  "java/src/main/java/org/acme/Guard.java":
    "package org.acme;\n\nimport static org.acme.Gate.State.AJAR;\n\nclass Guard {\n  int check(Gate gate) {\n    switch (gate.state) {\n      case LOCKED: return 1;\n      default: return gate.state == AJAR ? 2 : 3;\n    }\n  }\n}\n",
  "kotlin/src/kit/Bits.kt": "package kit\n\ninfix fun Int.turned(by: Int): Int = this shl by\n",
  "kotlin/src/kit/hash/Hash.kt":
    "package kit.hash\n\nimport kit.turned\n\nfun hashOf(a: Int): Int = a turned 3\n",
  "cpp/crate.h": "#pragma once\n\nclass Crate {\n public:\n  explicit Crate(int size);\n  int size_;\n};\n",
  "js/handlers.js": "export function handle(request) {\n  return request;\n}\nexport const other = 1;\n",
  "js/mount.js":
    "import { handle as first } from './handlers.js';\n\nexport function mount(app, local) {\n  app.use(first);\n  app.use(local);\n}\n",
  "py/views.py": "def homepage(request):\n    return request\n",
  "py/routes.py": "from views import homepage\n\nroutes = [Route('/', endpoint=homepage)]\n",
  "go/rate/rate.go":
    "package rate\n\ntype Limit struct{}\n\nfunc (l Limit) Refuse() {}\n\nfunc Refuse() {}\n",
  "go/main.go": "package main\n\nfunc serveAll() {}\n\nfunc main() {\n\thandle(serveAll)\n}\n",
  "c/ops.c":
    "static int read_crate(int at) {\n  return at;\n}\n\nstatic const struct ops crate_ops = {\n  .read = read_crate,\n};\n",
  "c/include/api.h": "int stack_crates(int count);\nint crates_of(int shelf);\n",
  "c/lib/stack.c": '#include "api.h"\n\nint stack_crates(int count) {\n  return count;\n}\n',
  "c/lib/left.c": "int crates_of(int shelf) {\n  return shelf;\n}\n",
  "c/lib/right.c": "int crates_of(int shelf) {\n  return -shelf;\n}\n",
  "c/app/main.c": '#include "api.h"\n\nint main(void) {\n  return stack_crates(3);\n}\n',
  "c/limits.h":
    "#define MOST_CRATES 9\n#define LOG_CRATE(x) log_crate(x)\nvoid log_crate(int at);\nenum gate { OPEN, SHUT };\n",
  "c/limits.c":
    '#include "limits.h"\n\nint full(int at) {\n  /* MOST_CRATES */\n  return at > MOST_CRATES;\n}\n\nint hides(int MOST_CRATES) {\n  return MOST_CRATES;\n}\n\nint isShut(int gate) {\n  return gate == SHUT;\n}\n',
  "c/deep/inner.h": "#define DEPTH_OF_CRATES 3\n",
  "c/deep/outer.h": '#include "inner.h"\n',
  "c/app/deep.c": '#include "../deep/outer.h"\n\nint depth(void) {\n  return DEPTH_OF_CRATES;\n}\n',
  "other/inner.h": "#define DEPTH_OF_CRATES 4\n",
  "kernels/scale.cu":
    "__global__ void scale_all(float *data, int count) {\n  data[0] *= count;\n}\n\nvoid run_scale(float *data) {\n  scale_all<<<1, 32>>>(data, 4);\n}\n",
  "py/limits.py":
    "MOST_PAGES = 9\n\n\ndef fits(count, most=MOST_PAGES):\n    return f'{MOST_PAGES}' if count else most\n",
  "rust/crates/kit/Cargo.toml": '[package]\nname = "kit"\n',
  "rust/crates/kit/src/lib.rs": "mod shelf;\npub use crate::shelf::Shelf;\n",
  "rust/crates/kit/src/shelf.rs":
    "pub struct Shelf;\n\nimpl Shelf {\n    pub fn new() -> Shelf {\n        Shelf\n    }\n}\n\nimpl Clone for Shelf {\n    fn clone(&self) -> Shelf {\n        Shelf\n    }\n}\n",
  "rust/crates/app/src/main.rs": "use kit::Shelf;\n\nfn main() {\n    let shelf: Shelf = Shelf::new();\n}\n",
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

async function edges(of: string, relation: Relation): Promise<string[]> {
  const { relations } = await repository.graph({ of, relations: [relation], limit: 50 });
  return relations[0]!.edges.map(({ node }) => `${node.path}${node.symbol ? `#${node.symbol}` : ""}`).sort();
}

describe("a class is used by", () => {
  it("callers of its static methods, and code that names it as a type", async () => {
    expect(await edges("Acme::Worker", "callers")).toEqual(["ruby/bin/start.rb"]);
    expect(await edges("cs/src/Lease.cs#Lease", "callers")).toContain("cs/test/PoolTests.cs#PoolTests");
    expect(await edges("hs/src/Acme/Shelf.hs#Shelf", "callers")).toContain("hs/src/Acme/Desk.hs#tidy");
    expect(await edges("Ledger", "callers")).toContain(
      "java/src/test/java/org/acme/LedgerTest.java#LedgerTest.opens",
    );
    expect(await edges("rust/crates/kit/src/shelf.rs#Shelf", "callers")).toContain(
      "rust/crates/app/src/main.rs#main",
    );
  });
  it("code that calls it through a property", async () => {
    expect(await edges("Pool.Rent", "callers")).toEqual(["cs/test/PoolTests.cs#PoolTests.Lends"]);
  });
});

describe("a function is used by", () => {
  it("code that mixes in its module (Ruby)", async () => {
    expect(await edges("Logging.report", "callers")).toEqual(["ruby/lib/acme/worker.rb#Acme.Worker.run"]);
  });
  it("code that imports all names of its module", async () => {
    expect(await edges("Disk.wipe", "callers")).toEqual(["elixir/test/disk_test.exs#Acme.DiskTest.sweep"]);
  });
  it("code that passes it as a value", async () => {
    expect(await edges("sorted", "callers")).toContain("hs/src/Acme/Desk.hs#tidy");
    expect(await edges("js/handlers.js#handle", "callers")).toEqual(["js/mount.js#mount"]);
    expect(await edges("homepage", "callers")).toEqual(["py/routes.py#routes"]);
    expect(await edges("serveAll", "callers")).toEqual(["go/main.go#main"]);
    expect(await edges("read_crate", "callers")).toEqual(["c/ops.c#crate_ops"]);
  });
  it("code that calls it through its file's module name, with a separate interface (OCaml)", async () => {
    expect(await edges("ml/src/shelf.ml#place", "callers")).toEqual(["ml/test/desk.ml#serve"]);
    expect(await edges("ml/src/shelf.ml", "importers")).toEqual(["ml/test/desk.ml"]);
  });
});

describe("a constant, a macro or a kernel is used by", () => {
  it("code that reads a definition inside another: an enumerator, a field", async () => {
    expect(await edges("SHUT", "callers")).toEqual(["c/limits.c#isShut"]);
    expect(await edges("Ledger.pages", "callers")).toEqual([
      "java/src/main/java/org/acme/Ledger.java#Ledger.count",
    ]);
    const { target } = await repository.graph({ of: "SHUT", relations: [], limit: 1 });
    expect(target.nodes.map(({ symbol, kind, startLine }) => [symbol, kind, startLine])).toEqual([
      ["gate.SHUT", "constant", 4],
    ]);
  });
  it("code that reads it, unless a parameter hides it", async () => {
    expect(await edges("MOST_CRATES", "callers")).toEqual(["c/limits.c#full"]);
    expect(await edges("MOST_PAGES", "callers")).toEqual(["py/limits.py#fits"]);
  });
  it("code that includes it through another header", async () => {
    expect(await edges("c/deep/inner.h#DEPTH_OF_CRATES", "callers")).toEqual(["c/app/deep.c#depth"]);
    expect(await edges("other/inner.h#DEPTH_OF_CRATES", "callers")).toEqual([]);
  });
  it("a label of a switch, and an import of a member of a nested class (Java)", async () => {
    expect(await edges("Gate.State.LOCKED", "callers")).toEqual([
      "java/src/main/java/org/acme/Guard.java#Guard.check",
    ]);
    expect(await edges("Door.LOCKED", "callers")).toEqual([]);
    expect(await edges("AJAR", "callers")).toEqual(["java/src/main/java/org/acme/Guard.java#Guard.check"]);
  });
  it("an infix call of a function of a package with one segment (Kotlin)", async () => {
    expect(await edges("turned", "callers")).toEqual(["kotlin/src/kit/hash/Hash.kt#hashOf"]);
  });
  it("a macro whose body names it", async () => {
    expect(await edges("log_crate", "callers")).toEqual(["c/limits.h#LOG_CRATE"]);
  });
  it("a launch of it (CUDA)", async () => {
    expect(await edges("scale_all", "callers")).toEqual(["kernels/scale.cu#run_scale"]);
    expect(await edges("run_scale", "callees")).toEqual(["kernels/scale.cu#scale_all"]);
  });
});

describe("implementers are found", () => {
  it("for modules, behaviours and protocols with extensions", async () => {
    expect(await edges("Acme::Logging", "implementers")).toEqual(["ruby/lib/acme/worker.rb#Acme.Worker"]);
    expect(await edges("Acme.Store", "implementers")).toEqual(["elixir/lib/acme/disk.ex#Acme.Disk"]);
    expect(await edges("swift/Sources/Acme/Command.swift#Command", "implementers")).toEqual([
      "swift/Tests/AcmeTests/Fake.swift#Fake",
    ]);
  });
  it("through a package that reexports another file (Dart)", async () => {
    expect(await edges("BaseKit", "implementers")).toEqual(["dart/app/lib/app.dart#AppKit"]);
  });
});

describe("a name means", () => {
  const nodes = async (of: string) =>
    (await repository.graph({ of, relations: [], limit: 1 })).target.nodes.map(
      ({ path, kind }) => `${kind} ${path}`,
    );
  it("a class with its constructors and all its parts", async () => {
    expect(await nodes("Ledger")).toEqual([
      "class java/src/main/java/org/acme/Ledger.java",
      "constructor java/src/main/java/org/acme/Ledger.java",
    ]);
    expect(await nodes("Crate")).toEqual(["class cpp/crate.h", "method cpp/crate.h"]);
    expect(await nodes("Pool")).toHaveLength(2);
    expect(await nodes("Acme::Worker")).toHaveLength(2);
  });
  it("a function that one source defines, with its declaration in any header (C)", async () => {
    expect(await nodes("stack_crates")).toEqual(["function c/include/api.h", "function c/lib/stack.c"]);
    expect(await edges("stack_crates", "callers")).toEqual(["c/app/main.c#main"]);
    await expect(nodes("crates_of")).rejects.toThrow("3 symbols are called crates_of");
  });
  it("a definition in the package that precedes it", async () => {
    expect(await nodes("org.acme.Ledger")).toContain("class java/src/main/java/org/acme/Ledger.java");
    expect(await nodes("rate.Refuse")).toEqual(["function go/rate/rate.go"]);
  });
  it("an alias, a callback or a type attribute (Ruby, Elixir)", async () => {
    expect(await nodes("Worker.call")).toEqual(["method ruby/lib/acme/worker.rb"]);
    expect(await nodes("Acme.Store.put")).toEqual(["method elixir/lib/acme/store.ex"]);
    expect(await nodes("Acme.Store.key")).toEqual(["type elixir/lib/acme/store.ex"]);
  });
});
