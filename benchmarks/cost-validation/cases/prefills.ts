import {
  decodeStep,
  deploymentOf,
  type Engine,
  findEngine,
  findHardware,
  hostStepSeconds,
  modelByName,
  plain,
  planOf,
  prefillTime,
} from "../../../src/cost/index.js";
import { type DecodeRow, decodeRows, decodeSource } from "../decode-rows.js";
import { type PrefillRow, prefillRows } from "../prefill-rows.js";
import { type Case, causal, compared } from "./case.js";

/** TensorRT-LLM of 2023 and 2024 launched from C++; the constants are of its later runtime in Python. */
const cppRuntime: Engine = { ...findEngine("trtllm"), hostPrefillSeconds: 26e-6 };

/** Most rows are TensorRT-LLM's of those years; the rows say where they are not. */
const engineOf = ({ note = "" }: Pick<PrefillRow, "note">): Engine =>
  note === "transformers" || note === "vLLM" ? findEngine(note.toLowerCase()) : cppRuntime;

const deployed = (row: PrefillRow | DecodeRow, parallel: "tensor" | "context") => {
  const accelerator = findHardware(row.hardware);
  return deploymentOf({
    accelerator,
    plan: planOf({ accelerators: row.accelerators, parallel }, accelerator),
    dtype: row.dtype,
    // Attention ran in the format of the weights.
    kv: plain(("kvDtype" in row ? row.kvDtype : undefined) ?? row.dtype),
    engine: engineOf(row),
  });
};

const titleOf = (row: PrefillRow | DecodeRow): string =>
  `${row.accelerators} × ${row.hardware} ${row.model.replace(/^.*\//, "")} ${row.dtype}, ${row.tokens} tokens${row.note ? `, ${row.note}` : ""}`;

/** Published first tokens of one request, without a server around it, and three decode steps. */
export const prefillCases = (): readonly Case[] => [
  ...prefillRows.map((row): Case => {
    const deployment = deployed(row, row.parallel ?? "tensor");
    const spec = modelByName(row.model);
    const { seconds } = prefillTime(spec, row.tokens, deployment, causal);
    return {
      section: "Prefill of one request",
      measure: row.tokens < 1000 ? "128 to 999 tokens" : "1,000 tokens and more",
      use: row.use,
      title: titleOf(row),
      source: row.source,
      ...compared(spec, deployment, row.seconds, seconds, false, true),
    };
  }),
  ...decodeRows.map((row): Case => {
    const deployment = deployed(row, "tensor");
    const spec = modelByName(row.model);
    const { seconds } = decodeStep(spec, row.tokens, deployment, causal);
    return {
      section: "Prefill of one request",
      measure: "decode step",
      use: "held back",
      title: titleOf(row),
      source: decodeSource,
      ...compared(spec, deployment, row.seconds, seconds + hostStepSeconds(deployment.engine, 1), false),
    };
  }),
];
