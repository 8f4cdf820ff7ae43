import { offload, offloadedBytesRead, offloadedCacheBytes } from "../memory/offload.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Span } from "../pairs.js";
import type { Deployment } from "./deployment.js";
import type { PhaseTime } from "./phase.js";

type PassTime = (
  spec: ModelSpec,
  span: Span,
  batch: number,
  deployment: Deployment,
  context: MixerContext,
) => PhaseTime;

/**
 * Time of a pass over a model of which a part is with the host. A pass of few tokens computes that part on the
 * host, which reads its weights and cache; others copy it to the accelerator, which computes all: llama.cpp decides so
 * for each product by its tokens (`ggml_backend_cuda_device_offload_op`, ggml-org/llama.cpp@00108827,
 * ggml/src/ggml-cuda/ggml-cuda.cu). Neither overlaps with the rest. The host is bound by its bytes.
 */
export function offloadedPassTime(
  spec: ModelSpec,
  span: Span,
  batch: number,
  deployment: Deployment,
  context: MixerContext,
  passTime: PassTime,
): PhaseTime {
  const { offload: out, host, ...rest } = deployment;
  if (out === undefined || host === undefined) return passTime(spec, span, batch, rest, context);
  const part = offload(spec, deployment.formats, out);
  const tokens = batch * span.tokens;
  const here = tokens < (deployment.engine.hostTokens ?? 0);
  const device = here
    ? passTime(part.spec, span, batch, { ...rest, formats: part.formats }, context)
    : passTime(spec, span, batch, rest, context);
  const bytes =
    offloadedBytesRead(spec, deployment.formats, out, tokens) +
    offloadedCacheBytes(part, { sequences: batch, tokens: span.past + span.tokens }, deployment, context);
  const seconds = bytes / (here ? host.readBytesPerSecond : host.copyBytesPerSecond);
  return {
    ...device,
    seconds: device.seconds + seconds,
    memorySeconds: device.memorySeconds + seconds,
    bound: seconds > device.seconds / 2 ? "memory" : device.bound,
  };
}
