import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { docxOf, relationsOf } from "../../../../test/support/office-file.js";
import { zipOf } from "../../../../test/support/zip-file.js";
import { parser } from "../parser.js";
import { Unreadable } from "./unreadable.js";
import { openZip } from "./zip.js";

const MEGABYTE = 1 << 20;
const reasonOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof Unreadable) return error.reason;
    throw error;
  }
  return undefined;
};
const zeros = (bytes: number) => Buffer.alloc(bytes);

describe("zip archives", () => {
  test("gives the content of entries, deflated and stored", () => {
    const zip = openZip(
      zipOf([
        { name: "a/b.xml", content: "<a/>".repeat(100) },
        { name: "c.txt", content: "text", stored: true },
      ]),
    );
    expect([...zip.names]).toEqual(["a/b.xml", "c.txt"]);
    expect(zip.read("a/b.xml")?.toString()).toBe("<a/>".repeat(100));
    expect(zip.read("c.txt")?.toString()).toBe("text");
    expect(zip.read("d.txt")).toBeUndefined();
  });

  test("a name that leads out of the archive is only a name", () => {
    const zip = openZip(zipOf([{ name: "../../etc/passwd", content: "inner" }]));
    expect(zip.read("../../etc/passwd")?.toString()).toBe("inner");
    expect(zip.read("etc/passwd")).toBeUndefined();
  });

  test.each([
    ["declares 1 GB", [{ name: "a", content: zeros(MEGABYTE), declared: 1 << 30 }]],
    ["inflates a thousandfold", [{ name: "a", content: zeros(6 * MEGABYTE) }]],
    ["hides its size", [{ name: "a", content: zeros(6 * MEGABYTE), declared: 1000 }]],
    ["hides that it is stored", [{ name: "a", content: zeros(70 * MEGABYTE), stored: true, declared: 1 }]],
  ])("an entry that %s is refused", (_, parts) => {
    expect(reasonOf(() => openZip(zipOf(parts)).read("a"))).toBe("inflates-too-much");
  });

  test("all entries together inflate to a limit", () => {
    const content = zeros(20 * MEGABYTE);
    const zip = openZip(zipOf("abcd".split("").map((name) => ({ name, content, stored: true }))));
    expect(reasonOf(() => [...zip.names].forEach((name) => void zip.read(name)))).toBe("inflates-too-much");
  });

  test("too many entries, and entries that share their bytes, are refused", () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({
      name: `${index}`,
      content: "",
      stored: true,
    }));
    expect(reasonOf(() => openZip(zipOf(many)))).toBe("inflates-too-much");
    expect(reasonOf(() => openZip(zipOf(many.slice(1))))).toBeUndefined();
    const shared = [
      { name: "a", content: zeros(MEGABYTE) },
      { name: "b", content: zeros(MEGABYTE), sharesWith: 0 },
    ];
    expect(reasonOf(() => openZip(zipOf(shared)))).toBe("inflates-too-much");
  });

  test("an archive inside an archive is not opened", async () => {
    // As many levels as one likes: each would inflate the next, and one that contains itself has no end.
    let inner = zipOf([{ name: "bomb", content: zeros(6 * MEGABYTE) }]);
    for (let level = 0; level < 5; level++)
      inner = zipOf([{ name: "next.zip", content: inner, stored: true }]);
    const parsed = await parser.parse(
      "a.docx",
      docxOf("<w:p><w:r><w:t>Plain</w:t></w:r></w:p>", [{ name: "word/embeddings/a.docx", content: inner }]),
    );
    expect(parsed.text).toBe("Plain\n");
  });

  test("an encrypted entry is refused as such", () => {
    const parts = [{ name: "a", content: "secret", encrypted: true }];
    expect(reasonOf(() => openZip(zipOf(parts)).read("a"))).toBe("encrypted");
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("PK is not enough")],
    ["a cut archive", docxOf("<w:p/>").subarray(0, 600)],
    ["an offset past the end", corrupted(16)],
    ["another count", corrupted(10)],
  ])("%s is damaged", (_, bytes) => {
    expect(reasonOf(() => openZip(bytes).read("a"))).toBe("damaged");
  });

  test("what can be read of a damaged entry is read", () => {
    const packed = deflateRawSync(Buffer.from("word ".repeat(2000)));
    const whole = zipOf([{ name: "a", content: "word ".repeat(2000) }]);
    const at = whole.indexOf(packed);
    const cut = Buffer.concat([whole.subarray(0, at + packed.length), whole.subarray(at + packed.length)]);
    cut.writeUInt32LE(packed.length - 5, cut.length - 22 - 46 - 1 + 20);
    expect(openZip(cut).read("a")?.toString().startsWith("word word")).toBe(true);
  });

  test("sizes in a zip64 field are read", () => {
    const whole = zipOf([{ name: "a", content: "text" }]);
    const entry = whole.length - 22 - 47;
    const field = Buffer.alloc(20);
    field.writeUInt16LE(1, 0);
    field.writeUInt16LE(16, 2);
    field.writeBigUInt64LE(4n, 4);
    field.writeBigUInt64LE(BigInt(whole.readUInt32LE(entry + 20)), 12);
    const bytes = Buffer.concat([whole.subarray(0, -22), field, whole.subarray(-22)]);
    bytes.writeUInt32LE(0xffffffff, entry + 20);
    bytes.writeUInt32LE(0xffffffff, entry + 24);
    bytes.writeUInt16LE(field.length, entry + 30);
    expect(openZip(bytes).read("a")?.toString()).toBe("text");
  });
});

/** An archive with a wrong number at an offset of its last record. */
function corrupted(offset: number): Buffer {
  const bytes = zipOf([{ name: "b", content: "b" }, relationsOf("", { r1: ["officeDocument", "a.xml"] })]);
  bytes.writeUInt16LE(0x2fff & (offset === 10 ? 9 : 0xffff), bytes.length - 22 + offset);
  return bytes;
}
