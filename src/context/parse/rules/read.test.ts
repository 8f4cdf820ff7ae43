import { expect, it } from "vitest";
import { parser } from "../parser.js";

/** Definitions as `lines kind name`, with the enclosing one. */
async function definitions(path: string, text: string): Promise<string[]> {
  const { symbols } = await parser.parse(path, text);
  return symbols.map(({ startLine, endLine, kind, name, parent }) =>
    [`${startLine}-${endLine} ${kind} ${name}`, ...(parent < 0 ? [] : [`in ${symbols[parent]!.name}`])].join(
      " ",
    ),
  );
}

it.each([
  ["in a line comment", "a.pl", "# sub no {}\nsub yes {}"],
  ["in a block comment", "a.pl", "=pod\n\nsub no {}\n\n=cut\n\nsub yes {}"],
  ["in a here-document", "a.pl", 'my $x = <<"END";\nsub no {\nEND\nsub yes {}'],
  ["in a string of several lines", "a.nix", "{\n  yes = ''\n    no = 1;\n  '';\n}"],
  ["in a dollar-quoted body", "a.sql", "create function yes() as $x$\ncreate table no (a int);\n$x$;"],
  ["after the end of the program", "a.pl", "sub yes {}\n__END__\nsub no {}"],
])("takes no definition %s", async (_where, path, text) => {
  expect((await definitions(path, text)).map((one) => one.split(" ")[2])).toEqual(["yes"]);
});

it("counts no bracket in strings and comments", async () => {
  expect(await definitions("a.pl", 'sub a {\n  print "}"; # }\n  1\n}\nsub b { 2 }')).toEqual([
    "1-4 function a",
    "5-5 function b",
  ]);
});

it("ends a function at the next one beside it when its braces do not close", async () => {
  expect(await definitions("a.ps1", "function a {\n  if (x) {\n}\nfunction b {\n}")).toEqual([
    "1-3 function a",
    "4-5 function b",
  ]);
});

it("closes by the word of the end, whatever the indentation", async () => {
  const text =
    "module m\ncontains\nsubroutine a\nif (x) then\nend if\nend subroutine\nfunction b()\nend\nend module";
  expect(await definitions("a.f90", text)).toEqual([
    "1-9 namespace m",
    "3-6 function a in m",
    "7-8 function b in m",
  ]);
});

it("joins clauses up to the terminator, and not another arity after it", async () => {
  expect(await definitions("a.erl", "f(1) -> a;\nf(2) -> b.\nf(1, 2) -> c.")).toEqual([
    "1-2 function f",
    "3-3 function f",
  ]);
});

it("keeps a statement between BEGIN and END inside the routine", async () => {
  const text = "create procedure p()\nbegin\n  select 1;\n  select 2;\nend;\ncreate table t (a int);";
  expect(await definitions("a.sql", text)).toEqual(["1-5 function p", "6-6 struct t"]);
});

it("takes a field only directly in a class", async () => {
  expect(
    await definitions("a.groovy", "class A {\n  int x = 1\n  def f() {\n    int y = 2\n  }\n}\nint z = 3"),
  ).toEqual(["1-6 class A", "2-2 property x in A", "3-5 method f in A"]);
});

it("finds a name on the line after the opening bracket", async () => {
  expect(await definitions("a.cmake", "add_library(\n  shelf\n  a.cc)")).toEqual(["1-3 class shelf"]);
});

it("tells languages apart that share an extension", async () => {
  const language = async (path: string, text: string) => (await parser.parse(path, text)).language;
  expect(await language("a.pl", "sub a { 1 }")).toBe("perl");
  expect(await language("a.pl", ":- module(a, []).\nb(X) :- c(X).")).toBe("prolog");
  expect(await language("a.m", "function a()\nend")).toBe("matlab");
  expect(await language("a.m", "#import <A.h>\n@implementation A\n@end")).toBe("objective-c");
  expect(await language("a.v", "module a;\nendmodule")).toBe("verilog");
  expect(await language("a.v", "fn main() {\n}")).toBe("v");
  expect(await language("a.yaml", "openapi: 3.0.0\npaths: {}")).toBe("openapi");
  expect(await language("Makefile", "all:\n")).toBe("make");
  expect(await language("Dockerfile.dev", "FROM a")).toBe("dockerfile");
  expect(await language("tool", "#!/usr/bin/env perl\n")).toBe("perl");
});

it("reads a file with a line of data as text", async () => {
  expect(
    await definitions("a.sql", `create table t (a int);\ninsert into t values (${"1,".repeat(20_000)}1);`),
  ).toEqual([]);
});
