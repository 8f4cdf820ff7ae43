import { linkTo } from "../../app/address.js";
import { Notice } from "../../parts/notice.js";
import { Panel } from "../../parts/panel.js";
import { ContextSlider } from "./context-slider.js";
import { Controls } from "./controls.js";
import { Derivation } from "./derivation/derivation.js";
import { Figures, MemoryBars } from "./figures.js";
import { InFull } from "./in-full.js";
import { Plots } from "./plots.js";
import { Printed, Warnings } from "./printed.js";
import { errors, isStale, shown } from "./state.js";
import { Summary } from "./summary.js";
import { ToScale } from "./to-scale/to-scale.js";

/** What a context costs: every figure is that of `fovea cost` with the flags that the address says. */
export function view() {
  const stale = isStale.value ? "stale" : "";
  return (
    <div class="cost">
      <section class="panel cost-top" aria-label="Context">
        <div class="argument">
          <h1>Attention is quadratic. Look at less.</h1>
          <p>
            What a context costs, here; what of it a task needs, under <a href={linkTo("context")}>Context</a>
            .
          </p>
        </div>
        <ContextSlider />
        {errors.value.map((error) => (
          <Notice key={String(error)} error={error} />
        ))}
        {shown.value.length === 0 ? null : (
          <div class={stale}>
            <Summary />
            <Warnings />
          </div>
        )}
      </section>
      <Controls />
      {shown.value.length === 0 ? null : (
        <div class={`cost-results ${stale}`}>
          <Figures />
          <Plots />
          <Panel title="What fills an accelerator">
            <MemoryBars />
          </Panel>
          <Panel title="On the command line">
            <Printed />
          </Panel>
          <InFull>
            {({ priced: { request, rows } }) => (
              <>
                <Derivation spec={request.spec} options={request.options} row={rows[0]!} />
                <ToScale spec={request.spec} options={request.options} row={rows[0]!} />
              </>
            )}
          </InFull>
        </div>
      )}
    </div>
  );
}
