/** A page with the derivation and the drawing to scale alone: `?model=…&context=…&batch=…&cached=…`. */
import { useSignal } from "@preact/signals";
import { render } from "preact";
import { useMemo } from "preact/hooks";
import {
  deploymentOf,
  findHardware,
  findModel,
  type PriceOptions,
  parseFormats,
  planFor,
  priceContexts,
  specOf,
} from "../../../src/cost/index.js";
import { Derivation } from "../../../src/interfaces/web/page/views/cost/derivation/derivation.js";
import { ToScale } from "../../../src/interfaces/web/page/views/cost/to-scale/to-scale.js";

const asked = new URLSearchParams(location.search);

function Page() {
  const context = useSignal(Number(asked.get("context") ?? 128_000));
  const { spec, options } = useMemo(() => {
    const spec = specOf(findModel(asked.get("model") ?? "llama-3.1-70b"));
    const accelerator = findHardware(asked.get("hardware") ?? "h100");
    const { weights: formats, cache } = parseFormats("auto", spec, false);
    const plan = planFor(spec, accelerator, formats, { parallel: "tensor" });
    const options: PriceOptions = {
      ...deploymentOf({ accelerator, plan, formats, kv: cache, batch: Number(asked.get("batch") ?? 1) }),
      causal: true,
      latent: "absorbed",
      cachedTokens: Number(asked.get("cached") ?? 0),
      outputTokens: 0,
    };
    return { spec, options };
  }, []);
  const [row] = priceContexts(spec, [context.value], options);
  return (
    <main>
      <label>
        Context
        <input
          id="context"
          type="range"
          min="3"
          max="7"
          step="0.01"
          value={Math.log10(context.value)}
          onInput={(event) => {
            context.value = Math.round(10 ** Number(event.currentTarget.value));
          }}
        />
      </label>
      <ToScale spec={spec} options={options} row={row!} />
      <Derivation spec={spec} options={options} row={row!} />
    </main>
  );
}

render(<Page />, document.body);
