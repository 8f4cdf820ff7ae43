import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { formatInteger } from "../../../../../../shared/units.js";
import { percentOf } from "../../../../../answers/pack-words.js";
import type { ContextState } from "../state.js";
import { Layout } from "./layout.js";
import { type Lights, lightsOf } from "./lights.js";
import { Outlines } from "./outlines.js";
import { buildTree, type FolderNode, type MapNode, nearestNode, nodesByPath, updateTree } from "./tree.js";

/** What the canvas and the list show: the tree of the repository, and what the task lights up in it. */
export class MapModel {
  readonly state: ContextState;
  readonly outlines: Outlines;
  readonly lights: ReadonlySignal<Lights>;
  /** The node that fills the map. */
  readonly zoomed: ReadonlySignal<MapNode>;
  readonly layout = new Layout(buildTree([]));
  readonly #revision = signal(0);
  #nodes: ReadonlyMap<string, MapNode> = nodesByPath(this.layout.root);
  #version: string | undefined;

  constructor(state: ContextState) {
    this.state = state;
    this.outlines = new Outlines((path) => state.source.outline(path));
    this.lights = computed(() => lightsOf(state.candidates.value.value, state.pack.value.value));
    this.zoomed = computed(() => {
      this.#revision.value;
      return nearestNode(this.#nodes, state.zoom.value);
    });
  }

  get root(): FolderNode {
    return this.layout.root;
  }
  /** Grows with every change of the tree. */
  get revision(): ReadonlySignal<number> {
    return this.#revision;
  }
  node(path: string): MapNode | undefined {
    return this.#nodes.get(path);
  }

  /** Asks for the definitions of a file. */
  wantOutline(path: string): void {
    if (this.#nodes.get(path)?.kind === "file") this.outlines.want(path, this.#version ?? "");
  }

  /** Keeps the tree and the outlines of what is in the pack current until the returned function is called. */
  start(): () => void {
    const ends = [
      effect(() => {
        const map = this.state.map.value.value;
        if (!map || map.version === this.#version) return;
        this.#version = map.version;
        updateTree(this.root, buildTree(map.files));
        this.#nodes = nodesByPath(this.root);
        this.outlines.stop();
        this.layout.changed();
        this.#revision.value = this.#revision.peek() + 1;
      }),
      effect(() => {
        this.#revision.value;
        for (const { path, items } of this.lights.value.files.values())
          if (items.length > 0) this.wantOutline(path);
      }),
    ];
    return () => {
      for (const end of ends) end();
      this.outlines.stop();
    };
  }
}

/** What is lit, as a sentence. */
export function summaryOf(
  { packed, named, candidates, tokens }: Lights,
  all: { readonly files: number; readonly tokens: number },
): string {
  const files = `${formatInteger(all.files)} ${all.files === 1 ? "file" : "files"}`;
  if (packed === 0)
    return candidates === 0
      ? `${files}, ${formatInteger(all.tokens)} tokens. Nothing is lit.`
      : `${formatInteger(candidates)} candidates glow, of ${files}. The pack is empty.`;
  const share = all.tokens > 0 ? ` (${percentOf(tokens, all.tokens)} %)` : "";
  const also = named > 0 ? `; ${formatInteger(named)} more ${named === 1 ? "is" : "are"} named` : "";
  return `${formatInteger(packed)} of ${files} lit, ${formatInteger(tokens)} of ${formatInteger(all.tokens)} tokens${share}${also}.`;
}
