import { isMainThread } from "node:worker_threads";

// One program for both, so that an indexing thread starts from the same compiled code as the command that needs it.
if (isMainThread)
  void import("./run.js").then(async ({ runCli }) => {
    process.exitCode = await runCli(process.argv.slice(2));
  });
else void import("../../context/build/build-worker.js");
