import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import {
  EmptyResultSchema,
  ErrorCode,
  LoggingMessageNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { describe, expect, it } from "vitest";
import { fovea } from "../support/cli.js";
import { callTool, connectTo, textOf } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";
import { runHere } from "../support/terminal.js";

const files = {
  "src/burrow.ts":
    "/** Digs. */\nexport function digBurrow(depth: number): number {\n  return depth * 2;\n}\n",
  "src/marmot.ts": "export const marmot = 'whistles';\n",
  "readme.md": "# Marmots\n\nThey dig burrows.\n",
};
const SPAN = /^fovea: [a-z_]+(?:\/[a-z_]+)* \d+\.\d ms(?:, [^,]+)*$/;
const stagesOf = (err: string): string[] =>
  err
    .split("\n")
    .filter((line) => SPAN.test(line))
    .map((line) => line.split(" ")[1]!);

describe("--verbose", () => {
  it.each([
    { how: "after the command", args: ["search", "dig burrow", "--verbose"], env: {} },
    { how: "before the command", args: ["-v", "search", "dig burrow"], env: {} },
    { how: "by FOVEA_LOG", args: ["search", "dig burrow"], env: { FOVEA_LOG: "debug" } },
  ])("tells each stage on stderr, one line each, $how", async ({ args, env }) => {
    using scratch = new Scratch().write(files);
    const { code, out, err } = await fovea(args, { cwd: scratch.root, env });
    expect(code).toBe(0);
    expect(
      err
        .trim()
        .split("\n")
        .filter((line) => !SPAN.test(line)),
    ).toEqual([]);
    for (const stage of [
      "scan",
      "update",
      "update/parse",
      "update/build",
      "update/write",
      "retrieve",
      "rank",
      "total",
    ])
      expect(stagesOf(err)).toContain(stage);
    expect(err).toMatch(/^fovea: update\/parse .* ms, 3 files, \d+ B, 1 threads$/m);
    expect(out).toContain("src/burrow.ts");
  });

  it("does not change stdout, and reports packing and rendering", async () => {
    using scratch = new Scratch().write(files);
    const at = { cwd: scratch.root };
    const plain = await runHere(["pack", "dig burrow", "--json"], at);
    const verbose = await runHere(["pack", "dig burrow", "--json", "-v"], at);
    expect(verbose.out).toBe(plain.out);
    expect(stagesOf(plain.err)).toEqual([]);
    for (const stage of ["scan", "retrieve", "rank", "pack", "pack/render", "total"])
      expect(stagesOf(verbose.err)).toContain(stage);
  });

  it("is in the help of the program and of every command, also of those without an index", async () => {
    for (const args of [["--help"], ["status", "--help"], ["cost", "prices", "--help"]])
      expect((await runHere(args, { cwd: "/" })).out).toContain("-v, --verbose");
    const { code, err } = await runHere(["cost", "-v", "prices"], { cwd: "/" });
    expect([code, stagesOf(err)]).toEqual([0, ["total"]]);
  });

  it("shows the cause of an error below its usual line", async () => {
    using scratch = new Scratch().write({ "cases.txt": "" });
    const args = ["cost", "--model", join(scratch.root, "gone.json")];
    const plain = await runHere(args, { cwd: scratch.root });
    const verbose = await runHere([...args, "-v"], { cwd: scratch.root });
    expect(plain.err).not.toContain("caused by");
    expect(verbose.code).toBe(plain.code);
    expect(verbose.err).toContain(plain.err);
    expect(verbose.err).toMatch(/^fovea: caused by ENOENT: no such file/m);
  });

  it("shows the stack of an unexpected error, and without it says how to see it", async () => {
    using scratch = new Scratch().write(files);
    const cwd = scratch.root;
    const failing = {
      cwd,
      write: () => {
        throw new TypeError("boom");
      },
    };
    const plain = await runHere(["search", "marmot"], failing);
    expect(plain).toMatchObject({ code: 1 });
    expect(plain.err).toMatch(/^fovea: unexpected error: boom\. Run it with --verbose .*\n$/);
    const verbose = await runHere(["search", "marmot", "-v"], failing);
    expect(verbose.err).toMatch(/fovea: error TypeError: boom\n\s+at /);
  });
});

describe("MCP logging", () => {
  async function connected(root: string) {
    const messages: { level: string; data: Record<string, unknown> }[] = [];
    const client = new Client({ name: "test", version: "1" });
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
      messages.push({ level: params.level, data: params.data as Record<string, unknown> });
    });
    await connectTo(client, root, {});
    return { client, messages };
  }

  it("sends a client the stages of its own calls after it asks for them, and nothing before", async () => {
    using scratch = new Scratch().write(files);
    const { client, messages } = await connected(scratch.root);
    try {
      await callTool(client, "get_context", { task: "dig burrow" });
      expect(messages).toEqual([]);
      await client.setLoggingLevel("debug");
      await callTool(client, "get_context", { task: "whistling marmots" });
      const stages = messages.map(({ data }) => data.stage);
      for (const stage of ["retrieve", "rank", "pack"]) expect(stages).toContain(`get_context/${stage}`);
      expect(stages).toContain("get_context");
      expect(new Set(messages.map(({ level }) => level))).toEqual(new Set(["debug"]));
      expect(JSON.stringify(messages)).not.toContain("whistl");
      messages.length = 0;
      await client.setLoggingLevel("warning");
      await callTool(client, "get_context", { task: "dig burrow again" });
      expect(messages).toEqual([]);
    } finally {
      await client.close();
    }
  });

  it("answers an unknown level as invalid parameters, and keeps the level that was set", async () => {
    using scratch = new Scratch().write(files);
    const { client, messages } = await connected(scratch.root);
    try {
      await client.setLoggingLevel("debug");
      for (const params of [{ level: "loud" }, {}])
        await expect(
          client.request({ method: "logging/setLevel", params }, EmptyResultSchema),
        ).rejects.toMatchObject({ code: ErrorCode.InvalidParams });
      await callTool(client, "get_context", { task: "dig burrow" });
      expect(messages.map(({ level }) => level)).toContain("debug");
    } finally {
      await client.close();
    }
  });

  it("sends the cause of an error there and not in the answer", async () => {
    using scratch = new Scratch().write(files);
    const { client, messages } = await connected(scratch.root);
    try {
      await client.setLoggingLevel("warning");
      const answer = await callTool(client, "read", { path: "../outside.ts" });
      expect(answer.isError).toBe(true);
      expect(textOf(answer)).not.toContain("caused by");
      expect(messages).toHaveLength(1);
      expect(messages[0]).toMatchObject({
        level: "warning",
        data: { error: expect.stringContaining("error ") },
      });
    } finally {
      await client.close();
    }
  });
});
