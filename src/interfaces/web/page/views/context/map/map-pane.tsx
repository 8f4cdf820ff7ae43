import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import type { ContextState } from "../state.js";
import { MapCanvas } from "./map-canvas.js";
import { MapList, zoomOut } from "./map-list.js";
import { MapModel, summaryOf } from "./model.js";
import { wayTo } from "./tree.js";

/** The map with its breadcrumb, legend and summary. */
export function MapPane({ state }: { readonly state: ContextState }) {
  const model = useMemo(() => new MapModel(state), [state]);
  useEffect(() => model.start(), [model]);
  const asList = useRef(signal(false)).current;
  model.revision.value;
  const empty = model.root.files === 0;
  return (
    <section
      class="map"
      aria-label="Map of the repository"
      onKeyDown={(event) => {
        if (event.key === "Escape") zoomOut(model);
      }}
    >
      <div class="map-bar">
        <Breadcrumb model={model} />
        <button
          type="button"
          class="quiet"
          aria-pressed={asList.value}
          onClick={() => {
            asList.value = !asList.value;
          }}
        >
          List
        </button>
      </div>
      <div class="map-body">
        {asList.value ? null : <MapCanvas model={model} />}
        <MapList model={model} visible={asList.value} />
        {empty ? <EmptyMap state={state} /> : null}
        <Progress state={state} />
      </div>
      <Foot model={model} />
    </section>
  );
}

function Breadcrumb({ model }: { readonly model: MapModel }) {
  const { state } = model;
  const way = wayTo(model.zoomed.value);
  const name = printable(state.repository.value.value?.name ?? "Repository");
  return (
    <nav class="crumbs" aria-label="Place on the map">
      <ol>
        <li>
          <button type="button" class="quiet" onClick={() => state.setZoom("")} disabled={way.length === 0}>
            <bdi>{name}</bdi>
          </button>
        </li>
        {way.map((node, index) => (
          <li key={node.path}>
            {index === way.length - 1 ? (
              <span aria-current="location">
                <bdi>{printable(node.name)}</bdi>
              </span>
            ) : (
              <button type="button" class="quiet" onClick={() => state.setZoom(node.path)}>
                <bdi>{printable(node.name)}</bdi>
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const LEGEND = [
  ["full", "full"],
  ["excerpt", "excerpt"],
  ["skeleton", "skeleton"],
  ["mention", "mention"],
  ["candidate", "candidate, left out"],
] as const;
const TONES = [
  ["code", "code"],
  ["test", "tests"],
  ["docs", "docs, examples"],
  ["data", "data"],
  ["derived", "generated, vendored"],
] as const;

function Foot({ model }: { readonly model: MapModel }) {
  model.revision.value;
  const { root } = model;
  const lights = model.lights.value;
  const doubt = doubtOf(model.state);
  return (
    <div class="map-foot">
      <p class="summary" role="status">
        {root.files === 0 ? "" : summaryOf(lights, root)} {doubt}
      </p>
      <ul class="legend" aria-label="What the colours mean">
        {[...(lights.files.size > 0 ? LEGEND : []), ...TONES].map(([name, words]) => (
          <li key={name}>
            <span class={`swatch of-${name}`} aria-hidden="true" />
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why the task is not answered, as the reports say it. */
function doubtOf(state: ContextState): string {
  const report = state.pack.value.value ?? state.candidates.value.value;
  if (!report || report.answered) return "";
  const { unknown, best, elsewhere } = report.doubt ?? { unknown: [], elsewhere: [] };
  return [
    "No confident match: the candidates are guesses.",
    unknown.length > 0 ? `No file holds ${listed(unknown)}.` : "",
    best
      ? `The best file, ${printable(best.path)}, holds ${formatInteger(best.has)} of the ${formatInteger(best.of)} words.`
      : "",
    elsewhere.length > 0 ? `${listed(elsewhere)} is imported, but not part of the repository.` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const listed = (words: readonly string[]): string => words.map((word) => `“${printable(word)}”`).join(", ");

function EmptyMap({ state }: { readonly state: ContextState }) {
  const { loading, value, error } = state.map.value;
  return (
    <div class="map-empty">
      {error !== undefined ? (
        <p>The map cannot be shown.</p>
      ) : loading || !value ? (
        <p role="status">Reading the repository. The first time, this takes as long as indexing it.</p>
      ) : (
        <p>No file is indexed: the folder is empty, or all of its files are ignored.</p>
      )}
    </div>
  );
}

/** A line that moves while an answer is on its way. */
function Progress({ state }: { readonly state: ContextState }) {
  const busy = state.map.value.loading || state.candidates.value.loading || state.pack.value.loading;
  return <div class={busy ? "map-progress busy" : "map-progress"} aria-hidden="true" />;
}
