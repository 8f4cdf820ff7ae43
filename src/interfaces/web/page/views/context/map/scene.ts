import { between, type Camera, eased, fitted, MOST_SCALE, within, zoomAt } from "./camera.js";
import { levelColours } from "./colours.js";
import type { Size } from "./layout.js";
import type { FileLight, Lights } from "./lights.js";
import type { Lit } from "./lights-painting.js";
import type { MapModel } from "./model.js";
import { isVisible, onScreen, paintBase, type ScreenBox, showsDefinitions } from "./paint-base.js";
import { paintLights } from "./paint-lights.js";
import type { FileNode, MapNode } from "./tree.js";

const ZOOM_MS = 420;
const LIGHT_MS = 220;
/** Files of which definitions are fetched for one picture. */
const MOST_OUTLINES = 40;
/** Smaller sides than so many pixels are not painted one by one. */
const FINEST = 1.2;
const COARSEST = 9;

/** How bright a file is on the way from one answer to the next. */
interface Glow {
  light: FileLight;
  from: number;
  to: number;
}

/**
 * The map on its two canvases: the unlit city below, which changes with the camera, and the lights with the labels above
 * it, which change with the task. Paints only when something has changed.
 */
export class MapScene {
  readonly #model: MapModel;
  readonly #base: CanvasRenderingContext2D;
  readonly #top: CanvasRenderingContext2D;
  readonly #colours;
  readonly #zoomedByHand: (path: string) => void;
  readonly #glows = new Map<string, Glow>();
  #size: Size = { width: 0, height: 0 };
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #move: { from: Camera; to: Camera; start: number } | undefined;
  #lit: { start: number } | undefined;
  #zoomed = "";
  #frame = 0;
  #baseDue = true;
  #least = FINEST;
  #shown: readonly { readonly file: FileNode; readonly box: ScreenBox }[] = [];
  /** The hand is zooming or panning. */
  #inHand = false;
  #wheelEnd: ReturnType<typeof setTimeout> | undefined;
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(
    model: MapModel,
    base: HTMLCanvasElement,
    top: HTMLCanvasElement,
    zoomedByHand: (path: string) => void,
  ) {
    this.#model = model;
    this.#base = base.getContext("2d", { alpha: false })!;
    this.#top = top.getContext("2d")!;
    this.#colours = levelColours(getComputedStyle(base));
    this.#zoomedByHand = zoomedByHand;
  }

