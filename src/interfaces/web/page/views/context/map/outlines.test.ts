import { describe, expect, it } from "vitest";
import type { FileOutline } from "../../../../api/contract.js";
import { Outlines } from "./outlines.js";

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("outlines", () => {
  it("are fetched four at a time, the last that was asked for first", async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const outlines = new Outlines(
      (path) =>
        new Promise<FileOutline>((answer) => {
          asked.push(path);
          answers.push(() => answer({ path, tokens: 1, definitions: [] }));
        }),
    );
    for (const path of ["a", "b", "c", "d", "e", "f", "a"]) outlines.want(path, "1");
    expect(asked).toEqual(["a", "b", "c", "d"]);
    answers[0]!();
    await settled();
    expect(asked.slice(4)).toEqual(["f"]);
    expect(outlines.peek("a")?.path).toBe("a");
    outlines.want("a", "1");
    outlines.want("a", "2");
    answers[1]!();
    await settled();
    expect(asked.slice(5)).toEqual(["a"]);
  });

  it("are kept for the last 500 files, and failures are not asked for again and again", async () => {
    let asked = 0;
    const outlines = new Outlines(async () => {
      asked++;
      throw new Error("gone");
    });
    for (let at = 0; at < 700; at++) {
      outlines.want(`f${at}`, "1");
      await Promise.resolve();
    }
    for (let at = 0; at < 50; at++) await settled();
    expect(outlines.size).toBe(500);
    const before = asked;
    outlines.want("f699", "1");
    expect(asked).toBe(before);
    expect(outlines.peek("f699")).toBeUndefined();
  });
});
