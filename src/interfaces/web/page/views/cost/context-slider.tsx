import { parseCount } from "../../../../../shared/units.js";
import { setParameters } from "../../app/address.js";
import { TextField } from "../../parts/field.js";
import { FIRST_CONTEXT, SLIDER_STEPS, stepOf, tokensAt, tokensText, writeTokens } from "./flags.js";
import { contextText, contextTokens } from "./state.js";

const USUAL = ["1k", "8k", "32k", "128k", "200k", "1M", "10M"];

const setContext = (text: string | undefined): void =>
  setParameters({ context: text === undefined || text === FIRST_CONTEXT ? undefined : text });

/** How long the context is: a slider on a logarithmic scale, a field for any number, and the usual lengths. */
export function ContextSlider() {
  const tokens = contextTokens.value;
  return (
    <div class="context-slider">
      <TextField
        label="Context, tokens"
        value={contextText.value}
        error={tokens === undefined ? "a count, such as 200k" : undefined}
        onChange={setContext}
      />
      <div class="scale">
        <input
          type="range"
          aria-label="Context, tokens, on a logarithmic scale"
          aria-valuetext={tokens === undefined ? contextText.value : writeTokens(tokens)}
          min={0}
          max={SLIDER_STEPS}
          step={1}
          value={tokens === undefined ? 0 : stepOf(tokens)}
          onInput={(event) => setContext(tokensText(tokensAt(Number(event.currentTarget.value))))}
        />
        <div class="usual">
          {USUAL.map((text) => {
            const at = parseCount(text, "--context");
            return (
              <button
                key={text}
                type="button"
                class="quiet"
                aria-pressed={at === tokens}
                aria-label={`${text} tokens`}
                style={{ "--at": stepOf(at) / SLIDER_STEPS }}
                onClick={() => setContext(text)}
              >
                {text}
              </button>
            );
          })}
        </div>
      </div>
    </div>
  );
}
