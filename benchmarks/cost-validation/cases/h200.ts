import {
  decodeStep,
  deploymentOf,
  findEngine,
  findHardware,
  prefillTime,
  readModel,
} from "../../../src/cost/index.js";
import { h200Sources, measuredDecodes, measuredPrefills, measuredShapes } from "../measured/index.js";
import { type Case, causal, compared } from "./case.js";

const h200 = findHardware("h200");

/** Whole passes of real shapes on one H200, in bf16. Backends that people use: no stored scores, no loop over experts. */
export function h200Cases(): readonly Case[] {
  const deployment = deploymentOf({ accelerator: h200, engine: findEngine("transformers") });
  const recorded = {
    ...deployment,
    engine: { ...deployment.engine, hostPrefillSeconds: 0, hostDecodeSeconds: 0, unfused: 1 },
  };
  const section = "One H200, PyTorch";
  const prefills = measuredPrefills
    .filter(
      ({ attention, experts, logits }) => attention === "cudnn" && experts !== "eager" && logits === "last",
    )
    .flatMap((row) => {
      const spec = readModel(measuredShapes[row.shape].config, row.shape);
      return row.points.map(
        ([tokens, milliseconds]): Case => ({
          section,
          measure: "prefill, eager",
          use: "calibration",
          title: `${row.shape}, ${tokens} tokens`,
          source: h200Sources[row.on],
          ...compared(
            spec,
            deployment,
            milliseconds / 1000,
            prefillTime(spec, tokens, deployment, causal).seconds,
            false,
            true,
          ),
        }),
      );
    });
  // Own kernels on the first day; transformers' static cache, which attends its whole length under a mask, is slower.
  const steps = measuredDecodes
    .filter(({ mode, on }) => mode === "graph" && on === "first")
    .flatMap((row) => {
      const { head, ...spec } = readModel(measuredShapes[row.shape].config, row.shape);
      const measured = row.head ? { ...spec, head } : { ...spec, head: { ...head, parameters: 0 } };
      return row.points.map(
        ([sequences, context, milliseconds]): Case => ({
          section,
          measure: "decode step, graph",
          use: "calibration",
          title: `${row.shape}, ${sequences} × ${context} tokens`,
          source: h200Sources[row.on],
          ...compared(
            measured,
            deployment,
            milliseconds / 1000,
            decodeStep(measured, context, { ...recorded, batch: sequences }, causal).seconds,
            false,
          ),
        }),
      );
    });
  const eagerSteps = measuredDecodes
    .filter(
      ({ mode, attention, experts }) =>
        mode === "eager" && attention === "default" && experts !== "batched_mm",
    )
    .flatMap((row) => {
      const spec = readModel(measuredShapes[row.shape].config, row.shape);
      return row.points.map(
        ([sequences, context, milliseconds]): Case => ({
          section,
          measure: "decode step, eager",
          use: "calibration",
          title: `${row.shape}, ${sequences} × ${context} tokens`,
          source: h200Sources[row.on],
          ...compared(
            spec,
            deployment,
            milliseconds / 1000,
            decodeStep(spec, context, { ...deployment, batch: sequences }, causal).seconds,
            false,
          ),
        }),
      );
    });
  return [...prefills, ...steps, ...eagerSteps];
}
