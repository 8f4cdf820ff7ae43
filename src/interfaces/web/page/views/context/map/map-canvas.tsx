import { effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import type { MapModel } from "./model.js";
import { MapScene } from "./scene.js";
import type { MapNode } from "./tree.js";

/** Pixels that a pointer may move within a click. */
const CLICK = 4;

/**
 * What a click acts on: the file under the pointer when the task lights it or when it is large, else the folder next
 * below what fills the map.
 */
function targetOf(model: MapModel, scene: MapScene, nodes: readonly MapNode[]): MapNode | undefined {
  const last = nodes.at(-1);
  if (!last) return undefined;
  if (last.kind === "file") {
    const lit = model.lights.peek().files.get(last.path);
    if (lit?.level !== undefined || scene.isLarge(last)) return last;
  }
  const at = nodes.indexOf(model.zoomed.peek());
  return nodes[at + 1] ?? (last.kind === "file" ? last : undefined);
}

interface Tip {
  readonly node: MapNode;
  readonly file: MapNode | undefined;
  readonly x: number;
  readonly y: number;
}

/** The picture. All that it shows is in the list too, which is what a screen reader reads. */
export function MapCanvas({ model }: { readonly model: MapModel }) {
  const frame = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const top = useRef<HTMLCanvasElement>(null);
  const tip = useRef(signal<Tip | undefined>(undefined)).current;
  useEffect(() => {
    const scene = new MapScene(model, base.current!, top.current!, (path) => model.state.setZoom(path));
    const ends = [
      followSize(frame.current!, scene),
      followState(model, scene),
      followPointer(frame.current!, model, scene, (next) => {
        tip.value = next;
      }),
    ];
    return () => {
      for (const end of ends) end();
      scene.end();
    };
  }, [model]);
  // Inside a file, what the pack leaves out is there to be read.
  const night = model.lights.value.files.size > 0 && model.zoomed.value.kind === "folder";
  return (
    <div class={`map-frame${night ? " night" : ""}`} ref={frame} aria-hidden="true">
      <canvas ref={base} class="map-base" />
      <canvas ref={top} />
      <TipBox tip={tip.value} model={model} frame={frame.current} />
    </div>
  );
}

function followSize(frame: HTMLElement, scene: MapScene): () => void {
  const measure = (): void => scene.resize({ width: frame.clientWidth, height: frame.clientHeight });
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(frame);
  // Zooming the browser or another screen changes the pixels, not the size.
  const ratio = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  ratio.addEventListener("change", measure);
  return () => {
    observer.disconnect();
    ratio.removeEventListener("change", measure);
  };
}

function followState(model: MapModel, scene: MapScene): () => void {
  const ends = [
    effect(() => {
      model.revision.value;
      scene.treeChanged();
    }),
    effect(() => scene.show(model.zoomed.value)),
    effect(() => scene.light(model.lights.value)),
    effect(() => {
      model.outlines.changed.value;
      scene.repaint();
    }),
    effect(() => {
      model.state.selection.value;
      model.state.pointed.value;
      scene.repaintLights();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function followPointer(
  frame: HTMLElement,
  model: MapModel,
  scene: MapScene,
  showTip: (tip: Tip | undefined) => void,
): () => void {
  const { state } = model;
  let down: { x: number; y: number; moved: boolean } | undefined;
  const place = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = frame.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const leave = (): void => {
    state.pointed.value = undefined;
    showTip(undefined);
  };
  const hover = (x: number, y: number): void => {
    const nodes = scene.nodesAt(x, y);
    const node = targetOf(model, scene, nodes);
    state.pointed.value = node?.path;
    frame.style.cursor = node ? "pointer" : "default";
    const last = nodes.at(-1);
    showTip(node && { node, file: last?.kind === "file" ? last : undefined, x, y });
  };
  const listeners: {
    readonly [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void;
  } = {
    pointerdown: (event) => {
      if (event.button === 0) down = { x: event.clientX, y: event.clientY, moved: false };
    },
    pointermove: (event) => {
      if (down && event.pointerType === "mouse") {
        const dx = event.clientX - down.x;
        const dy = event.clientY - down.y;
        if (down.moved || Math.hypot(dx, dy) > CLICK) {
          if (!down.moved) frame.setPointerCapture(event.pointerId);
          leave();
          frame.style.cursor = "grabbing";
          scene.pan(dx, dy);
          down = { x: event.clientX, y: event.clientY, moved: true };
          return;
        }
      }
      const { x, y } = place(event);
      if (event.pointerType === "mouse") hover(x, y);
    },
    pointercancel: () => {
      down = undefined;
    },
    pointerleave: leave,
    click: (event) => {
      // The keys go on from here.
      const row = frame.parentElement?.querySelector<HTMLElement>("[role=tree] [tabindex='0']");
      row?.focus({ preventScroll: true });
      const moved = down?.moved;
      down = undefined;
      if (moved) return;
      const { x, y } = place(event);
      const node = targetOf(model, scene, scene.nodesAt(x, y));
      if (node) act(model, node);
      if (node?.kind === "folder") leave();
    },
    wheel: (event) => {
      const { x, y } = place(event);
      const step = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
      const speed = event.ctrlKey ? 0.01 : 0.0022;
      // At the ends, the page scrolls.
      if (!scene.zoomBy(Math.exp(-event.deltaY * step * speed), x, y)) return;
      event.preventDefault();
      leave();
    },
  };
  for (const [name, listener] of Object.entries(listeners))
    frame.addEventListener(name, listener as (event: Event) => void, { passive: false });
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      frame.removeEventListener(name, listener as (event: Event) => void);
    leave();
  };
}

/** A folder fills the map. A file is selected; again, it fills the map. */
export function act(model: MapModel, node: MapNode): void {
  const { state } = model;
  if (node.kind === "folder" || state.selection.peek()?.path === node.path) state.setZoom(node.path);
  else state.select({ path: node.path });
}

const LEVEL_WORDS = {
  full: "whole definitions",
  excerpt: "excerpts",
  skeleton: "heads of definitions",
  mention: "lines that name it",
} as const;

function TipBox(props: {
  readonly tip: Tip | undefined;
  readonly model: MapModel;
  readonly frame: HTMLElement | null;
}) {
  const { tip, model, frame } = props;
  if (!tip || !frame) return null;
  const { node, file } = tip;
  const light = model.lights.value.files.get(node.path);
  const right = tip.x > frame.clientWidth / 2;
  const low = tip.y > frame.clientHeight / 2;
  return (
    <div
      class="map-tip"
      style={{
        [right ? "right" : "left"]: `${right ? frame.clientWidth - tip.x + 14 : tip.x + 14}px`,
        [low ? "bottom" : "top"]: `${low ? frame.clientHeight - tip.y + 14 : tip.y + 14}px`,
      }}
    >
      <bdi class="path">{printable(node.path)}</bdi>
      <div>
        {node.kind === "folder"
          ? `${formatInteger(node.files)} ${node.files === 1 ? "file" : "files"}, ${formatInteger(node.tokens)} tokens`
          : `${formatInteger(node.tokens)} tokens`}
        {light?.level === undefined
          ? null
          : light.items.length === 0
            ? "; named in the pack"
            : `; ${formatInteger(light.tokens)} in the pack, as ${LEVEL_WORDS[light.level]}`}
        {light && light.level === undefined && light.rank !== undefined
          ? `; candidate ${formatInteger(light.rank)}, ${Math.round(light.score * 100)} % of the best score`
          : null}
      </div>
      {light?.why ? <bdi class="why">{printable(light.why)}</bdi> : null}
      {file && file !== node ? (
        <div class="under">
          over <bdi>{printable(file.path)}</bdi>
        </div>
      ) : null}
    </div>
  );
}
