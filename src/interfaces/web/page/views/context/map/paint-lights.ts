import { CANDIDATE, POINTED, SELECTED, VEIL } from "./colours.js";
import { definitionLevels, type FileLight, glow, levelShares } from "./lights.js";
import type { LevelColours, LightsPainting, Lit } from "./lights-painting.js";
import {
  clipped,
  definitionBoxes,
  isVisible,
  onScreen,
  type ScreenBox,
  showsDefinitions,
} from "./paint-base.js";
import { paintLabels } from "./paint-labels.js";
import type { FileNode, MapNode } from "./tree.js";

/** Paints everything above the unlit city. Returns where the lit files are, for the pointer. */
export function paintLights(
  context: CanvasRenderingContext2D,
  painting: LightsPainting,
): { readonly file: FileNode; readonly box: ScreenBox }[] {
  const { sight, lit } = painting;
  const { layout, camera, size } = sight;
  context.clearRect(0, 0, size.width, size.height);
  const seen: { lit: Lit; box: ScreenBox }[] = [];
  for (const each of lit) {
    layout.place(each.file);
    const box = onScreen(camera, each.file);
    if (isVisible(box, size)) seen.push({ lit: each, box });
  }
  for (const { lit: each, box } of seen)
    if (each.light.level === undefined) paintCandidate(context, box, each);
  const packed = seen.filter((each) => each.lit.light.level !== undefined);
  context.globalCompositeOperation = "lighter";
  for (const { lit: each, box } of packed)
    if (each.light.items.length > 0) paintHalo(context, box, each, painting);
  context.globalCompositeOperation = "source-over";
  for (const { lit: each, box } of packed) paintWindows(context, box, each, painting);
  paintVeil(context, painting);
  paintMarks(context, painting);
  paintLabels(context, painting, packed);
  return packed.map(({ lit: { file }, box }) => ({ file, box }));
}

/** At least so large, in pixels: a light is seen from afar, however small the house. */
function atLeast({ x, y, width, height }: ScreenBox, least: number): ScreenBox {
  const [w, h] = [Math.max(least, width), Math.max(least, height)];
  return { x: x - (w - width) / 2, y: y - (h - height) / 2, width: w, height: h };
}

function paintCandidate(context: CanvasRenderingContext2D, place: ScreenBox, { light, brightness }: Lit) {
  const box = atLeast(place, 1.5);
  const gap = Math.min(1, box.width / 5, box.height / 5) / 2;
  context.globalAlpha = glow(light.score) * brightness;
  context.fillStyle = CANDIDATE;
  context.fillRect(box.x + gap, box.y + gap, box.width - 2 * gap, box.height - 2 * gap);
  context.globalAlpha = 1;
}

const halos = new Map<string, HTMLCanvasElement>();
const HALO = 64;

/** A soft disc of a colour. There are as many as levels. */
function halo(colour: string): HTMLCanvasElement {
  let made = halos.get(colour);
  if (!made) {
    made = document.createElement("canvas");
    made.width = HALO;
    made.height = HALO;
    const context = made.getContext("2d")!;
    const gradient = context.createRadialGradient(HALO / 2, HALO / 2, 0, HALO / 2, HALO / 2, HALO / 2);
    for (const [at, alpha] of [
      [0, 60],
      [0.25, 28],
      [0.55, 8],
      [1, 0],
    ] as const)
      gradient.addColorStop(at, `color-mix(in srgb, ${colour} ${alpha}%, transparent)`);
    context.fillStyle = gradient;
    context.fillRect(0, 0, HALO, HALO);
    halos.set(colour, made);
  }
  return made;
}

/** Around a house; around each lit window of one that is seen from near. */
function paintHalo(
  context: CanvasRenderingContext2D,
  box: ScreenBox,
  { file, light, brightness }: Lit,
  { colours, outlineOf }: LightsPainting,
) {
  const shorter = Math.min(box.width, box.height);
  const far = Math.max(0, Math.min(1, (60 - shorter) / 36));
  if (far > 0) {
    const margin = Math.min(46, 12 + Math.sqrt(light.tokens) * 0.5);
    context.globalAlpha = brightness * 0.85 * far;
    shine(context, halo(colours[light.level!]), box, margin);
  }
  const outline = far < 1 ? outlineOf(file.path) : undefined;
  if (outline) {
    const levels = definitionLevels(outline, light.items);
    context.globalAlpha = brightness * 0.5 * (1 - far);
    for (const [at, part] of definitionBoxes(outline, box).entries()) {
      const level = levels[at];
      if (level !== undefined) shine(context, halo(colours[level]), part, 16);
    }
  }
  context.globalAlpha = 1;
}

