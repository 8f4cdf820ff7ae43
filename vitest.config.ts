import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that start processes take longest, whatever their size: last, one of them would leave the other cores idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const folders = ["/test/browser/", "/test/e2e/", "/test/crash/"];
    const rank = ({ moduleId }: TestSpecification) => {
      const at = folders.findIndex((folder) => moduleId.includes(folder));
      return at < 0 ? folders.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "benchmarks/**/*.test.ts"],
    globalSetup: "test/support/own-cache.ts",
    // Time for a machine that does other things too; a test that hangs still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Processes, not threads: a native module that one thread has let go of cannot be loaded by the next.
    pool: "forks",
    // A process goes through many files: to start one and to load the modules for each took a quarter of all the work.
    isolate: false,
    // The end-to-end tests mostly wait for the processes that they start.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    // Of what runs in the test processes: commands, servers and indexing threads that tests start are not counted.
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["**/*.test.ts", "**/*.as.ts", "**/fixtures/**"],
      reporter: ["text-summary", "html"],
    },
  },
});
