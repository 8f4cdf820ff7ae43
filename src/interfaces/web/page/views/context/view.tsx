import { computed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { address, setParameters } from "../../app/address.js";
import { Notice } from "../../parts/notice.js";
import type { ContextSource } from "../../source/context-source.js";
import { RecordedNote } from "../../source/recorded-note.js";
import { WithSource } from "../../source/with-source.js";
import { MapPane } from "./map/map-pane.js";
import { panels } from "./panels.js";
import { ContextState } from "./state.js";
import { TaskBar } from "./task/task-bar.js";

export function view() {
  return <WithSource title="Context">{(source) => <ContextView source={source} />}</WithSource>;
}

/** The parameters of another view say nothing here: the last of this view stay. */
function contextParameters() {
  let last: Readonly<Record<string, string>> = {};
  return computed(() => {
    const { view, parameters } = address.value;
    if (view === "context") last = parameters;
    return last;
  });
}

/** The view of one source. */
function ContextView({ source }: { readonly source: ContextSource }) {
  const state = useMemo(
    () => new ContextState(source, { parameters: contextParameters(), set: setParameters }),
    [source],
  );
  useEffect(() => state.start(), [state]);
  const { error } = state.repository.value;
  return (
    <div class="context">
      <h1 class="hidden">Context</h1>
      {error === undefined ? null : <Notice error={error} />}
      <div class="context-task">
        <RecordedNote
          source={source}
          about="choose a task; its files, definitions and budgets can be asked about."
        />
        <TaskBar state={state} />
      </div>
      <div class="context-map">
        <MapPane state={state} />
      </div>
      {panels.length === 0 ? null : <SidePanel state={state} />}
    </div>
  );
}

/** The right panel: tabs of which one is open. */
function SidePanel({ state }: { readonly state: ContextState }) {
  const row = useRef<HTMLDivElement>(null);
  const open = panels.find(({ name }) => name === state.tab.value) ?? panels[0]!;
  const show = (index: number): void => {
    const next = panels[(index + panels.length) % panels.length]!;
    state.setTab(next === panels[0] ? "" : next.name);
    row.current?.querySelector<HTMLElement>(`#context-tab-${next.name}`)?.focus();
  };
  const moves: Readonly<Record<string, (at: number) => number>> = {
    ArrowRight: (at) => at + 1,
    ArrowLeft: (at) => at - 1,
    Home: () => 0,
    End: () => panels.length - 1,
  };
  return (
    <section class="context-side" aria-label="Details">
      <div
        class="tabs"
        role="tablist"
        aria-label="Details"
        ref={row}
        onKeyDown={(event) => {
          const move = moves[event.key];
          if (!move) return;
          event.preventDefault();
          show(move(panels.indexOf(open)));
        }}
      >
        {panels.map((panel, index) => (
          <button
            key={panel.name}
            type="button"
            role="tab"
            id={`context-tab-${panel.name}`}
            aria-selected={panel === open}
            aria-controls="context-panel"
            tabIndex={panel === open ? 0 : -1}
            onClick={() => show(index)}
          >
            {panel.title}
          </button>
        ))}
      </div>
      <div class="tab-body" id="context-panel" role="tabpanel" aria-labelledby={`context-tab-${open.name}`}>
        <open.body state={state} />
      </div>
    </section>
  );
}
