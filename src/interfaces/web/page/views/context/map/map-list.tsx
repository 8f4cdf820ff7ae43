import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import type { FileOutline } from "../../../../api/contract.js";
import { definitionLevels, type FileLight, LEVELS, type Level, type Lights } from "./lights.js";
import { act } from "./map-canvas.js";
import type { MapModel } from "./model.js";
import type { FolderNode, MapNode } from "./tree.js";

/** A row: a folder or file of the zoomed folder, or a definition of the zoomed file. */
interface Row {
  readonly key: string;
  /** Of a definition inside others. */
  readonly depth: number;
  readonly name: string;
  readonly tokens: number;
  readonly level: Level | undefined;
  readonly note: string;
  readonly node?: MapNode;
  readonly lines?: { readonly start: number; readonly end: number };
}

const ROW = 28;
const AROUND = 30;

/** Keys that belong to the list although the picture shows them too. */
const OUT = new Set(["Escape", "ArrowLeft", "Backspace"]);

/**
 * The map as a list of the zoomed folder or file, for keyboards and screen readers; on request it takes the picture's
 * place. Only the rows in sight are in the document.
 */
export function MapList({ model, visible }: { readonly model: MapModel; readonly visible: boolean }) {
  const { state } = model;
  const list = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState(0);
  const [top, setTop] = useState(0);
  const zoomed = model.zoomed.value;
  if (zoomed.kind === "file") model.wantOutline(zoomed.path);
  const lights = model.lights.value;
  const revision = model.revision.value;
  const outline = zoomed.kind === "file" ? model.outlines.follow(zoomed.path) : undefined;
  // The tree is changed in place; its revision says so.
  const rows = useMemo(
    () =>
      zoomed.kind === "file"
        ? definitionRows(outline, lights.files.get(zoomed.path))
        : childRows(model, zoomed, lights),
    [model, zoomed, lights, revision, outline],
  );
  const at = Math.min(focus, Math.max(0, rows.length - 1));
  // Rows of another folder take the place of the one with the focus.
  const hadFocus = list.current?.contains(document.activeElement) ?? false;
  const from = useRef(zoomed.path);
  useLayoutEffect(() => {
    // On the way out, at the folder that was left; else at the first row.
    const came = rows.findIndex(
      ({ node }) => node && (from.current === node.path || from.current.startsWith(`${node.path}/`)),
    );
    from.current = zoomed.path;
    const start = Math.max(0, came);
    setFocus(start);
    const box = list.current;
    if (!box) return;
    box.scrollTop = Math.max(0, start * ROW - box.clientHeight / 2);
    setTop(box.scrollTop);
    if (hadFocus) focusRow(box, start);
  }, [zoomed.path]);

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setFocus(next);
    const box = list.current;
    if (box) {
      if (next * ROW < box.scrollTop) box.scrollTop = next * ROW;
      if ((next + 1) * ROW > box.scrollTop + box.clientHeight)
        box.scrollTop = (next + 1) * ROW - box.clientHeight;
    }
    state.pointed.value = rows[next]?.node?.path;
    // After the row is in the document.
    queueMicrotask(() => focusRow(list.current, next));
  };
  const open = (row: Row): void => {
    if (row.node) act(model, row.node);
    else state.select({ path: zoomed.path, ...(row.lines ? { lines: row.lines } : {}) });
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    PageDown: () => move(at + 12),
    PageUp: () => move(at - 12),
    Home: () => move(0),
    End: () => move(rows.length - 1),
    Enter: () => rows[at] && open(rows[at]),
    " ": () => rows[at] && open(rows[at]),
    ArrowRight: () => {
      const node = rows[at]?.node;
      if (node) state.setZoom(node.path);
    },
  };
  const first = Math.max(0, Math.floor(top / ROW) - AROUND);
  const last = Math.min(
    rows.length,
    first + Math.ceil((list.current?.clientHeight ?? 600) / ROW) + 2 * AROUND,
  );
  const shown = rows.slice(first, last).map((row, index) => ({ row, index: first + index }));
  if (rows[at] && (at < first || at >= last)) shown.push({ row: rows[at], index: at });
  return (
    <div
      class={visible ? "map-list" : "map-list hidden-list"}
      role="tree"
      aria-label={`Map of ${zoomed.path === "" ? "the repository" : printable(zoomed.path)}`}
      ref={list}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
      onFocusIn={({ target }) => {
        const index = Number((target as HTMLElement).dataset.index ?? at);
        setFocus(index);
        state.pointed.value = rows[index]?.node?.path;
      }}
      onFocusOut={() => {
        state.pointed.value = undefined;
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const key = keys[event.key];
        if (key) key();
        else if (OUT.has(event.key)) zoomOut(model);
        else if (event.key.length === 1) {
          const wanted = event.key.toLowerCase();
          const next = [...rows.keys()]
            .map((index) => (at + 1 + index) % rows.length)
            .find((index) => rows[index]!.name.toLowerCase().startsWith(wanted));
          if (next === undefined) return;
          move(next);
        } else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div class="map-list-space" style={{ height: `${rows.length * ROW}px` }} role="presentation">
        {shown.map(({ row, index }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it handles the keys of all rows.
          <div
            key={row.key}
            class="row"
            role="treeitem"
            aria-level={row.depth + 1}
            aria-posinset={index + 1}
            aria-setsize={rows.length}
            aria-selected={isSelected(model, row)}
            {...(row.node?.kind === "folder" ? { "aria-expanded": false } : {})}
            data-index={index}
            tabIndex={index === at ? 0 : -1}
            style={{ transform: `translateY(${index * ROW}px)` }}
            onClick={() => {
              setFocus(index);
              open(row);
            }}
          >
            <span class={`light${row.level ? ` lit-${row.level}` : ""}`} aria-hidden="true" />
            <bdi class="name" style={{ paddingLeft: `${Math.min(row.depth, 8) * 14}px` }}>
              {row.name}
            </bdi>
            <span class="tokens">{formatInteger(row.tokens)} tokens</span>
            <span class="note">{row.note}</span>
          </div>
        ))}
      </div>
      {rows.length === 0 ? (
        <div class="row" role="treeitem" tabIndex={0}>
          Nothing is in here.
        </div>
      ) : null}
    </div>
  );
}

function focusRow(list: HTMLElement | null, index: number): void {
  list?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
}

/** To the folder around what fills the map; at the top, what is selected is let go of. */
export function zoomOut(model: MapModel): void {
  const { state } = model;
  const zoomed = model.zoomed.peek();
  if (zoomed.parent) state.setZoom(zoomed.parent.path);
  else state.select(undefined);
}

function isSelected({ state, zoomed }: MapModel, row: Row): boolean {
  const selection = state.selection.value;
  if (!selection) return false;
  if (row.node) return row.node.path === selection.path;
  return selection.path === zoomed.value.path && selection.lines?.start === row.lines?.start;
}

function childRows(model: MapModel, zoomed: FolderNode, lights: Lights): readonly Row[] {
  const lit = litBelow(zoomed, lights, model);
  return zoomed.children
    .map((node): Row & { readonly order: number } => {
      const light = lights.files.get(node.path);
      const below = lit.get(node);
      const level = node.kind === "file" ? light?.level : below?.level;
      return {
        key: node.path,
        depth: 0,
        name: `${printable(node.name)}${node.kind === "folder" ? "/" : ""}`,
        tokens: node.tokens,
        level,
        note: node.kind === "file" ? noteOf(light) : below ? notePacked(below.packed, below.tokens) : "",
        node,
        order:
          level === undefined
            ? (light?.score ?? 0)
            : 10 + LEVELS.indexOf(level) + (below?.tokens ?? light?.tokens ?? 0),
      };
    })
    .sort((a, b) => b.order - a.order || b.tokens - a.tokens);
}

function noteOf(light: FileLight | undefined): string {
  if (light?.level !== undefined && light.items.length > 0)
    return `${light.level}, ${formatInteger(light.tokens)} tokens in the pack`;
  if (light?.level !== undefined) return "named in the pack";
  if (light?.rank !== undefined) return `candidate ${formatInteger(light.rank)}`;
  return "";
}

const notePacked = (files: number, tokens: number): string =>
  files > 0
    ? `${formatInteger(files)} ${files === 1 ? "file" : "files"} in the pack, ${formatInteger(tokens)} tokens`
    : "";

interface Below {
  packed: number;
  tokens: number;
  level: Level | undefined;
}

/** What is lit in each child of a folder. */
function litBelow(folder: FolderNode, { files }: Lights, model: MapModel): ReadonlyMap<MapNode, Below> {
  const below = new Map<MapNode, Below>();
  for (const light of files.values()) {
    if (light.level === undefined) continue;
    let node = model.node(light.path);
    while (node?.parent && node.parent !== folder) node = node.parent;
    if (!node?.parent) continue;
    const sum = below.get(node) ?? { packed: 0, tokens: 0, level: undefined };
    if (light.items.length > 0) sum.packed++;
    sum.tokens += light.tokens;
    if (sum.level === undefined || LEVELS.indexOf(light.level) > LEVELS.indexOf(sum.level))
      sum.level = light.level;
    below.set(node, sum);
  }
  return below;
}

function definitionRows(outline: FileOutline | undefined, light: FileLight | undefined): readonly Row[] {
  if (!outline) return [];
  const levels = definitionLevels(outline, light?.items ?? []);
  const depths: number[] = [];
  for (const { parent } of outline.definitions)
    depths.push(parent === undefined ? 0 : (depths[parent] ?? 0) + 1);
  return outline.definitions.map(({ symbol, kind, startLine, endLine, tokens }, index) => ({
    depth: depths[index] ?? 0,
    key: `${startLine}-${endLine}-${index}`,
    name: symbol === undefined ? `lines ${startLine}–${endLine}` : printable(symbol),
    tokens,
    level: levels[index],
    note: [symbol === undefined ? "" : kind, levels[index] ? `${levels[index]} in the pack` : ""]
      .filter((part) => part !== "")
      .join(", "),
    lines: { start: startLine, end: endLine },
  }));
}
