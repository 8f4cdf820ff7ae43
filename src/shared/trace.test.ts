import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { failure } from "./errors.js";
import {
  count,
  currentSink,
  emitSpan,
  reportError,
  span,
  type TraceEvent,
  traced,
  traceLines,
} from "./trace.js";

/** The events of `work`, as lines without their times. */
async function linesOf(work: () => unknown): Promise<string[]> {
  const events: TraceEvent[] = [];
  await traced((event) => events.push(event), work);
  return events.flatMap(traceLines).map((line) => line.replace(/ [\d.]+ ms/, ""));
}

describe("spans", () => {
  it("report a stage when it ends, with the path of its outer stages", async () => {
    const lines = await linesOf(() =>
      span("update", async () => {
        await span(
          "scan",
          async () => ["a", "b"],
          (files) => ({ files: files.length, bytes: 48_000 }),
        );
        span("write", () => count({ files: 1200 }));
      }),
    );
    expect(lines).toEqual(["update/scan, 2 files, 48.0 kB", "update/write, 1,200 files", "update"]);
  });

  it("add up the counts of a stage across awaits", async () => {
    const lines = await linesOf(() =>
      span("retrieve", async () => {
        count({ buckets: 2, bytes: 10 });
        await sleep(1);
        count({ buckets: 3, bytes: 20 });
      }),
    );
    expect(lines).toEqual(["retrieve, 5 buckets, 30 B"]);
  });

  it("return the result of the work and throw its errors, traced or not", async () => {
    const refused = failure("no-index", "there is none", "Make one.");
    const both = async (): Promise<void> => {
      expect(span("a", () => 7)).toBe(7);
      expect(await span("a", async () => 7)).toBe(7);
      expect(() =>
        span("a", () => {
          throw refused;
        }),
      ).toThrow(refused);
      await expect(span("a", () => Promise.reject(refused))).rejects.toBe(refused);
    };
    await both();
    expect(await linesOf(both)).toEqual(["a", "a", "a, failed: no-index", "a, failed: no-index"]);
  });

  it("go only to the sink of their own work when several run at the same time", async () => {
    const work = (name: string) => async () => {
      await sleep(1);
      await span(name, () => sleep(2));
      emitSpan(`${name}-elsewhere`, 5, {});
    };
    const [a, b] = await Promise.all([linesOf(work("a")), linesOf(work("b"))]);
    expect([a, b]).toEqual([
      ["a", "a-elsewhere"],
      ["b", "b-elsewhere"],
    ]);
  });

  it("go nowhere within traced(undefined)", async () => {
    const lines = await linesOf(async () => {
      const sink = currentSink();
      await traced(undefined, () => span("background", () => sleep(1)));
      await traced(sink, () => span("foreground", () => sleep(1)));
    });
    expect(lines).toEqual(["foreground"]);
  });
});

describe("lines", () => {
  it("escape names from a repository, and have the time with one decimal", () => {
    const facts = { command: "ls\u001b[31m\nfovea: forged 1 ms", files: 0 };
    expect(traceLines({ kind: "span", stage: "scan/git", milliseconds: 3.1234, facts })).toEqual([
      "scan/git 3.1 ms, ls\\u001b[31m\\nfovea: forged 1 ms, 0 files",
    ]);
  });

  it("list an error with its chain of causes, with stacks of errors without a code", () => {
    const bug = new TypeError("x is not a function");
    const system = Object.assign(new Error("ENOENT: no such file", { cause: bug }), { code: "ENOENT" });
    const error = failure("unreadable-file", "a\u001b.ts cannot be read", "Look.", system);
    const lines = traceLines({ kind: "error", error });
    expect(lines.slice(0, 2)).toEqual([
      "error unreadable-file: a\\u001b.ts cannot be read",
      "caused by ENOENT: no such file",
    ]);
    expect(lines[2]).toMatch(/^caused by TypeError: x is not a function\n\s+at .*trace\.test\.ts/);
    expect(lines).toHaveLength(3);
  });

  it("end when an error is its own cause, and list each cause of an AggregateError", () => {
    const error = new Error("round");
    error.cause = error;
    expect(traceLines({ kind: "error", error }).length).toBeLessThanOrEqual(20);
    const both = new AggregateError([
      failure("first", "one", "Do."),
      failure("second", "two", "Do."),
      "thrown text",
    ]);
    expect(traceLines({ kind: "error", error: both }).slice(1)).toEqual([
      "caused by first: one",
      "caused by second: two",
      "caused by thrown text",
    ]);
  });

  it("report an error given to reportError", async () => {
    expect(await linesOf(() => reportError(failure("no-index", "none", "Make one.")))).toEqual([
      "error no-index: none",
    ]);
  });
});
