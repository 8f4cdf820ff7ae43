import { expect, test } from "vitest";
import { defaultThreadLimits, LimitedThread } from "./limited-thread.js";

test("a thread that waits for what never comes is ended long before the time on the clock", async () => {
  const limits = { ...defaultThreadLimits, waitingMilliseconds: 300 };
  const thread = new LimitedThread<string, never>("../test/support/waiting-worker.cjs", undefined, limits);
  await expect(thread.ask("a file")).rejects.toMatchObject({ reason: "too-slow", item: 0 });
});
