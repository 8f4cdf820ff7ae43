import { describe, expect, test } from "vitest";
import { parser } from "../parser.js";

const description = `openapi: 3.1.0
info: { title: Harbour, version: "1" }
paths:
  /berths/{id}:
    parameters: []
    get:
      operationId: readBerth
      summary: One berth
      responses:
        "200": { $ref: '#/components/responses/Berth' }
    delete:
      description: Gives a berth up.
components:
  schemas:
    Berth:
      type: object
      properties:
        id: { type: string }
        ship:
          $ref: "#/components/schemas/Ship"
`;

const outline = (parsed: Awaited<ReturnType<typeof parser.parse>>) =>
  parsed.symbols.map(({ kind, name, signature, doc, startLine, endLine }) => [
    kind,
    name,
    signature,
    doc,
    startLine,
    endLine,
  ]);

describe("OpenAPI parser", () => {
  test("extracts operations, schemas and their references from YAML", async () => {
    const parsed = await parser.parse("api/harbour.yaml", description);
    expect(parsed.language).toBe("openapi");
    expect(outline(parsed)).toEqual([
      ["section", "GET /berths/{id}", "GET /berths/{id} readBerth", "One berth", 6, 10],
      ["section", "DELETE /berths/{id}", "DELETE /berths/{id}", "Gives a berth up.", 11, 12],
      ["type", "Berth", "Berth { id, ship }", "", 15, 20],
    ]);
    expect(parsed.references).toEqual([
      { name: "Berth", kind: "type", line: 10, symbol: 0 },
      { name: "Ship", kind: "type", line: 20, symbol: 2 },
    ]);
  });

  test("reads Swagger 2 in JSON the same way", async () => {
    const content = {
      swagger: "2.0",
      paths: { "/ping": { post: { summary: "Ping" } } },
      definitions: { Pong: {} },
    };
    const parsed = await parser.parse("swagger.json", JSON.stringify(content, null, 2));
    expect(outline(parsed)).toEqual([
      ["section", "POST /ping", "POST /ping", "Ping", 5, 7],
      ["type", "Pong", "Pong {  }", "", 11, 11],
    ]);
  });

  test.each([
    "openapi: 3\npaths: [",
    "openapi: 3\npaths:\n  /a: &a\n    get: *a",
    "openapi: 3.0.0\npaths: 7",
  ])("does not throw for the broken description %j", async (content) => {
    const parsed = await parser.parse("bad.yml", content);
    expect(parsed.language).toBe("openapi");
  });

  test("does not claim other YAML and JSON files", async () => {
    expect((await parser.parse("ci.yml", "on: push\njobs: {}")).language).toBe("yaml");
    expect((await parser.parse("package.json", '{\n  "name": "openapi"\n}')).language).toBe("text");
  });
});