  get size(): Size {
    return this.#size;
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#wheelEnd);
    // Frees the pixels now rather than at some later collection.
    for (const { canvas } of [this.#base, this.#top]) {
      canvas.width = 0;
      canvas.height = 0;
    }
  }

  resize(size: Size): void {
    if (size.width < 1 || size.height < 1) return;
    this.#size = size;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    for (const { canvas } of [this.#base, this.#top]) {
      canvas.width = Math.round(size.width * ratio);
      canvas.height = Math.round(size.height * ratio);
    }
    for (const context of [this.#base, this.#top]) context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#model.layout.resize(size);
    this.#settle();
    // Without a frame in between, the canvas would flash.
    this.#paint(performance.now());
  }

  /** The tree has changed: the picture stays where it is. */
  treeChanged(): void {
    this.#settle();
    for (const [path] of this.#glows) if (!this.#model.node(path)) this.#glows.delete(path);
    this.repaint();
  }

  repaint(): void {
    this.#baseDue = true;
    this.repaintLights();
  }

  repaintLights(): void {
    this.#frame ||= requestAnimationFrame((now) => this.#paint(now));
  }

  /** Lights come on and go out within a moment. */
  light(lights: Lights): void {
    const share = this.#lightShare(performance.now());
    for (const [path, glow] of this.#glows) {
      glow.from += (glow.to - glow.from) * share;
      glow.to = 0;
      if (glow.from === 0 && !lights.files.has(path)) this.#glows.delete(path);
    }
    for (const [path, light] of lights.files) {
      const glow = this.#glows.get(path);
      if (glow) {
        glow.light = light;
        glow.to = 1;
      } else this.#glows.set(path, { light, from: 0, to: 1 });
    }
    this.#lit = { start: performance.now() };
    this.repaintLights();
  }

  #lightShare(now: number): number {
    if (!this.#lit || this.#still.matches) return 1;
    return Math.min(1, Math.max(0, (now - this.#lit.start) / LIGHT_MS));
  }

  /** Fills the map with a node. */
  show(node: MapNode): void {
    if (node.path === this.#zoomed) return;
    this.#zoomed = node.path;
    const to = this.#cameraOf(node);
    if (this.#still.matches || this.#size.width === 0) this.#camera = to;
    else this.#move = { from: this.#camera, to, start: performance.now() };
    this.repaint();
  }

  #cameraOf(node: MapNode): Camera {
    const { layout } = this.#model;
    layout.place(node);
    if (node === layout.root) return fitted(node, this.#size);
    return within(fitted(node, this.#size, 10), layout.size, this.#size);
  }

  /** After another layout or size: at the zoomed node again. */
  #settle(): void {
    if (this.#size.width === 0) return;
    const node = this.#model.zoomed.peek();
    this.#zoomed = node.path;
    this.#move = undefined;
    this.#camera = this.#cameraOf(node);
    this.#baseDue = true;
  }

  /** Zooms by hand. Returns false when that changes nothing. */
  zoomBy(factor: number, x: number, y: number): boolean {
    const { layout } = this.#model;
    const from = this.#move ? this.#move.to : this.#camera;
    this.#move = undefined;
    const to = within(zoomAt(this.#camera, factor, x, y), layout.size, this.#size);
    if (Math.abs(to.scale / from.scale - 1) < 1e-6) return false;
    // Inside a definition there is nothing more to see.
    const { zoomed } = this.#model;
    if (factor > 1 && zoomed.peek().kind === "file") {
      const box = onScreen(to, zoomed.peek());
      if (box.width > 5 * this.#size.width && box.height > 5 * this.#size.height) return true;
    }
    this.#camera = to;
    this.#byHand();
    return true;
  }

  pan(dx: number, dy: number): void {
    const { x, y, scale } = this.#camera;
    this.#move = undefined;
    this.#camera = within(
      { x: x - dx / scale, y: y - dy / scale, scale },
      this.#model.layout.size,
      this.#size,
    );
    this.#byHand();
  }

  /** Once the hand rests, the address names the smallest node that fills most of the map. */
  #byHand(): void {
    this.#inHand = true;
    this.repaint();
    clearTimeout(this.#wheelEnd);
    this.#wheelEnd = setTimeout(() => {
      this.#inHand = false;
      this.repaint();
      const { width, height } = this.#size;
      let node: MapNode = this.#model.root;
      for (;;) {
        if (node.kind === "file") break;
        const next: MapNode | undefined = this.#childAt(node, width / 2, height / 2);
        if (!next) break;
        const box = onScreen(this.#camera, next);
        if (box.width < width * 0.7 && box.height < height * 0.7) break;
        node = next;
      }
      this.#zoomed = node.path;
      this.#zoomedByHand(node.path);
    }, 220);
  }

  #childAt(node: MapNode, x: number, y: number): MapNode | undefined {
    if (node.kind === "file") return undefined;
    this.#model.layout.open(node);
    const wx = this.#camera.x + x / this.#camera.scale;
    const wy = this.#camera.y + y / this.#camera.scale;
    return node.children.find(({ x0, y0, x1, y1 }) => wx >= x0 && wx < x1 && wy >= y0 && wy < y1);
  }

  /** The nodes under a point of the map, from the outermost; a lit file near it counts, however small. */
  nodesAt(x: number, y: number): readonly MapNode[] {
    const near = this.#shown.find(
      ({ box }) =>
        x >= box.x - 4 && y >= box.y - 4 && x <= box.x + box.width + 4 && y <= box.y + box.height + 4,
    );
    const nodes: MapNode[] = [];
    if (near && near.box.width < 12 && near.box.height < 12) {
      for (let at: MapNode | undefined = near.file; at; at = at.parent) nodes.unshift(at);
      return nodes;
    }
    for (let at: MapNode | undefined = this.#model.root; at; at = this.#childAt(at, x, y)) nodes.push(at);
    return nodes;
  }

  boxOf(node: MapNode): ScreenBox {
    this.#model.layout.place(node);
    return onScreen(this.#camera, node);
  }

  #paint(now: number): void {
    this.#frame = 0;
    if (this.#size.width === 0) return;
    const moving = this.#step(now);
    const sight = { layout: this.#model.layout, camera: this.#camera, size: this.#size };
    const outlineOf = (path: string) => this.#model.outlines.peek(path);
    if (this.#baseDue) {
      this.#baseDue = false;
      const start = performance.now();
      const coarse = moving || this.#inHand;
      const { large } = paintBase(this.#base, sight, coarse ? this.#least : FINEST, outlineOf);
      const took = performance.now() - start;
      // While the picture moves, as many houses as a frame has time for.
      if (coarse && took > 8) this.#least = Math.min(COARSEST, this.#least * 1.35);
      else if (coarse && took < 4) this.#least = Math.max(FINEST, this.#least / 1.1);
      if (!moving)
        for (const file of large.slice(0, MOST_OUTLINES).reverse()) this.#model.wantOutline(file.path);
    }
    const share = this.#lightShare(now);
    const { state } = this.#model;
    const selection = state.selection.peek();
    const pointed = state.pointed.peek();
    this.#shown = paintLights(this.#top, {
      sight,
      lit: this.#litNow(share),
      colours: this.#colours,
      outlineOf,
      zoomed: this.#model.zoomed.peek(),
      selected: selection && this.#model.node(selection.path),
      selectedLines: selection?.lines,
      pointed: pointed === undefined ? undefined : this.#model.node(pointed),
    });
    if (share === 1) {
      this.#lit = undefined;
      for (const [path, glow] of this.#glows) {
        glow.from = glow.to;
        if (glow.to === 0) this.#glows.delete(path);
      }
    }
    if (moving || share < 1) this.repaintLights();
    if (moving) this.#baseDue = true;
  }

  /** Moves the camera; true while it is on its way. */
  #step(now: number): boolean {
    if (!this.#move) return false;
    const share = Math.min(1, Math.max(0, (now - this.#move.start) / ZOOM_MS));
    this.#camera = between(this.#move.from, this.#move.to, eased(share));
    this.#baseDue = true;
    if (share < 1) return true;
    this.#move = undefined;
    return false;
  }

  /** The dimmest first, so that the brightest are on top. */
  #litNow(share: number): Lit[] {
    const lit: Lit[] = [];
    for (const [path, { light, from, to }] of this.#glows) {
      const file = this.#model.node(path);
      if (file?.kind === "file") lit.push({ file, light, brightness: from + (to - from) * share });
    }
    return lit.sort((a, b) => a.light.score - b.light.score);
  }

  /** Whether a file is large enough on the screen to be clicked as such. */
  isLarge(node: MapNode): boolean {
    const box = this.boxOf(node);
    return isVisible(box, this.#size) && showsDefinitions(box);
  }

  get scaleLeft(): boolean {
    return this.#camera.scale < MOST_SCALE;
  }
}
