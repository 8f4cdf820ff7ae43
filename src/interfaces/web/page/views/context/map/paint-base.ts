import type { FileOutline } from "../../../../api/contract.js";
import type { Camera } from "./camera.js";
import { definitionColour, fileColour, ground, plainTone } from "./colours.js";
import { type Layout, placeDefinitions, type Size } from "./layout.js";
import type { FileNode, FolderNode, MapNode, Rectangle } from "./tree.js";

/** What is on the screen now. */
export interface Sight {
  readonly layout: Layout;
  readonly camera: Camera;
  /** Of the canvas, in CSS pixels. */
  readonly size: Size;
}

export interface ScreenBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const onScreen = ({ x, y, scale }: Camera, { x0, y0, x1, y1 }: Rectangle): ScreenBox => ({
  x: (x0 - x) * scale,
  y: (y0 - y) * scale,
  width: (x1 - x0) * scale,
  height: (y1 - y0) * scale,
});

export const isVisible = (box: ScreenBox, size: Size): boolean =>
  box.x < size.width && box.y < size.height && box.x + box.width > 0 && box.y + box.height > 0;

/** Visits the folders and files on the screen, each folder before what is in it; what is smaller than `least` pixels is not looked into. */
export function walk(sight: Sight, least: number, visit: (node: MapNode, box: ScreenBox) => void): void {
  const { layout, camera, size } = sight;
  const waiting: FolderNode[] = [layout.root];
  visit(layout.root, onScreen(camera, layout.root));
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    layout.open(folder);
    for (const child of folder.children) {
      // Most files of a large repository end here.
      const width = (child.x1 - child.x0) * camera.scale;
      const height = (child.y1 - child.y0) * camera.scale;
      const isFile = child.kind === "file";
      if (isFile && (width < least || height < least)) continue;
      const box = {
        x: (child.x0 - camera.x) * camera.scale,
        y: (child.y0 - camera.y) * camera.scale,
        width,
        height,
      };
      if (!isVisible(box, size)) continue;
      visit(child, box);
      if (!isFile && width >= 2 * least && height >= 2 * least) waiting.push(child);
    }
  }
}

/** A small number that a path always gets. */
function seedOf(text: string): number {
  let seed = 0;
  for (let at = Math.max(0, text.length - 24); at < text.length; at++)
    seed = (seed * 31 + text.charCodeAt(at)) >>> 0;
  return seed;
}

const DEFINITIONS_FROM = { width: 56, height: 40 };

export const showsDefinitions = ({ width, height }: ScreenBox): boolean =>
  width >= DEFINITIONS_FROM.width && height >= DEFINITIONS_FROM.height;

/** Paints the unlit city. Returns how many files it painted, and those large enough for their definitions to be seen. */
export function paintBase(
  context: CanvasRenderingContext2D,
  sight: Sight,
  least: number,
  outlineOf: (path: string) => FileOutline | undefined,
): { readonly files: number; readonly large: readonly FileNode[] } {
  const { size } = sight;
  const large: { file: FileNode; area: number }[] = [];
  let files = 0;
  context.fillStyle = ground(0);
  context.fillRect(0, 0, size.width, size.height);
  walk(sight, least, (node, box) => {
    if (node.kind === "folder") {
      // Too small to look into: a block of the tone that most of it has.
      const block = box.width < 2 * least || box.height < 2 * least;
      context.fillStyle = block ? plainTone(node.tone) : ground(node.depth);
      const gap = Math.min(1, box.width / 6, box.height / 6) / 2;
      context.fillRect(box.x + gap, box.y + gap, box.width - 2 * gap, box.height - 2 * gap);
      return;
    }
    files++;
    paintFile(context, node, box, sight.camera.scale > 0 ? outlineOf : () => undefined);
    if (showsDefinitions(box)) large.push({ file: node, area: box.width * box.height });
  });
  large.sort((a, b) => b.area - a.area);
  return { files, large: large.map(({ file }) => file) };
}

function paintFile(
  context: CanvasRenderingContext2D,
  file: FileNode,
  box: ScreenBox,
  outlineOf: (path: string) => FileOutline | undefined,
): void {
  const gap = Math.min(1, box.width / 5, box.height / 5) / 2;
  const { x, y, width, height } = box;
  context.fillStyle = fileColour(file.tone, seedOf(file.path));
  context.fillRect(x + gap, y + gap, width - 2 * gap, height - 2 * gap);
  const outline = showsDefinitions(box) ? outlineOf(file.path) : undefined;
  if (outline && outline.definitions.length > 1) {
    for (const [at, part] of definitionBoxes(outline, box).entries()) {
      context.fillStyle = definitionColour(file.tone, seedOf(outline.definitions[at]!.symbol ?? "") + 3 * at);
      context.fillRect(part.x, part.y, part.width, part.height);
    }
  } else if (width > 12 && height > 12) {
    // Light of the sky on the edge of the roof.
    context.fillStyle = "rgb(255 255 255 / 4%)";
    context.fillRect(x + gap, y + gap, width - 2 * gap, 1);
  }
}

/** Where the definitions of a file are on the screen, with gaps between them. */
export function definitionBoxes({ definitions }: FileOutline, box: ScreenBox): ScreenBox[] {
  const edge = Math.min(3, box.width / 24, box.height / 24);
  const places = placeDefinitions(
    definitions.map(({ ownTokens }) => ownTokens),
    { x0: box.x + edge, y0: box.y + edge, x1: box.x + box.width - edge, y1: box.y + box.height - edge },
  );
  return places.map(({ x0, y0, x1, y1 }) => {
    const gap = Math.min(1, (x1 - x0) / 4, (y1 - y0) / 4) / 2;
    return { x: x0 + gap, y: y0 + gap, width: x1 - x0 - 2 * gap, height: y1 - y0 - 2 * gap };
  });
}

/** The part of a box on the screen. */
export function clipped(box: ScreenBox, { size }: Sight): ScreenBox {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  return {
    x,
    y,
    width: Math.min(size.width, box.x + box.width) - x,
    height: Math.min(size.height, box.y + box.height) - y,
  };
}
