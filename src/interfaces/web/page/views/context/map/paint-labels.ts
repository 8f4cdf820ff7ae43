import { printable } from "../../../../../../shared/printable.js";
import { LABEL_EDGE, ON_LIGHT } from "./colours.js";
import { type Box, cut, placeLabels, type Wish } from "./labels.js";
import { definitionLevels } from "./lights.js";
import type { LevelColours, LightsPainting, Lit } from "./lights-painting.js";
import {
  clipped,
  definitionBoxes,
  type ScreenBox,
  type Sight,
  showsDefinitions,
  walk,
} from "./paint-base.js";
import { type FileNode, type FolderNode, type MapNode, wayTo } from "./tree.js";

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

/** Writes names where they fit. */
export function paintLabels(
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
