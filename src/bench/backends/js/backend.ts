import type { Backend } from "../../kernel.js";
import { yieldToEvents } from "../yield-to-events.js";

/** Times the float64 reference itself: plain loops in JavaScript on one thread. */
export const js: Backend = {
  name: "js",
  summary: "the float64 reference in plain JavaScript, slow",
  threaded: false,
  missing: async () => undefined,
  refuses: ({ name, probe }) => (probe ? `${name} has no reference` : undefined),
  open: async () => ({
    footprint: (kernel, shape) => ({
      inputBytes: 4 * kernel.inputs(shape).reduce((sum, { length }) => sum + length, 0),
      outputBytes: 4 * kernel.outputLength(shape),
      // The float64 result and, for attention, one row of scores.
      inputCopies: 1,
      scratchBytes: 8 * kernel.outputLength(shape) + 8 * shape.n,
    }),
    addressLimit: { bytes: Number.POSITIVE_INFINITY, why: "" },
    ceilingProbes: [],
    prepare: async (kernel, shape) => {
      const inputs = kernel.inputs(shape).map(({ length }) => new Float32Array(length));
      const rows = kernel.lastRowOnly ? [shape.n - 1] : Array.from({ length: shape.n }, (_, row) => row);
      let result = new Float64Array(0);
      return {
        inputs,
        ready: async () => {},
        run: async (times, signal) => {
          for (let time = 0; time < times; time++) {
            await yieldToEvents();
            if (signal?.aborted) throw signal.reason;
            result = new Float64Array(kernel.reference(inputs, shape, rows));
          }
        },
        output: async () => Float32Array.from(result),
        release: () => {},
      };
    },
    close: async () => {},
  }),
};
