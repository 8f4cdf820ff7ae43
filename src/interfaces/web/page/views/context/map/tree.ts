import type { FileKind, MapFile } from "../../../../api/contract.js";

/** A rectangle of the map, in units of the world: the whole repository at the size of the screen. */
export interface Rectangle {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

interface NodeFacts extends Rectangle {
  name: string;
  readonly path: string;
  parent: FolderNode | undefined;
  depth: number;
  /** Tokens; at least 1, so that an empty file has a place. */
  value: number;
}

export interface FileNode extends NodeFacts {
  readonly kind: "file";
  tokens: number;
  /** Of an unlit file. */
  tone: FileKind;
}

export interface FolderNode extends NodeFacts {
  readonly kind: "folder";
  tokens: number;
  /** In all folders below. */
  files: number;
  tone: FileKind;
  /** The largest first, when they were laid out first. */
  children: MapNode[];
  /** For which layout the children have their places (`layout.ts`). */
  laid: number;
}

export type MapNode = FileNode | FolderNode;

interface Gathering {
  readonly files: Map<string, MapFile>;
  readonly folders: Map<string, Gathering>;
}

/** The tree of all files. A folder that holds nothing but a folder is one with it: `src/main/java`. */
export function buildTree(files: readonly MapFile[]): FolderNode {
  const top: Gathering = { files: new Map(), folders: new Map() };
  for (const file of files) {
    let at = top;
    let from = 0;
    for (let slash = file.path.indexOf("/"); slash >= 0; slash = file.path.indexOf("/", from)) {
      const name = file.path.slice(from, slash);
      let next = at.folders.get(name);
      if (!next) {
        next = { files: new Map(), folders: new Map() };
        at.folders.set(name, next);
      }
      at = next;
      from = slash + 1;
    }
    at.files.set(file.path.slice(from), file);
  }
  return folderNode("", "", top, undefined, 0);
}

function folderNode(
  name: string,
  path: string,
  gathered: Gathering,
  parent: FolderNode | undefined,
  depth: number,
): FolderNode {
  let from = gathered;
  let full = path;
  let shown = name;
  while (parent !== undefined && from.files.size === 0 && from.folders.size === 1) {
    const [[only, below]] = from.folders as unknown as [[string, Gathering]];
    shown = `${shown}/${only}`;
    full = `${full}/${only}`;
    from = below;
  }
  const node: FolderNode = {
    kind: "folder",
    name: shown,
    path: full,
    parent,
    depth,
    value: 0,
    tokens: 0,
    files: 0,
    tone: "code",
    children: [],
    laid: -1,
    x0: 0,
    y0: 0,
    x1: 0,
    y1: 0,
  };
  for (const [below, gathering] of from.folders)
    node.children.push(
      folderNode(below, full === "" ? below : `${full}/${below}`, gathering, node, depth + 1),
    );
  for (const [below, file] of from.files)
    node.children.push({
      kind: "file",
      name: below,
      path: file.path,
      parent: node,
      depth: depth + 1,
      value: Math.max(1, file.tokens),
      tokens: file.tokens,
      tone: file.kind,
      x0: 0,
      y0: 0,
      x1: 0,
      y1: 0,
    });
  sum(node);
  node.children.sort(largestFirst);
  return node;
}

const largestFirst = (a: MapNode, b: MapNode): number =>
  b.value - a.value || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** Sets a folder's sums from its children. Its tone is that of most of its tokens. */
function sum(folder: FolderNode): void {
  const tones: Partial<Record<FileKind, number>> = {};
  folder.value = 0;
  folder.tokens = 0;
  folder.files = 0;
  for (const child of folder.children) {
    folder.value += child.value;
    folder.tokens += child.tokens;
    folder.files += child.kind === "file" ? 1 : child.files;
    tones[child.tone] = (tones[child.tone] ?? 0) + child.value;
  }
  let most = 0;
  for (const [tone, value] of Object.entries(tones) as [FileKind, number][])
    if (value > most) {
      most = value;
      folder.tone = tone;
    }
}

/**
 * Brings a tree up to date with a later one and returns it. What stays is the same node, and where a folder has the same
 * children as before, they keep their order, so that the map keeps its shape.
 */
export function updateTree(tree: FolderNode, later: FolderNode): FolderNode {
  const before = new Map(tree.children.map((child) => [child.name, child]));
  let same = later.children.length === tree.children.length;
  const children = later.children.map((next): MapNode => {
    const old = before.get(next.name);
    if (old === undefined || old.kind !== next.kind || old.path !== next.path) {
      same = false;
      next.parent = tree;
      return next;
    }
    if (old.kind === "folder") updateTree(old, next as FolderNode);
    else {
      if (next.value > 2 * old.value || old.value > 2 * next.value) same = false;
      old.value = next.value;
      old.tokens = next.tokens;
      old.tone = next.tone;
    }
    return old;
  });
  if (!same) {
    tree.children = children;
    tree.laid = -1;
    forgetRows(tree);
  }
  sum(tree);
  return tree;
}

/** d3's `treemapResquarify` notes its rows on the node, to keep them. */
export function forgetRows(folder: FolderNode): void {
  delete (folder as { _squarify?: unknown })._squarify;
}

/** All nodes by path. */
export function nodesByPath(root: FolderNode): Map<string, MapNode> {
  const nodes = new Map<string, MapNode>();
  const waiting: MapNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    nodes.set(node.path, node);
    if (node.kind === "folder") for (const child of node.children) waiting.push(child);
  }
  return nodes;
}

/** The node of a path; else the folder that a part of a joined name stands for, or the nearest that exists. */
export function nearestNode(nodes: ReadonlyMap<string, MapNode>, path: string): MapNode {
  const root = nodes.get("")!;
  let node: MapNode = root;
  while (node.path !== path && node.kind === "folder") {
    const next: MapNode | undefined = node.children.find(
      (child) =>
        child.path === path ||
        path.startsWith(`${child.path}/`) ||
        (child.kind === "folder" && child.path.startsWith(`${path}/`)),
    );
    if (!next) return node;
    if (next.path.length > path.length) return next;
    node = next;
  }
  return node;
}

/** From below the root to the node. */
export function wayTo(node: MapNode): readonly MapNode[] {
  const way: MapNode[] = [];
  for (let at: MapNode | undefined = node; at?.parent; at = at.parent) way.unshift(at);
  return way;
}
