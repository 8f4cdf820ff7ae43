import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeText, headText } from "./decode.js";

/** A file of ASCII code with these comments, in an encoding. */
const code = (...comments: readonly string[]): string =>
  [
    "#include <stdio.h>",
    ...comments.map((comment) => `/* ${comment} */`),
    "int main(void) {",
    '  printf("%d files\\n", countFiles());',
    "  return 0;",
    "}",
    "",
  ].join("\n");

const texts: readonly [encoding: string, text: string][] = [
  ["gb18030", code("初始化窗口的尺寸", "读取配置文件，失败时返回错误")],
  ["gbk", code("释放所有资源")],
  ["big5", code("讀取設定檔，失敗時傳回錯誤", "視窗的大小")],
  ["shift_jis", code("設定ファイルを読み込む", "失敗した場合はエラーを返す")],
  ["shift_jis", code("ウィンドウのサイズ")],
  ["euc-jp", code("設定ファイルを読み込む", "失敗した場合はエラーを返す")],
  ["euc-jp", code("ウィンドウのサイズを変える")],
  ["euc-kr", code("설정 파일을 읽는다", "실패하면 오류를 돌려준다")],
  ["windows-1251", code("Читает файл настроек", "При ошибке возвращает ноль")],
  ["koi8-r", code("Читает файл настроек", "При ошибке возвращает ноль")],
  ["latin1", code("Größe des Fensters", "Jörg Müller")],
  ["latin1", code("Lit le fichier de paramètres à l'ouverture", "créée par François")],
  ["latin1", code("Tamaño de la ventana: ¿cuántos píxeles?")],
  ["windows-1252", code("The user’s “settings” cost 5 €", "© Zoë Bäcker")],
  ["windows-1250", code("Zapisuje wszystkie zmiany w źródłach, jeżeli są potrzebne", "przełącznik główny")],
];

describe("decodeText", () => {
  it.each(texts)("detects %s", (encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toBe(text);
  });

  it.each(texts)(
    "decodes %s after an edit of an ASCII line, and with a byte that is wrong",
    (encoding, text) => {
      const edited = text.replace("return 0", "return exitCode(3)").replace("int main", "static int run");
      expect(decodeText(iconv.encode(edited, encoding))).toBe(edited);
      const [head, rest = ""] = text.split("int main");
      const wrong = Buffer.concat([
        iconv.encode(`${head}/* cut: `, encoding),
        Buffer.from([0xff]),
        iconv.encode(` */\nint main${rest}`, encoding),
      ]);
      expect(decodeText(wrong)).toContain(head);
    },
  );

  const anyText = code("精度 précision точность", "𝒳 emoji 🎉");
  it.each(["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"])(
    "takes %s by its mark, which is not part of the text",
    (encoding) => {
      expect(decodeText(iconv.encode(anyText, encoding, { addBOM: true }))).toBe(anyText);
    },
  );

  it("takes ISO-2022-JP by its escape sequences, and terminal sequences for UTF-8", () => {
    const bytes = Buffer.from("/* \x1b$B@_Dj\x1b(B */\n", "latin1");
    expect(decodeText(bytes)).toBe("/* 設定 */\n");
    expect(decodeText(Buffer.from("\x1b[31mred\x1b[0m é\n"))).toBe("\x1b[31mred\x1b[0m é\n");
  });

  it("decodes UTF-8 with a few errors as UTF-8", () => {
    const bytes = Buffer.concat([
      Buffer.from("été à Zürich, 精度\n"),
      Buffer.from([0xe9]),
      Buffer.from("\n"),
    ]);
    expect(decodeText(bytes)).toBe("été à Zürich, 精度\n\ufffd\n");
  });

  // "精度" alone is too short to detect: 4 bytes that are letters of several encodings.
  it.each([
    ["a comment", "gbk", "# -*- coding: gbk -*-\n# "],
    ["a comment in the second line", "euc-jp", "#!/usr/bin/env python\n# vim: set fileencoding=euc_jp :\n"],
    ["a comment of Emacs", "big5", ";; -*- mode: lisp; coding: big5-unix -*-\n"],
    ["an XML declaration", "euc-jp", '<?xml version="1.0" encoding="EUC-JP"?>\n<p>'],
    ["HTML", "big5", '<!doctype html>\n<head><meta http-equiv="x" content="text/html; charset=big5">\n'],
    ["a style sheet", "shift_jis", '@charset "Shift_JIS";\n/* '],
    ["a catalogue", "euc-jp", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=EUC-JP\\n"\n'],
    ["a Vim script", "cp932", "scriptencoding cp932\n"],
    ["a Windows resource", "big5", "// resources\n#pragma code_page(950)\n"],
  ])("takes the encoding that %s states", (_what, encoding, head) => {
    expect(decodeText(iconv.encode(`${head}精度\n`, encoding))).toBe(`${head}精度\n`);
  });

  it("does not believe a statement that does not fit", () => {
    const text = `# -*- coding: euc-kr -*-\n${code("設定ファイルを読み込む")}`;
    expect(decodeText(iconv.encode(text, "shift_jis"))).toBe(text);
  });

  it("ends lines at CRLF, LF and a lone CR, and nowhere else", () => {
    expect(decodeText(Buffer.from("a\r\nb\rc\nd\r\r\ne\vf\fg\u2028h\u2029i\u0085j\r"))).toBe(
      "a\nb\nc\nd\n\ne\vf\fg\u2028h\u2029i\u0085j\n",
    );
  });

  it("finds the words of a head in UTF-16, and of a head that is cut within a character", () => {
    expect(headText(iconv.encode("openapi: 3", "utf-16le", { addBOM: true }), 40)).toBe("openapi: 3");
    expect(headText(Buffer.from("a: 精"), 4)).toMatch(/^a: /);
  });
});
