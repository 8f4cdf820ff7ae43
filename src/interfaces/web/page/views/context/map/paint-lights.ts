import { printable } from "../../../../../../shared/printable.js";
import type { FileOutline } from "../../../../api/contract.js";
import { CANDIDATE, LABEL_EDGE, ON_LIGHT, POINTED, SELECTED, VEIL } from "./colours.js";
import { type Box, cut, placeLabels, type Wish } from "./labels.js";
import { definitionLevels, type FileLight, glow, type Level, levelShares } from "./lights.js";
import {
  definitionBoxes,
  isVisible,
  onScreen,
  type ScreenBox,
  type Sight,
  showsDefinitions,
  walk,
} from "./paint-base.js";
import { type FileNode, type FolderNode, type MapNode, wayTo } from "./tree.js";

export type LevelColours = Readonly<Record<Level, string>>;

/** A lit file and how bright it is now: lights come on and go out within a moment. */
export interface Lit {
  readonly file: FileNode;
  readonly light: FileLight;
  readonly brightness: number;
}

export interface LightsPainting {
  readonly sight: Sight;
  readonly lit: readonly Lit[];
  readonly colours: LevelColours;
  readonly outlineOf: (path: string) => FileOutline | undefined;
  readonly zoomed: MapNode;
  readonly selected: MapNode | undefined;
  readonly selectedLines: { readonly start: number; readonly end: number } | undefined;
  readonly pointed: MapNode | undefined;
}

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

interface Label {
  readonly text: string;
  readonly font: string;
  readonly colour: string;
  /** Of a line around the letters; absent on a light ground. */
  readonly edge?: string;
}

const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const SMALL = `11px ${FAMILY}`;
const MOST_LABELS = 140;
const widths = new Map<string, number>();

