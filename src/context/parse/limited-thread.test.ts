import { expect, test } from "vitest";
import { defaultThreadLimits, LimitedThread } from "./limited-thread.js";

test("a thread that waits for ever is terminated long before the limit of wall time", async () => {
  const limits = { ...defaultThreadLimits, waitingMilliseconds: 300 };
  const thread = new LimitedThread<string, never>("../test/support/waiting-worker.cjs", undefined, limits);
  await expect(thread.ask("a file")).rejects.toMatchObject({ reason: "too-slow", item: 0 });
});
