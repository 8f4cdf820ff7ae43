import { isMainThread } from "node:worker_threads";

// One file for both: the command line, and in a worker the indexing thread.
if (isMainThread)
  void import("./run.js").then(async ({ runCli }) => {
    process.exitCode = await runCli(process.argv.slice(2));
  });
else void import("../../context/build/build-worker.js");