function paintLabels(
  context: CanvasRenderingContext2D,
  painting: LightsPainting,
  packed: readonly { readonly lit: Lit; readonly box: ScreenBox }[],
): void {
  const measureIn = (font: string) => (text: string) => {
    const key = `${font} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      if (widths.size > 4000) widths.clear();
      context.font = font;
      width = context.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  };
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const { label, box } of placeLabels(wishes(painting, packed, measureIn), APART, MOST_LABELS)) {
    context.font = label.font;
    if (label.edge) {
      context.strokeStyle = label.edge;
      context.lineWidth = 3;
      context.strokeText(label.text, box.x, box.y);
    }
    context.fillStyle = label.colour;
    context.fillText(label.text, box.x, box.y);
  }
}

type Measure = (font: string) => (text: string) => number;

/** Lit definitions first, then lit files, folders and large files: what is asked for comes before what is only there. */
function* wishes(
  painting: LightsPainting,
  packed: readonly { readonly lit: Lit; readonly box: ScreenBox }[],
  measure: Measure,
): Generator<Wish<Label>> {
  const { sight, zoomed, colours } = painting;
  const litFiles = new Map(packed.map(({ lit }) => [lit.file, lit]));
  const around = new Set(wayTo(zoomed));
  const folders: { folder: FolderNode; box: ScreenBox }[] = [];
  const files: { file: FileNode; box: ScreenBox }[] = [];
  walk(sight, 8, (node, box) => {
    if (node.kind === "file") {
      if (box.width >= 48 && box.height >= 17) files.push({ file: node, box });
    } else if (node.parent && box.width >= 44 && box.height >= 18 && !covers(box, sight)) {
      folders.push({ folder: node, box });
    }
  });
  for (const { lit, box } of packed)
    if (lit.light.items.length > 0) yield* ofLitFile(lit, box, sight, measure, colours);
  for (const { file, box } of files)
    if (showsDefinitions(box) && isIn(file, zoomed))
      yield* ofDefinitions(file, box, litFiles.get(file), painting, measure);
  folders.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  for (const { folder, box } of folders)
    if (!around.has(folder))
      yield* ofFolder(
        folder,
        clipped(box, sight),
        isIn(folder, zoomed) ? folder.depth - zoomed.depth : Number.POSITIVE_INFINITY,
        measure,
      );
  files.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  for (const { file, box } of files)
    if (!litFiles.get(file)?.light.items.length && isIn(file, zoomed))
      yield* ofFile(file, clipped(box, sight), measure);
}

function isIn(node: MapNode, zoomed: MapNode): boolean {
  let at: MapNode | undefined = node;
  while (at && at !== zoomed) at = at.parent;
  return at === zoomed;
}

const covers = (box: ScreenBox, { size }: Sight): boolean =>
  box.x <= 0 && box.y <= 0 && box.x + box.width >= size.width && box.y + box.height >= size.height;

/** The part of a box on the screen. */
function clipped(box: ScreenBox, { size }: Sight): ScreenBox {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  return {
    x,
    y,
    width: Math.min(size.width, box.x + box.width) - x,
    height: Math.min(size.height, box.y + box.height) - y,
  };
}

/** Pixels between labels. */
const APART = 6;

const boxAt = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

function* ofLitFile(
  { file, light }: Lit,
  box: ScreenBox,
  sight: Sight,
  measure: Measure,
  colours: LevelColours,
): Generator<Wish<Label>> {
  const font = `600 ${SMALL}`;
  const height = 13;
  const { x, y, width: w, height: h } = clipped(box, sight);
  const room = w >= 60 && h >= height + 6;
  const text = cut(printable(file.name), room ? w - 8 : 180, measure(font));
  if (text === undefined) return;
  const width = measure(font)(text);
  if (room) {
    const label: Label = { text, font, colour: "#ffffff", edge: LABEL_EDGE };
    return yield { label, places: [boxAt(x + 4, y + h - height - 3, width, height)] };
  }
  const places = [
    boxAt(x + w + 5, y + h / 2 - height / 2, width, height),
    boxAt(x - width - 5, y + h / 2 - height / 2, width, height),
    boxAt(x + w / 2 - width / 2, y - height - 4, width, height),
    boxAt(x + w / 2 - width / 2, y + h + 4, width, height),
  ].filter((place) => inside(place, sight));
  yield { label: { text, font, colour: colours[light.level!], edge: LABEL_EDGE }, places };
}

const inside = ({ x, y, width, height }: Box, { size }: Sight): boolean =>
  x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height;

function* ofDefinitions(
  file: FileNode,
  box: ScreenBox,
  lit: Lit | undefined,
  { outlineOf, sight }: LightsPainting,
  measure: Measure,
): Generator<Wish<Label>> {
  const outline = outlineOf(file.path);
  if (!outline || outline.definitions.length < 2) return;
  const levels = lit ? definitionLevels(outline, lit.light.items) : [];
  const boxes = definitionBoxes(outline, box);
  for (const [at, part] of boxes.entries()) {
    const { symbol } = outline.definitions[at]!;
    if (symbol === undefined || part.width < 44 || part.height < 15) continue;
    const seen = clipped(part, sight);
    const text = cut(printable(symbol), seen.width - 8, measure(SMALL));
    if (text === undefined || seen.height < 15) continue;
    const onLight = levels[at] !== undefined;
    yield {
      label: { text, font: SMALL, colour: onLight ? ON_LIGHT : "#aab3c0" },
      places: [boxAt(seen.x + 4, seen.y + 2, measure(SMALL)(text), 12)],
    };
  }
}

/** By how many folders are between it and what fills the map; the last is beside that. */
const FOLDER_COLOURS = ["#e6ebf3", "#c3cbd7", "#9da7b6", "#828d9d", "#5b6573"];

const folderColour = (depth: number): number =>
  Number.isFinite(depth)
    ? Math.max(0, Math.min(depth - 1, FOLDER_COLOURS.length - 2))
    : FOLDER_COLOURS.length - 1;

function* ofFolder(
  folder: FolderNode,
  box: ScreenBox,
  depth: number,
  measure: Measure,
): Generator<Wish<Label>> {
  const size = Math.round(Math.max(10, Math.min(22, Math.sqrt(box.width * box.height) / 13)));
  const font = `600 ${size}px ${FAMILY}`;
  const text = cut(printable(folder.name), box.width - 10, measure(font));
  if (text === undefined || box.height < size + 6) return;
  const width = measure(font)(text);
  const { x, y } = box;
  yield {
    label: {
      text,
      font,
      colour: FOLDER_COLOURS[folderColour(depth)]!,
      edge: LABEL_EDGE,
    },
    places: [
      boxAt(x + (box.width - width) / 2, y + (box.height - size) / 2, width, size + 2),
      boxAt(x + 5, y + 4, width, size + 2),
      boxAt(x + 5, y + box.height - size - 6, width, size + 2),
      boxAt(x + box.width - width - 5, y + 4, width, size + 2),
    ],
  };
}

function* ofFile(file: FileNode, box: ScreenBox, measure: Measure): Generator<Wish<Label>> {
  if (box.height < 15) return;
  const text = cut(printable(file.name), box.width - 8, measure(SMALL), 7);
  if (text === undefined) return;
  yield {
    label: { text, font: SMALL, colour: "#8b95a5", edge: LABEL_EDGE },
    places: [boxAt(box.x + 4, box.y + 3, measure(SMALL)(text), 12)],
  };
}
