import { describe, expect, it } from "vitest";
import { Latest } from "./answer.js";

/** Requests that are answered by hand. */
function desk() {
  const asks: {
    name: string;
    signal: AbortSignal;
    answer: (value: string) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const ask = (name: string) => (signal: AbortSignal) =>
    new Promise<string>((answer, fail) => asks.push({ name, signal, answer, fail }));
  return { asks, ask };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("requests of one kind", () => {
  it("aborts the one under way for another, and ignores its late answer", async () => {
    const { asks, ask } = desk();
    const latest = new Latest<string>();
    latest.replace(ask("a"));
    latest.replace(ask("b"));
    expect(asks.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    asks[1]!.answer("of b");
    asks[0]!.answer("of a");
    await settled();
    expect(latest.answer.value).toEqual({ value: "of b", loading: false });
  });

  it("has one under way and asks only the last that waits", async () => {
    const { asks, ask } = desk();
    const latest = new Latest<string>();
    for (const name of ["a", "b", "c", "d"]) latest.follow(ask(name));
    expect(asks.map(({ name }) => name)).toEqual(["a"]);
    asks[0]!.answer("of a");
    await settled();
    expect(asks.map(({ name }) => name)).toEqual(["a", "d"]);
    expect(latest.answer.value).toEqual({ value: "of a", loading: true });
    asks[1]!.answer("of d");
    await settled();
    expect(latest.answer.value).toEqual({ value: "of d", loading: false });
  });

  it("drops the last answer when the next fails", async () => {
    const { asks, ask } = desk();
    const latest = new Latest<string>();
    latest.follow(ask("a"));
    asks[0]!.answer("of a");
    await settled();
    latest.follow(ask("b"));
    const error = new Error("no");
    asks[1]!.fail(error);
    await settled();
    expect(latest.answer.value).toEqual({ loading: false, error });
  });

  it("forgets everything when cleared, and keeps the answer when stopped", async () => {
    const { asks, ask } = desk();
    const latest = new Latest<string>();
    latest.follow(ask("a"));
    asks[0]!.answer("of a");
    await settled();
    latest.follow(ask("b"));
    latest.follow(ask("c"));
    latest.stop();
    expect(asks[1]!.signal.aborted).toBe(true);
    expect(latest.answer.value).toEqual({ value: "of a", loading: false });
    asks[1]!.answer("of b");
    await settled();
    expect(asks).toHaveLength(2);
    latest.clear();
    expect(latest.answer.value).toEqual({ loading: false });
  });
});
