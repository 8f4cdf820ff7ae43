/** Bytes at the start of a file that may state its encoding. */
const HEAD_BYTES = 2048;

/** How files state their encoding. The first group is its name. */
const STATEMENTS: readonly RegExp[] = [
  // A comment in the first two lines: `# -*- coding: gbk -*-`, `# vim: set fileencoding=cp1251 :`.
  /^(?:[^\n]*\n)?[^\n]{0,200}?(?:coding|fenc)[:=][ \t]{0,4}([\w.-]+)/,
  // The start of an XML file: `<?xml version="1.0" encoding="euc-kr"?>`.
  /^\s{0,20}<\?xml[^>]{0,200}?\bencoding\s{0,4}=\s{0,4}["']([\w.:-]+)/,
  // HTML, and the header of a message catalogue: `<meta charset="big5">`, `charset=EUC-JP\n`.
  /<meta\b[^>]{0,200}?\bcharset\s{0,4}=\s{0,4}["']?([\w.:-]+)/i,
  /\bContent-Type:[^\n;]{0,80};\s{0,4}charset=([\w.:-]+)/i,
  // A style sheet.
  /^@charset "([\w.:-]+)"/,
  // Vim scripts, LaTeX, Windows resources.
  /^[ \t]{0,8}scriptencoding[ \t]{1,8}([\w.-]+)/m,
  /\\usepackage\[([\w-]+)\]\{inputenc\}/,
  /^[ \t]{0,8}#pragma[ \t]{1,8}code_page\((\d+)\)/m,
];

/**
 * The encoding that a file states near its start, as a label for `TextDecoder`. Undefined when it states none,
 * an unknown one, or UTF-8.
 */
export function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.toString("latin1", 0, HEAD_BYTES).replace(/\r\n?/g, "\n");
  for (const statement of STATEMENTS) {
    const name = statement.exec(head)?.[1];
    const label = name && labelOf(name);
    if (label) return label;
  }
  return undefined;
}

/** Names of encodings that `TextDecoder` does not know, by the number of their code page. */
const CODE_PAGES: Readonly<Record<string, string>> = {
  "932": "shift_jis",
  "936": "gb18030",
  "949": "euc-kr",
  "950": "big5",
  "54936": "gb18030",
};

function labelOf(name: string): string | undefined {
  // Emacs adds the kind of line ends: `latin-1-unix`.
  const plain = name.toLowerCase().replace(/-(?:unix|dos|mac)$/, "");
  const page = /^(?:cp|ms|windows-?)?(\d{3,5})$/.exec(plain)?.[1];
  const dashed = plain.replaceAll("_", "-");
  for (const label of [
    ...(page ? [CODE_PAGES[page] ?? `windows-${page}`] : []),
    plain,
    dashed,
    dashed.replace(/^(?:latin|iso)-/, (start) => start.slice(0, -1)),
  ]) {
    try {
      const { encoding } = new TextDecoder(label);
      return encoding === "utf-8" || encoding.startsWith("utf-16") ? undefined : encoding;
    } catch {
      // Not a label.
    }
  }
  return undefined;
}
