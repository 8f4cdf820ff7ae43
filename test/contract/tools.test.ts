import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { tools } from "../../src/interfaces/mcp/tools/index.js";
import { callTool, connectStdio, textOf } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";

/** A call of each tool that must succeed on the project below. A new tool adds a row; one without arguments, `{}`. */
const calls: Readonly<Record<string, Record<string, unknown>>> = {
  get_context: { task: "water the rose", budget: 1000 },
  read: { path: "src/rose.ts" },
  graph: { symbol: "waterRose", kind: "callers" },
  price: { tokens: 1000 },
};

const failureSchema = z.strictObject({ code: z.string(), message: z.string(), mend: z.string() });

/**
 * An error has a code in kebab case, what is wrong and the mend, in the text and in the structured answer.
 */
function expectFailure(result: CallToolResult): string {
  expect(result.isError).toBe(true);
  const { code, message, mend } = failureSchema.parse(result._meta?.["fovea/error"]);
  expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  expect(mend).toMatch(/^[A-Z`].*[.?]$/s);
  expect(textOf(result)).toBe(`${code}: ${message}. ${mend}`);
  expect(result.structuredContent).toBeUndefined();
  return code;
}

let scratch: Scratch;
let client: Client;
beforeAll(async () => {
  scratch = new Scratch().write({
    "src/rose.ts":
      "/** Waters the rose. */\nexport function waterRose(litres: number) {\n  return litres;\n}\n",
    "src/garden.ts": 'import { waterRose } from "./rose.js";\n\nexport const wet = () => waterRose(2);\n',
  });
  client = await connectStdio(scratch.root);
});
afterAll(async () => {
  await client.close();
  scratch[Symbol.dispose]();
});

it("the list names each tool once, like the server", async () => {
  const listed = (await client.listTools()).tools.map(({ name }) => name);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed).toEqual(tools.map(({ name }) => name));
});

it("has a call that succeeds for every tool, and for nothing else", () => {
  expect(Object.keys(calls).toSorted(), "add a row to `calls`").toEqual(
    tools.map(({ name }) => name).toSorted(),
  );
});

describe.each(tools.map((tool) => [tool.name, tool] as const))("%s", (name, tool) => {
  const call = (args: Record<string, unknown>) => callTool(client, name, args);

  it("has a description, is read-only, and has object schemas with a text output", async () => {
    const listed = (await client.listTools()).tools.find((each) => each.name === name)!;
    expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(listed.description).toMatch(/^[A-Z].*\.$/);
    expect(listed.annotations).toEqual({ readOnlyHint: true });
    expect(listed.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    expect(Object.keys(listed.inputSchema.properties!)).toEqual(Object.keys(tool.input.shape));
    expect(listed.outputSchema).toMatchObject({ type: "object" });
    expect(tool.output.shape).toHaveProperty("text");
  });

  it("answers with text, and with structured content that matches its output schema", async () => {
    const result = await call(calls[name]!);
    expect(result.isError, textOf(result)).toBeFalsy();
    expect(textOf(result)).not.toBe("");
    expect(tool.output.strict().safeParse(result.structuredContent).error).toBeUndefined();
  });

  it("refuses an unknown field, a field of the wrong type, and a missing field", async () => {
    const good = calls[name]!;
    expect(expectFailure(await call({ ...good, colour: "red" }))).toBe("bad-arguments");
    for (const field of Object.keys(tool.input.shape)) {
      const result = await call({ ...good, [field]: { of: "another type" } });
      expect(expectFailure(result), field).toBe("bad-arguments");
      expect(textOf(result)).toContain(field);
      const { [field]: _, ...without } = good;
      if (!tool.input.shape[field]!.safeParse(undefined).success)
        expect(expectFailure(await call(without)), field).toBe("bad-arguments");
    }
  });

  it("for any arguments, answers by its schema or reports what is wrong with the mend", async () => {
    const value = fc.oneof(fc.string({ maxLength: 40 }), fc.integer(), fc.boolean(), fc.constant(null));
    const fields = Object.keys(tool.input.shape).map((field) => [field, value] as const);
    const args = fc
      .record(Object.fromEntries(fields), { requiredKeys: [] })
      .map((given) => ({ ...calls[name], ...given }));
    await fc.assert(
      fc.asyncProperty(args, async (given) => {
        const result = await call(given);
        if (result.isError) expect(expectFailure(result)).not.toBe("unexpected");
        else expect(tool.output.strict().safeParse(result.structuredContent).error).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});
