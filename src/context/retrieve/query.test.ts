import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../../test/support/any-text.js";
import { understandQuery } from "./query.js";

const namesIn = (text: string) => [...understandQuery(text).names.keys()];
const termsIn = (text: string) => [...understandQuery(text).terms.keys()];

describe("a task in plain words", () => {
  it("becomes stemmed words without stop words", () => {
    expect(termsIn("How are the uploads retried")).toEqual(expect.arrayContaining(["upload", "retri"]));
    expect(termsIn("How are the uploads retried")).not.toContain("the");
    expect(understandQuery("How are the uploads retried").names.size).toBe(0);
  });

  it.each([
    ["call parseHttpRequest twice", "parseHttpRequest"],
    ["call parse_http_request twice", "parse_http_request"],
    ["why does `open` fail", "open"],
    ["fix close() on error", "close"],
    ["see Repository.search", "Repository.search"],
    ["see std::vector::push_back", "std::vector::push_back"],
    ["the __init__ hook", "__init__"],
    ["use HTTPServer", "HTTPServer"],
  ])("finds the name written as code: %s", (text, name) => {
    expect(namesIn(text)).toContain(name);
  });

  it.each([
    ["Router", "Router"],
    [" `parse_args()` ", "parse_args"],
    ["class Router", "Router"],
    ["def parse_args", "parse_args"],
    ["Parser.parse()", "Parser.parse"],
    ["std::vector::push_back", "std::vector::push_back"],
    ["where is Router", undefined],
    ["request router", undefined],
    ["router.ts", undefined],
    ["", undefined],
  ])("recognises a task that is only a name: %j", (text, symbol) => {
    expect(understandQuery(text).symbol).toBe(symbol);
  });

  it("does not treat a plain word as a name", () => {
    expect(namesIn("Sessions expire too early when the clock moves")).toEqual([]);
  });

  it.each([
    ["crash in src/net/retry.ts at start", "src/net/retry.ts"],
    ["./lib/a.py is slow", "lib/a.py"],
    ["a/src/x.go b/src/x.go", "src/x.go"],
    ["README.md is wrong", "README.md"],
    ["look at utils.py", "utils.py"],
  ])("finds the path: %s", (text, path) => {
    expect([...understandQuery(text).paths.keys()]).toContain(path);
  });

  it("does not treat a URL as a path", () => {
    expect(understandQuery("see https://example.org/src/a.ts").paths.size).toBe(0);
  });

  it("knows file names of languages without a grammar and of documents", () => {
    expect([...understandQuery("fix service.proto, guide.adoc and a.sql").paths]).toEqual([
      "service.proto",
      "guide.adoc",
      "a.sql",
    ]);
  });

  it.each(["server.fs", "sort.asc", "props.rest"])("takes %s for a name, not for a path", (name) => {
    expect(understandQuery(name)).toMatchObject({ symbol: name, paths: new Set() });
  });

  it("drops the words that the task excludes", () => {
    const query = understandQuery("sessions but not redis");
    expect(query.excluded).toEqual(new Set(["redi"]));
    expect([...query.terms.keys()]).not.toContain("redi");
    expect(understandQuery("parse flags --verbose-mode").excluded.size).toBe(0);
  });

  it.each([
    ["add a test for the parser", { tests: true, documentation: false, examples: false }],
    ["update the README", { tests: false, documentation: true, examples: false }],
    ["the benchmark example fails", { tests: false, documentation: false, examples: true }],
    ["latest contest guidance", { tests: false, documentation: false, examples: false }],
  ])("recognises the kinds of files that it is about: %s", (text, about) => {
    expect(understandQuery(text).about).toEqual(about);
  });

  it("takes a word with signs for a name, also one that is in nearly every text", () => {
    const query = understandQuery("why does :has ignore siblings");
    expect([...query.names.keys()]).toEqual(["has", "Has"]);
    expect(query.signedStopWords).toEqual(new Set(["has"]));
    expect(termsIn("what does --dry-run do")).toContain("dryrun");
  });

  it("does not take values of a log for words, nor an error of the runtime for a name", () => {
    const query = understandQuery("it stops\n\nserver 8080 died\nTypeError: no port\nat once");
    expect([...query.terms.keys()]).not.toContain("8080");
    expect([...query.names.keys()]).not.toContain("TypeError");
    expect(namesIn("where is TypeError caught")).toContain("TypeError");
  });

  it("weights the title of a report more than its body, and code blocks less", () => {
    const report = "marmot fails\n\nsome words\nbadger here\n```\notter()\n```\n";
    const { terms } = understandQuery(report);
    expect(terms.get("marmot")).toBeGreaterThan(terms.get("badger")!);
    expect(terms.get("badger")).toBeGreaterThan(terms.get("otter")!);
  });

  it("counts words of text without spaces, and gives a run less weight than as many words", () => {
    const { words, isReport, terms, symbol } = understandQuery("如何把弹窗渲染到页面其他位置的节点里");
    expect(words).toBe(9);
    expect(isReport).toBe(false);
    expect(symbol).toBe("如何把弹窗渲染到页面其他位置的节点里");
    const weight = [...terms.values()].reduce((sum, each) => sum + each, 0);
    expect(weight).toBeLessThan(5);
    expect(understandQuery("模型".repeat(40)).isReport).toBe(true);
    expect(understandQuery("การค้นหาข้อมูลทำอย่างไร").words).toBe(5);
  });

  it("finds names beside text without spaces", () => {
    expect(termsIn("を使用するuseState")).toEqual(expect.arrayContaining(["使用", "usestate"]));
    expect(namesIn("を使用するuseStateの値")).toEqual(["useState"]);
    expect(namesIn("为什么 `读取` 失败")).toContain("读取");
    expect(understandQuery("excluding Änderung sonst").excluded).toEqual(new Set(["anderung"]));
  });

  it.each(["精度", "é", "g", "$", "_", "Größe"])("takes %s for a name", (name) => {
    expect(understandQuery(name).symbol).toBe(name);
  });

  it("joins neighbouring words, so that prose finds identifiers", () => {
    const { compounds } = understandQuery("the connection pool is empty");
    expect(compounds).toContain("connectionpool");
  });
});

describe("any text", () => {
  it("gives finite, positive weights, the same every time", () => {
    fc.assert(
      fc.property(fc.oneof(anyText({ maxLength: 300 }), fc.string({ maxLength: 300 })), (text) => {
        const query = understandQuery(text);
        for (const weight of [...query.terms.values(), ...query.names.values()]) {
          expect(Number.isFinite(weight)).toBe(true);
          expect(weight).toBeGreaterThan(0);
        }
        for (const compound of query.compounds) expect(query.terms.has(compound)).toBe(true);
        for (const word of query.excluded) expect(query.terms.has(word)).toBe(false);
        expect(understandQuery(text)).toEqual(query);
      }),
    );
  });
});
