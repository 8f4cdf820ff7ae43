import type { Address, Email } from "postal-mime";
import { decodeText } from "../../text/decode.js";
import { readOr } from "./document.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { writePage } from "./html-text.js";
import { loadMarkup } from "./markup.js";
import { oneLine, SectionWriter } from "./section-writer.js";

/** Mails of a mailbox after this one are left out, and what a mail has after so many bytes. */
const MOST_MAILS = 5000;
const MOST_MAIL_BYTES = 8 << 20;
const MOST_ADDRESSES = 20;
const MOST_ATTACHMENTS = 100;
const LIMITS = { maxNestingDepth: 30, maxHeadersSize: 1 << 18, maxRfc822NestingDepth: 3 };

/**
 * Mails, one or a mailbox of them: each a section named by its subject, sender and date, with its headers, its text
 * (of HTML only when it has no plain text) and the names of what is attached. Quoted text is kept.
 */
export const mail: DocumentParser = {
  id: "mail",
  ownText: true,
  extensions: documentExtensions.mail,
  quickBelow: 300_000,
  parse: (path, content, step) =>
    readOr("mail", async () => {
      // In UTF-16, as some programs save mails, its headers would not be found.
      const isWide = content[0] === 0xff || content[0] === 0xfe;
      const bytes = Buffer.from(typeof content === "string" || isWide ? decodeText(content) : content);
      const { default: PostalMime } = await import("postal-mime");
      const writer = new SectionWriter();
      const mails = /\.mbox$/i.test(path) ? mailsOf(bytes) : [bytes];
      let damaged = mails.length > MOST_MAILS;
      for (const each of mails.slice(0, MOST_MAILS)) {
        if (writer.full) break;
        step?.();
        damaged ||= each.length > MOST_MAIL_BYTES;
        try {
          await write(await PostalMime.parse(each.subarray(0, MOST_MAIL_BYTES), LIMITS), writer);
        } catch {
          // Nested too deeply, or its headers are too long.
          damaged = true;
        }
      }
      return writer.parsed("mail", damaged);
    }),
};

const LINE_FEED = 10;
const FROM = Buffer.from("From ");
/** What separates mails: `From ann@example.org Tue Mar  5 10:00:00 2024`. */
const SEPARATOR = /^From \S.{0,200}\d\d:\d\d.{0,60}\d{4}/;

/** The mails of a mailbox, without the lines that separate them, and with `>From ` as it was. */
function mailsOf(bytes: Buffer): Buffer[] {
  const mails: Buffer[] = [];
  let start = -1;
  for (let at = 0; at >= 0 && at < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, at);
    if (
      bytes.subarray(at, at + FROM.length).equals(FROM) &&
      SEPARATOR.test(bytes.toString("latin1", at, Math.min(end < 0 ? bytes.length : end, at + 300)))
    ) {
      if (start >= 0) mails.push(unquoted(bytes.subarray(start, at)));
      start = end < 0 ? bytes.length : end + 1;
    }
    at = end < 0 ? -1 : end + 1;
  }
  mails.push(unquoted(bytes.subarray(Math.max(0, start))));
  return mails;
}

const unquoted = (mail: Buffer): Buffer =>
  mail.includes("\n>From ")
    ? Buffer.from(mail.toString("latin1").replaceAll("\n>From ", "\nFrom "), "latin1")
    : mail;

async function write(email: Email, writer: SectionWriter): Promise<void> {
  const date = dateOf(email.date);
  const from = email.from ? addressText([email.from]) : "";
  const subject = oneLine(email.subject ?? "");
  if (subject === "" && from === "" && !email.text && !email.html) return;
  const about = [from && `from ${from}`, date].filter((part) => part !== "").join(", ");
  writer.heading(1, `${subject || "(no subject)"}${about && ` (${about})`}`);
  for (const [name, value] of [
    ["From", from],
    ["To", addressText(email.to)],
    ["Cc", addressText(email.cc)],
    ["Date", date],
  ] as const)
    if (value !== "") writer.line(`${name}: ${value}`);
  writer.blank();
  // The library makes a text of HTML itself when there is none; the readable part is better.
  if (email.text?.trim()) writer.text(email.text.replace(/\r\n?/g, "\n"));
  else if (email.html) writeHtml(writer, await loadMarkup(), email.html);
  const names = email.attachments.map(({ filename, mimeType }) => oneLine(filename ?? mimeType));
  if (names.length > 0) writer.line(`Attachments: ${names.slice(0, MOST_ATTACHMENTS).join(", ")}`);
}

/** The text of a mail in HTML. Its headings are lines, since a mail is one section. */
function writeHtml(
  writer: SectionWriter,
  markup: Awaited<ReturnType<typeof loadMarkup>>,
  html: string,
): void {
  const body = new SectionWriter();
  writePage(markup, html, body);
  writer.text(body.parsed("mail").text ?? "");
}

/** `2024-03-05 10:00`, in the zone in which it is stored; what is no date as it is written. */
function dateOf(date = ""): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(date) ?? [];
  return day ? `${day} ${time}` : oneLine(date).slice(0, 100);
}

function addressText(addresses: readonly Address[] = []): string {
  const texts = addresses.slice(0, MOST_ADDRESSES).map(({ name, address }) => {
    const named = oneLine(name);
    if (!address) return named;
    return named === "" || named === address ? address : `${named} <${address}>`;
  });
  if (addresses.length > MOST_ADDRESSES) texts.push(`and ${addresses.length - MOST_ADDRESSES} more`);
  return texts.filter((text) => text !== "").join(", ");
}
