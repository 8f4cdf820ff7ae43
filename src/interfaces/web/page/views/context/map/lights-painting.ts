import type { FileOutline } from "../../../../api/contract.js";
import type { FileLight, Level } from "./lights.js";
import type { Sight } from "./paint-base.js";
import type { FileNode, MapNode } from "./tree.js";

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
