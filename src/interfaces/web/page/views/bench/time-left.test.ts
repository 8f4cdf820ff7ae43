import { describe, expect, it } from "vitest";
import { secondsLeft } from "./time-left.js";

describe("the time that a run still takes", () => {
  const progress = { done: 10, total: 40, now: "" };

  it("is the estimate at first, and then what was observed", () => {
    expect(secondsLeft(progress, 1)).toBe(30);
    expect(secondsLeft(progress, 20)).toBe(60);
    expect(secondsLeft({ ...progress, done: 0 }, 20)).toBe(40);
  });

  it("is never negative", () => {
    expect(secondsLeft({ ...progress, done: 41 }, 20)).toBe(0);
  });
});
