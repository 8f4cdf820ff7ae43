import { expect, test } from "vitest";
import { parser } from "../parser.js";

const lines = (...all: string[]): string => all.join("\r\n");

test("a mail is a section named by its subject, sender and date", async () => {
  const parsed = await parser.parse(
    "a.eml",
    lines(
      "From: =?utf-8?Q?J=C3=BCrgen?= <j@example.org>",
      "To: Ann Lee <ann@example.org>, bob@example.org",
      "Subject: =?utf-8?B?VGlkZXMg4oCTIEJyZXN0?=",
      "Date: Tue, 5 Mar 2024 10:30:00 +0100",
      'Content-Type: multipart/mixed; boundary="x"',
      "",
      "--x",
      'Content-Type: multipart/alternative; boundary="y"',
      "",
      "--y",
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "The caf=E9 is =",
      "open.",
      "> When?",
      "--y",
      "Content-Type: text/html",
      "",
      "<p>The other text</p>",
      "--y--",
      "--x",
      'Content-Disposition: attachment; filename="tides.csv"',
      "Content-Transfer-Encoding: base64",
      "",
      "c2VjcmV0",
      "--x--",
    ),
  );
  expect(parsed.text).toBe(
    [
      "Tides – Brest (from Jürgen <j@example.org>, 2024-03-05 09:30)",
      "From: Jürgen <j@example.org>",
      "To: Ann Lee <ann@example.org>, bob@example.org",
      "Date: 2024-03-05 09:30",
      "",
      "The café is open.",
      "> When?",
      "Attachments: tides.csv",
      "",
    ].join("\n"),
  );
  expect(parsed.symbols.map(({ name, endLine }) => [name, endLine])).toEqual([
    ["Tides – Brest (from Jürgen <j@example.org>, 2024-03-05 09:30)", 8],
  ]);
});

test("HTML is read when there is no plain text; its headings make no sections", async () => {
  const parsed = await parser.parse(
    "a.eml",
    lines(
      "Subject: Hi",
      "Content-Type: text/html",
      "",
      "<style>p{}</style><h1>News</h1><p>It <b>rose</b>.</p>",
    ),
  );
  expect(parsed.text).toBe("Hi\n\nNews\n\nIt rose.\n");
  expect(parsed.symbols.map(({ name }) => name)).toEqual(["Hi"]);
});

test("a mailbox has a section for each mail", async () => {
  const mail = (subject: string, text: string): string =>
    `From ann@example.org Tue Mar  5 10:00:00 2024\nSubject: ${subject}\n\n${text}\n\n`;
  const parsed = await parser.parse(
    "a.mbox",
    mail("One", "first\n>From the sea") + mail("Two", "From the land"),
  );
  expect(parsed.symbols.map(({ name }) => name)).toEqual(["One", "Two"]);
  expect(parsed.text).toContain("From the sea");
  expect(parsed.text).toContain("From the land");
});

test.each([
  [
    "deep parts",
    Array.from(
      { length: 5000 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    ).join(""),
  ],
  ["long headers", "X: a\n".repeat(200_000)],
  ["one long header", `Subject: ${"=?utf-8?Q?a?= ".repeat(50_000)}\n\ntext`],
  ["many addresses", `To: ${"a <a@b.c>, ".repeat(30_000)}\n\ntext`],
  ["many separators", "From a 10:00 2024\n".repeat(60_000)],
  ["nothing", ""],
])("%s: within limits", async (_, content) => {
  for (const path of ["a.eml", "a.mbox"]) {
    const start = performance.now();
    await parser.parse(path, Buffer.from(content));
    expect(performance.now() - start).toBeLessThan(10_000);
  }
});
