import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getContext, RawStdio } from "../support/raw-mcp.js";
import { Scratch } from "../support/scratch.js";

let scratch: Scratch;

beforeAll(() => {
  // So many files that the first index takes more than a second.
  const line = (file: number, at: number): string =>
    `export function step${file}x${at}(input: number) {\n  return input * ${at} + helper${at % 7}(input);\n}\n`;
  scratch = new Scratch().write(
    Object.fromEntries(
      Array.from({ length: 300 }, (_, file) => [
        `src/part${file % 40}/file${file}.ts`,
        Array.from({ length: 60 }, (_, at) => line(file, at)).join(""),
      ]),
    ),
  );
});

afterAll(() => scratch[Symbol.dispose]());

/** A server during its first indexing. */
async function indexing(): Promise<RawStdio> {
  const raw = new RawStdio(scratch.root);
  await raw.answer("init");
  raw.say(getContext(1, "step the input", "first"));
  await sleep(300);
  expect(raw.child.exitCode).toBe(null);
  return raw;
}

test.each(["EOF", "SIGTERM", "SIGINT"] as const)(
  "%s ends the server at once, even while it indexes",
  async (how) => {
    const raw = await indexing();
    const start = performance.now();
    if (how === "EOF") raw.child.stdin?.end();
    else raw.child.kill(how);
    await raw.exited;
    // One second, plus a margin for a busy machine.
    expect(performance.now() - start).toBeLessThan(4000);
  },
);

test.skipIf(process.platform !== "linux")(
  "a cancelled call stops indexing, and the next call continues",
  async () => {
    const raw = await indexing();
    raw.say({ jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } });
    const spent = (): number => {
      const [user = 0, system = 0] = readFileSync(`/proc/${raw.child.pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ")
        .slice(11, 13)
        .map(Number);
      return user + system;
    };
    await sleep(600);
    const before = spent();
    await sleep(400);
    // Of 40 to 80 ticks on one or two cores.
    expect(spent() - before).toBeLessThan(20);
    raw.say(getContext(2, "step the input", "first"));
    expect(await raw.answer(2)).toContain("export function step");
    raw.child.kill();
  },
);
