// A worker that begins the first item of each request and then waits for what never comes.
const { parentPort, workerData } = require("node:worker_threads");
const head = new Int32Array(workerData.progress, 0, 2);
parentPort.on("message", () => {
  Atomics.store(head, 1, 0);
  Atomics.add(head, 0, 1);
});