function shine(
  context: CanvasRenderingContext2D,
  image: HTMLCanvasElement,
  { x, y, width, height }: ScreenBox,
  margin: number,
) {
  context.drawImage(
    image,
    x - margin - width * 0.2,
    y - margin - height * 0.2,
    width * 1.4 + 2 * margin,
    height * 1.4 + 2 * margin,
  );
}

function paintWindows(
  context: CanvasRenderingContext2D,
  place: ScreenBox,
  { file, light, brightness }: Lit,
  { outlineOf, colours }: LightsPainting,
) {
  const named = light.items.length === 0;
  const box = atLeast(place, named ? 2 : 3);
  const gap = Math.min(1, box.width / 5, box.height / 5) / 2;
  context.globalAlpha = brightness;
  const outline = showsWindows(box) && !named ? outlineOf(file.path) : undefined;
  const inner = {
    x: box.x + gap,
    y: box.y + gap,
    width: box.width - 2 * gap,
    height: box.height - 2 * gap,
  };
  const hasEdge = box.width > 8 && box.height > 8;
  if (named) {
    // It has no light in its windows: its edge glows.
    context.globalAlpha = brightness * (hasEdge ? 0.14 : 0.6);
    context.fillStyle = colours[light.level!];
    context.fillRect(inner.x, inner.y, inner.width, inner.height);
  } else if (outline && outline.definitions.length > 0) {
    const levels = definitionLevels(outline, light.items);
    for (const [at, part] of definitionBoxes(outline, box).entries()) {
      const level = levels[at];
      if (level === undefined) continue;
      // From near, a window is softer than a lamp seen from afar.
      const near = Math.max(0, Math.min(1, (Math.min(part.width, part.height) - 40) / 160));
      context.globalAlpha = brightness * (1 - 0.25 * near);
      context.fillStyle = colours[level];
      context.fillRect(part.x, part.y, part.width, part.height);
    }
  } else paintShares(context, inner, file, light, colours);
  if (hasEdge) {
    context.globalAlpha = (named ? 0.65 : 0.8) * brightness;
    context.strokeStyle = colours[light.level!];
    context.lineWidth = 1;
    context.strokeRect(inner.x + 0.5, inner.y + 0.5, inner.width - 1, inner.height - 1);
  }
  context.globalAlpha = 1;
}

/** Of a light from afar, so that it is found. */
const LEAST_LIGHT = 2;

/** No windows are known or seen: the share of the house that is in the pack is lit, from its top. */
function paintShares(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: ScreenBox,
  file: FileNode,
  light: FileLight,
  colours: LevelColours,
) {
  let top = y;
  const shares = levelShares(light.items, file.tokens);
  for (const [at, { level, share }] of shares.entries()) {
    const least = at === 0 ? Math.min(height, LEAST_LIGHT) : 0;
    const tall = Math.min(y + height - top, Math.max(least, share * height));
    context.fillStyle = colours[level];
    context.fillRect(x, top, width, tall);
    top += tall;
  }
}

const showsWindows = ({ width, height }: ScreenBox): boolean => width >= 10 && height >= 10;

/** What is around the zoomed folder or file is farther away. */
function paintVeil(context: CanvasRenderingContext2D, { sight, zoomed }: LightsPainting): void {
  if (!zoomed.parent) return;
  sight.layout.place(zoomed);
  const { x, y, width, height } = clipped(onScreen(sight.camera, zoomed), sight);
  if (width <= 0 || height <= 0) return;
  const { size } = sight;
  context.fillStyle = VEIL;
  context.fillRect(0, 0, size.width, y);
  context.fillRect(0, y + height, size.width, size.height - y - height);
  context.fillRect(0, y, x, height);
  context.fillRect(x + width, y, size.width - x - width, height);
}

/** What is selected, and what the pointer or the keyboard is on. */
function paintMarks(context: CanvasRenderingContext2D, painting: LightsPainting): void {
  const { pointed, selected, selectedLines, sight, outlineOf } = painting;
  const mark = (node: MapNode, colour: string, width: number): void => {
    sight.layout.place(node);
    const box = atLeast(onScreen(sight.camera, node), 6);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(box.x, box.y, box.width, box.height);
    if (node !== selected || !selectedLines || !showsDefinitions(box)) return;
    const outline = outlineOf(node.path);
    if (!outline) return;
    for (const [at, part] of definitionBoxes(outline, box).entries()) {
      const { startLine, endLine } = outline.definitions[at]!;
      if (startLine <= selectedLines.end && endLine >= selectedLines.start)
        context.strokeRect(part.x, part.y, part.width, part.height);
    }
  };
  if (pointed && pointed !== sight.layout.root) mark(pointed, POINTED, 2);
  if (selected) mark(selected, SELECTED, 2);
}
