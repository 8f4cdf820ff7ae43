import { describe, expect, it } from "vitest";
import { redactSecrets } from "./secrets.js";

// Put together here so that no scanner takes this file for a leak.
const token = ["ghp", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join("_");
const keyBody = "MIIEowIBAAKCAQEAvRzzSGZ1hLNJ0aZ3lWQm5p2kVv9Xx4Yy7TtUuWwQqRrSs\n".repeat(12);
const key = `-----BEGIN RSA ${"PRIVATE KEY"}-----\n${keyBody}-----END RSA ${"PRIVATE KEY"}-----`;

describe("redactSecrets", () => {
  it("blots out a token and leaves the rest as it was", async () => {
    const { text, found } = await redactSecrets(`a = 1\ntoken = "${token}"\nb = 2\n`);
    expect(text).toBe('a = 1\ntoken = "[redacted github]"\nb = 2\n');
    expect(found).toEqual([{ rule: "github", startLine: 2, endLine: 2 }]);
  });

  it("keeps the line numbers behind a secret of many lines", async () => {
    const before = `first\nkey = """${key}"""\nlast ${token}\n`;
    const { text, found } = await redactSecrets(before);
    expect(text.split("\n")).toHaveLength(before.split("\n").length);
    expect(text).not.toContain("MIIE");
    expect(text).not.toContain(token);
    expect(found.map(({ rule, startLine, endLine }) => [rule, startLine, endLine])).toEqual([
      ["privatekey", 2, 15],
      ["github", 16, 16],
    ]);
  });

  it("blots out the same token wherever it stands", async () => {
    const { text, found } = await redactSecrets(`${token} ${token}\n${token}`);
    expect(text).toBe("[redacted github] [redacted github]\n[redacted github]");
    expect(found).toHaveLength(3);
  });

  it("leaves plain text alone", async () => {
    const plain = "const secret = process.env.SECRET; // no value here\n";
    expect(await redactSecrets(plain)).toEqual({ text: plain, found: [] });
    expect(await redactSecrets("")).toEqual({ text: "", found: [] });
  });
});
