import { type HierarchyRectangularNode, treemapBinary, treemapResquarify } from "d3-hierarchy";
import { type FolderNode, forgetRows, type MapNode, type Rectangle } from "./tree.js";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Shares of the world's shorter side that part the folders of each depth, as streets do: wide ones part large quarters. */
const STREETS = [0.006, 0.0045, 0.0028, 0.0016, 0.0009];
/** Of the shorter side of the folder itself. */
const WIDEST_STREET = 0.06;

/**
 * The places of all nodes: a treemap, in which a folder's children have areas in the proportion of their tokens. Each
 * folder is laid out when it is first looked into, so that what is too small to be seen costs nothing.
 */
export class Layout {
  readonly root: FolderNode;
  #size: Size = { width: 0, height: 0 };
  #version = 0;
  /** Width by height when the rows were made. */
  #shape = 0;

  constructor(root: FolderNode) {
    this.root = root;
  }

  get size(): Size {
    return this.#size;
  }

  /** Gives the root its place. A clearly other shape of the world makes other rows; else the map keeps its shape. */
  resize(size: Size): void {
    const shape = size.width / Math.max(1, size.height);
    const change = shape / this.#shape;
    if (!(change > 0.75 && change < 1.33)) {
      this.#shape = shape;
      this.#forget(this.root);
    }
    this.#size = size;
    this.changed();
  }

  /** Tokens or the tree have changed. */
  changed(): void {
    this.#version++;
    Object.assign(this.root, { x0: 0, y0: 0, x1: this.#size.width, y1: this.#size.height });
  }

  #forget(folder: FolderNode): void {
    forgetRows(folder);
    folder.laid = -1;
    folder.children.sort((a, b) => b.value - a.value || (a.path < b.path ? -1 : 1));
    for (const child of folder.children) if (child.kind === "folder") this.#forget(child);
  }

  /** The part of a folder that its children fill. */
  inside(folder: FolderNode): Rectangle {
    const { x0, y0, x1, y1 } = folder;
    const shorter = Math.min(this.#size.width, this.#size.height);
    const street = Math.min(
      shorter * (STREETS[Math.min(folder.depth, STREETS.length - 1)] ?? 0),
      Math.min(x1 - x0, y1 - y0) * WIDEST_STREET,
    );
    return { x0: x0 + street / 2, y0: y0 + street / 2, x1: x1 - street / 2, y1: y1 - street / 2 };
  }

  /** Gives a node its place. */
  place(node: MapNode): void {
    const parents: FolderNode[] = [];
    for (let at = node.parent; at && at.laid !== this.#version; at = at.parent) parents.push(at);
    for (let folder = parents.pop(); folder; folder = parents.pop()) this.open(folder);
  }

  /** Gives the children of a folder their places, if they have none yet. The folder itself must have its own. */
  open(folder: FolderNode): void {
    if (folder.laid === this.#version) return;
    folder.laid = this.#version;
    const { x0, y0, x1, y1 } = this.inside(folder);
    treemapResquarify(folder as unknown as HierarchyRectangularNode<unknown>, x0, y0, x1, y1);
  }
}

/** Places of the definitions of a file, in its order, within a rectangle. */
export function placeDefinitions(tokens: readonly number[], { x0, y0, x1, y1 }: Rectangle): Rectangle[] {
  const children = tokens.map((value) => ({ value: Math.max(1, value), x0: 0, y0: 0, x1: 0, y1: 0 }));
  const value = children.reduce((total, child) => total + child.value, 0);
  if (children.length > 0)
    treemapBinary(
      { value, children, x0, y0, x1, y1 } as unknown as HierarchyRectangularNode<unknown>,
      x0,
      y0,
      x1,
      y1,
    );
  return children;
}
