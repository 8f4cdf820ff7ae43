import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // Time for a machine that does other things too; a test that hangs still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A process for each file: a native module that one thread has let go of cannot be loaded by the next.
    pool: "forks",
    // The end-to-end tests mostly wait for the processes that they start.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
