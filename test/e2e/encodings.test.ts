import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packReportSchema, searchReportSchema } from "../../src/interfaces/schema/index.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

/** Files in legacy encodings and with old line ends: found, cited by the right line, packed as text. */

interface Case {
  readonly path: string;
  readonly encoding: string;
  readonly mark?: boolean;
  readonly lineEnd?: string;
  /** A word of the comment. */
  readonly query: string;
  readonly text: string;
}

const c = (name: string, first: string, second: string): string =>
  `#include "app.h"\n\n/* ${first} */\nint ${name}(int a) {\n  /* ${second} */\n  return a;\n}\n`;

const cases: readonly Case[] = [
  {
    path: "src/gbk.c",
    encoding: "gbk",
    query: "初始化窗口",
    text: c("initWindow", "初始化窗口", "返回错误"),
  },
  {
    path: "src/big5.c",
    encoding: "big5",
    query: "讀取設定檔",
    text: c("readSettings", "讀取設定檔", "傳回錯誤"),
  },
  {
    path: "src/sjis.c",
    encoding: "shift_jis",
    query: "設定ファイルを読み込む",
    text: c("loadFile", "設定ファイルを読み込む", "エラーを返す"),
  },
  {
    path: "src/eucjp.c",
    encoding: "euc-jp",
    query: "ウィンドウの大きさを変える",
    text: c("resize", "ウィンドウの大きさを変える", "値を返す"),
  },
  {
    path: "src/euckr.c",
    encoding: "euc-kr",
    query: "설정",
    text: c("readAll", "설정 파일을 읽는다", "오류를 돌려준다"),
  },
  {
    path: "src/cp1251.c",
    encoding: "windows-1251",
    query: "настроек",
    text: c("load", "Читает файл настроек", "ноль"),
  },
  {
    path: "src/latin1.c",
    encoding: "latin1",
    query: "Größe",
    text: c("sizeOf", "Die Größe des Fensters", "Müller"),
  },
  {
    path: "src/utf16.cs",
    encoding: "utf-16le",
    mark: true,
    query: "précision",
    text: c("precise", "La précision", "精度"),
  },
  {
    path: "src/utf16be.txt",
    encoding: "utf-16be",
    mark: true,
    query: "wideText",
    text: c("wideText", "wide", "big"),
  },
  {
    path: "src/marked.c",
    encoding: "utf-8",
    mark: true,
    query: "marked",
    text: c("markedText", "a mark", "more"),
  },
  {
    path: "src/mac.c",
    encoding: "latin1",
    lineEnd: "\r",
    query: "oldMac",
    text: c("oldMac", "a file of MacOS 9", "x"),
  },
  {
    path: "src/dos.c",
    encoding: "latin1",
    lineEnd: "\r\n",
    query: "dosFile",
    text: c("dosFile", "of DOS", "x"),
  },
  {
    path: "docs/mac.md",
    encoding: "latin1",
    lineEnd: "\r",
    query: "Ångström",
    text: "# Units\n\ntext\n\n## Length\n\nAn Ångström is small.\n",
  },
];

const bytesOf = ({ text, encoding, mark = false, lineEnd = "\n" }: Case): Buffer =>
  iconv.encode(text.replaceAll("\n", lineEnd), encoding, { addBOM: mark });

const scratch = new Scratch();
const here = { cwd: scratch.root };

beforeAll(async () => {
  scratch.git("init", "-q");
  scratch.write(Object.fromEntries(cases.map((each) => [each.path, bytesOf(each)])));
  scratch.write({ "src/caller.c": "int main() {\n  return oldMac(1);\n}\n" });
  const { code, err } = await runHere(["index"], here);
  expect(code, err).toBe(0);
}, 60_000);
afterAll(() => scratch[Symbol.dispose]());

describe.each(cases)("$path in $encoding", ({ path, query, text }) => {
  const lineOf = (part: string): number => text.split("\n").findIndex((line) => line.includes(part)) + 1;

  test("is found and cited by its lines", async () => {
    const { results } = await jsonHere(["search", query], searchReportSchema, here);
    const [found] = results.filter((result) => result.path === path);
    expect(results[0]?.path).toBe(path);
    if (path.startsWith("src/") && !path.endsWith(".txt")) {
      expect(found?.symbol).toBeDefined();
      expect([found!.startLine, found!.endLine]).toEqual([lineOf("/*"), lineOf("}")]);
    } else expect(found!.endLine).toBeGreaterThanOrEqual(lineOf(query));
  });

  test("is packed as text", async () => {
    const { items } = await jsonHere(["pack", query, "-b", "2000"], packReportSchema, here);
    const item = items.find((one) => one.path === path && one.text.includes(query))!;
    const lines = text.split("\n").slice(item.startLine - 1, item.endLine);
    expect(item.text).toBe(lines.join("\n"));
  });
});

test("an edit in a legacy encoding is found at its new line", async () => {
  const one = cases[0]!;
  const text = `// one line more\n${one.text.replace("返回错误", "释放所有资源")}`;
  scratch.write({ [one.path]: bytesOf({ ...one, text }) });
  const { results } = await jsonHere(["search", "释放所有资源"], searchReportSchema, here);
  expect(results[0]).toMatchObject({ path: one.path, startLine: 4, endLine: 8 });
});

test("a call in one file and the definition in a file of old line ends are an edge", async () => {
  const { code, out } = await runHere(["graph", "oldMac"], here);
  expect(code).toBe(0);
  expect(out).toContain("src/mac.c:3");
  expect(out).toMatch(/caller\.c.*\b2\b/);
});
