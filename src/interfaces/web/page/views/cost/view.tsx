import { Notice } from "../../parts/notice.js";
import { Panel } from "../../parts/panel.js";
import { ContextSlider } from "./context-slider.js";
import { Controls } from "./controls.js";
import { Figures, MemoryBars } from "./figures.js";
import { Plots } from "./plots.js";
import { Printed, Warnings } from "./printed.js";
import { errors, isStale, shown } from "./state.js";
import { Summary } from "./summary.js";

/** What a context costs: every figure is that of `fovea cost` with the flags that the address says. */
export function view() {
  return (
    <div class="cost">
      <h1 class="hidden">What a context costs</h1>
      <Controls />
      <div class="results">
        <section class="panel top" aria-label="Context">
          <ContextSlider />
          {errors.value.map((error) => (
            <Notice key={String(error)} error={error} />
          ))}
          {shown.value.length === 0 ? null : (
            <div class={isStale.value ? "stale" : ""}>
              <Summary />
              <Warnings />
            </div>
          )}
        </section>
        {shown.value.length === 0 ? null : (
          <div class={`below ${isStale.value ? "stale" : ""}`}>
            <Figures />
            <Plots />
            <Panel title="Memory of the fullest accelerator">
              <MemoryBars />
            </Panel>
            <Panel title="On the command line">
              <Printed />
            </Panel>
          </div>
        )}
      </div>
    </div>
  );
}
