import { useSignal } from "@preact/signals";
import { Controls } from "./controls.js";
import { Results, Rows } from "./results.js";
import { Comparison, Saved } from "./saved.js";
import { loadReports } from "./state.js";

export function view() {
  const isOver = useSignal(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button that loads files is the way without a pointer.
    <div
      class={`bench ${isOver.value ? "over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) isOver.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        void loadReports([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <h1 class="hidden">Bench</h1>
      <Controls />
      <div class="bench-main">
        <Results />
        <Saved />
        <Comparison />
        <Rows />
      </div>
    </div>
  );
}
