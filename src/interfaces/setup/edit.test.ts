import fc from "fast-check";
import { parse } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { clients } from "./clients.js";
import { describeChange } from "./describe.js";
import { edited } from "./edit.js";

const server = { command: "fovea", args: ["mcp", "--repo", 'C:\\my "files"'] };
const json = clients.filter(({ format }) => format.kind === "json");
const codex = clients.find(({ name }) => name === "codex")!;

describe.each(json)("$name", (client) => {
  const servers = client.format.kind === "json" ? client.format.servers : "";

  test("adds an entry to any configuration and keeps the rest; undo restores the original", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== "__proto__"),
          fc.jsonValue(),
        ),
        (other) => {
          const before = JSON.stringify({ ...other, [servers]: { other: { command: "x" } } }, null, 2);
          const after = edited(client, before, server, "f")!;
          expect(parse(after)).toEqual({
            ...parse(before),
            [servers]: { other: { command: "x" }, fovea: expect.objectContaining(server) },
          });
          expect(parse(edited(client, after, undefined, "f")!)).toEqual(parse(before));
        },
      ),
    );
  });

  test("keeps comments, trailing commas and tabs", () => {
    const before = `{\n\t// mine\n\t"${servers}": {\n\t\t"other": { "command": "x" }, // yes\n\t},\n}\n`;
    const after = edited(client, before, server, "f")!;
    expect(after).toContain("// mine");
    expect(after).toContain("// yes");
    expect(after).toMatch(/\n\t\t"fovea": \{/);
  });

  test("creates a missing file and undo deletes it; running twice changes nothing more", () => {
    const made = edited(client, undefined, server, "f")!;
    expect(edited(client, made, server, "f")).toBe(made);
    expect(edited(client, made, undefined, "f")).toBeUndefined();
    expect(edited(client, undefined, undefined, "f")).toBeUndefined();
  });

  test.each(["{", "[]", '"text"'])("refuses to edit %j", (damaged) => {
    expect(() => edited(client, damaged, server, "f")).toThrow(
      expect.objectContaining({ code: "damaged-config" }),
    );
  });
});

describe("codex", () => {
  const mine = 'model = "m"\n\n[mcp_servers.other]\ncommand = "x"\n';

  test("appends a table; undo restores the file byte for byte", () => {
    const after = edited(codex, mine, server, "f")!;
    expect(after.startsWith(mine)).toBe(true);
    expect(after).toContain(
      '[mcp_servers.fovea]\ncommand = "fovea"\nargs = ["mcp", "--repo", "C:\\\\my \\"files\\""]',
    );
    expect(edited(codex, after, undefined, "f")).toBe(mine);
    expect(edited(codex, after, server, "f")).toBe(after);
    expect(edited(codex, edited(codex, undefined, server, "f"), undefined, "f")).toBeUndefined();
  });

  test("does not change a table that it did not write", () => {
    expect(() => edited(codex, "[ mcp_servers . fovea ]\n", server, "f")).toThrow(
      expect.objectContaining({ code: "already-configured" }),
    );
    expect(edited(codex, mine, undefined, "f")).toBe(mine);
  });
});

test("describes a change by its lines", () => {
  expect(describeChange({ file: "f", before: "a\nb\nc\nd\ne\n", after: "a\nb\nc\nX\ne\n" })).toBe(
    "f\n  b\n  c\n- d\n+ X\n  e\n",
  );
  expect(describeChange({ file: "f", before: undefined, after: "a\n" })).toBe("f (new file)\n+ a\n");
});
