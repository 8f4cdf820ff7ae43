import { useState } from "preact/hooks";
import { Panel } from "../../parts/panel.js";
import { Cases } from "./cases.js";
import { Curve } from "./curve.js";
import { Evaluate } from "./evaluate.js";
import { Findings } from "./findings.js";
import { openFile, proof } from "./state.js";

export function view() {
  const [isOver, setOver] = useState(false);
  const shown = proof.shown.value;
  const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a file can be dropped anywhere; the button does the same.
    <div
      class={`proof ${isOver ? "over" : ""}`}
      onDragOver={(event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file) void openFile(file);
      }}
    >
      <h1 class="hidden">Proof</h1>
      <Evaluate />
      {shown === undefined ? <Empty /> : null}
      {shown === undefined ? null : (
        <>
          <div class="proof-top">
            <Curve report={shown.report} />
            <Findings report={shown.report} />
          </div>
          <Cases report={shown.report} />
        </>
      )}
    </div>
  );
}

function Empty() {
  return (
    <Panel title="What is measured">
      <p>
        Each past commit is a task: its message is the question, the files it changed are the answer, and the
        tree before it is what is searched. Fovea and simple baselines rank the files, and fill contexts of
        growing budgets.
      </p>
      <p>
        A report shows how much of the answer a context has by its tokens, which budget is worth its price,
        and every case by its text.
      </p>
    </Panel>
  );
}
